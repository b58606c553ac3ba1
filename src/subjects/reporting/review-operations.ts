import {
  across,
  acrossFigure,
  acrossMovesOf,
  acrossUnitsOf,
  answerQuery,
  confirmCells,
  queries,
  query,
} from './operations/across';
import { remind } from './operations/remind';
import { closed, reopenUnit } from './operations/reopen-unit';
import { accept, approve, reopen, returnSubmission } from './operations/review';
import { checkSums, exceptions, reviewOneNow, toReviewNow } from './operations/reviewing';
import { closePeriod, snapshot, snapshots } from './operations/snapshots';
import { closeUnit, mergeUnits, moveUnit, previewReform } from './operations/units';

/** The review on two axes, snapshots, and reforms of the tree. */
export const reviewOperations = [
  toReviewNow,
  exceptions,
  reviewOneNow,
  approve,
  accept,
  remind,
  returnSubmission,
  reopen,
  across,
  acrossFigure,
  acrossMovesOf,
  acrossUnitsOf,
  queries,
  query,
  answerQuery,
  confirmCells,
  closePeriod,
  snapshots,
  snapshot,
  previewReform,
  moveUnit,
  mergeUnits,
  closeUnit,
  closed,
  reopenUnit,
  checkSums,
] as const;
