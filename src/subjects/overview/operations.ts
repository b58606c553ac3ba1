/** The table of this subject's operations. */
export const overviewOperations = [] as const;
