/** The table of this subject's operations. */
export const planOperations = [] as const;
