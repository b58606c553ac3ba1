import type { Keeping } from '../org/hand-over';
import { giveLeadBack, leadsHeld, passLead } from './hand-over/leads';
import { givePartBack, partsHeld, passPart } from './hand-over/parts';
import { giveSplitBack, passSplit, splitsHeld } from './hand-over/splits';

/** Parts of targets, splits and definitions of a unit, as far as the task behind them is not done. */
export const targetKeeping: Keeping = {
  kinds: ['target', 'split', 'definition'],
  held: async (context, unitIds) => [
    ...(await partsHeld(context, unitIds)),
    ...(await splitsHeld(context, unitIds)),
    ...(await leadsHeld(context, unitIds)),
  ],
  pass: (context, held, heir) => {
    if (held.kind === 'definition') return passLead(context, held, heir);
    return held.kind === 'split' ? passSplit(context, held, heir) : passPart(context, held, heir);
  },
  giveBack: (context, handed) => {
    if (handed.kind === 'definition') return giveLeadBack(context, handed);
    return handed.kind === 'split' ? giveSplitBack(context, handed) : givePartBack(context, handed);
  },
};
