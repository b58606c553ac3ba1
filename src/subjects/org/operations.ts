/** The table of this subject's operations. */
export const orgOperations = [] as const;
