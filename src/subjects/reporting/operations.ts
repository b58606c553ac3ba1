/** Everything that can be done with forms, what is filled in, and its review. */
export const reportingOperations = [] as const;
