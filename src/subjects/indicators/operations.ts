import { allocationOperations } from './allocation/operations';
import { definitionOperations } from './definitions/operations';
import { type PartMeasured, type TargetsRevised, targetOperations } from './targets/operations';

/**
 * The table of this subject's operations. `revised`: what follows for the tasks of targets that were revised. `measured`: what a unit's figures
 * give towards its part.
 */
export const indicatorOperations = (revised: TargetsRevised, measured: PartMeasured) =>
  [...definitionOperations, ...targetOperations(revised, measured), ...allocationOperations] as const;
