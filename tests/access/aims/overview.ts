import type { Aims } from '../support/aim';
import { ofYear } from '../support/inputs';

/** The overview, the search and the demonstration. */
export const overviewAims: Aims = {
  'overview.get': { input: ofYear, shows: 'task' },
  'overview.search': { input: ({ thing }) => ({ q: thing.marks.task[0] }), shows: 'task' },
  'overview.search plan': { input: ({ thing }) => ({ q: thing.marks.settling[0] }), shows: 'settling' },
  'overview.waitingOn': { input: ({ thing }) => ({ userId: thing.userId }) },
  'overview.search unit': { input: ({ thing }) => ({ q: thing.marks.unit[0] }), shows: 'unitHit' },

  // demonstration
  'demonstration.create': { self: true },
};
