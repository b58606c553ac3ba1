/** The table of this subject's operations. */
export const indicatorOperations = [] as const;
