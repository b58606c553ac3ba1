import { writeValues } from './operations/values';

/** The table of this subject's operations. */
export const exchangeOperations = [writeValues] as const;
