import { allocationOperations } from './allocation/operations';
import { definitionOperations } from './definitions/operations';
import { targetOperations } from './targets/operations';

/** The table of this subject's operations. */
export const indicatorOperations = [...definitionOperations, ...targetOperations, ...allocationOperations] as const;
