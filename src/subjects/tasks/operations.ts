/** The table of this subject's operations. */
export const taskOperations = [] as const;
