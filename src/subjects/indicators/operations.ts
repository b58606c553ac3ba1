import { allocationOperations } from './allocation/operations';
import { targetOperations } from './targets/operations';

/** The table of this subject's operations. */
export const indicatorOperations = [...targetOperations, ...allocationOperations] as const;
