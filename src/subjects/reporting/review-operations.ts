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
import { accept, approve, reopen, returnSubmission } from './operations/review';
import { checkSums, exceptions, reviewOneNow, toReviewNow } from './operations/reviewing';
import { closePeriod, snapshot, snapshots } from './operations/snapshots';
import { closeUnit, mergeUnits, moveUnit } from './operations/units';

/** The review on two axes, snapshots, and reforms of the tree. */
export const reviewOperations = [
  toReviewNow,
  exceptions,
  reviewOneNow,
  approve,
  accept,
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
  moveUnit,
  mergeUnits,
  closeUnit,
  checkSums,
] as const;
