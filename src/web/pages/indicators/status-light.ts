import type { TargetStatus } from '../../../subjects/indicators/schema';
import type { Light } from '../../../subjects/tasks/schema';

const lights: Record<TargetStatus, Light | null> = {
  met: 'green',
  'on-track': 'green',
  behind: 'yellow',
  'far-behind': 'red',
  missed: 'red',
  // Nothing to hold it against, or nothing reported: no light, the word says it.
  'under-way': null,
  unreported: null,
};

/** Worst first: what one looks for. */
export const statusOrder: readonly TargetStatus[] = [
  'missed',
  'far-behind',
  'behind',
  'on-track',
  'met',
  'under-way',
  'unreported',
];

/** The light of a target's progress; null where there is none to give. */
export const lightOf = (status: TargetStatus | null): Light | null => (status === null ? null : lights[status]);
