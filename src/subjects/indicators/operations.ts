import { allocationOperations } from './allocation/operations';
import { definitionOperations } from './definitions/operations';
import { type TargetsRevised, targetOperations } from './targets/operations';

/** The table of this subject's operations. `revised`: what follows for the tasks of targets that were revised. */
export const indicatorOperations = (revised: TargetsRevised) =>
  [...definitionOperations, ...targetOperations(revised), ...allocationOperations] as const;
