import type { Aims } from '../support/aim';
import { entered, reviewed, today } from '../support/inputs';
import { REVIEW_PERIOD } from '../support/reviews';

/** Review up the tree and across it, snapshots, reforms. */
export const reviewAims: Aims = {
  'reporting.toReview': { shows: 'waiting' },
  'reporting.toReview approved': { shows: 'approved' },
  'reporting.exceptions': {
    input: ({ thing }) => ({ ...reviewed(thing.waitFormId), groupId: thing.groupId, step: 'approve' }),
    shows: 'waiting',
  },
  'reporting.exceptions accept': {
    input: ({ thing }) => ({ ...reviewed(thing.approvedFormId), groupId: thing.groupId, step: 'accept' }),
    shows: 'approved',
  },
  'reporting.reviewOne': {
    input: ({ thing }) => ({ ...reviewed(thing.acceptedFormId), unitId: thing.unitId }),
    shows: 'accepted',
  },
  'reporting.approve': {
    input: ({ thing }) => ({ ...reviewed(thing.waitFormId), units: [{ unitId: thing.unitId, version: 1 }] }),
  },
  'reporting.accept': {
    input: ({ thing }) => ({ ...reviewed(thing.approvedFormId), units: [{ unitId: thing.unitId, version: 1 }] }),
  },
  'reporting.remind': {
    input: ({ thing }) => {
      const { unitId, ...window } = entered(thing);
      return { ...window, unitIds: [unitId] };
    },
  },
  'reporting.return': {
    input: ({ thing }) => ({ ...reviewed(thing.approvedFormId), unitId: thing.unitId, version: 1, reason: '退回' }),
  },
  'reporting.reopen': {
    input: ({ thing }) => ({ ...reviewed(thing.acceptedFormId), unitId: thing.unitId, version: 1, reason: '更正' }),
  },
  'reporting.across': { shows: 'led' },
  'reporting.acrossFigure': {
    input: ({ thing }) => ({ figureId: thing.ledFigureId, period: REVIEW_PERIOD }),
    shows: 'accepted',
  },
  'reporting.acrossMoves': {
    input: ({ thing }) => ({ figureIds: thing.ledFigureId, period: REVIEW_PERIOD }),
    shows: 'accepted',
  },
  'reporting.acrossUnits': {
    input: ({ thing }) => ({ figureId: thing.ledFigureId, period: REVIEW_PERIOD, groupId: thing.groupId }),
    shows: 'accepted',
  },
  'reporting.queries': { shows: 'doubt' },
  'reporting.query': {
    input: ({ thing }) => ({
      ...reviewed(thing.acceptedFormId),
      unitId: thing.unitId,
      figureId: thing.ledFigureId,
      reason: '存疑',
    }),
  },
  'reporting.answerQuery': { input: ({ thing }) => ({ noteId: thing.queryId, body: '答复' }) },
  'reporting.confirmCells': {
    input: ({ thing }) => ({
      ...reviewed(thing.acceptedFormId),
      cells: [{ unitId: thing.unitId, figureId: thing.ledFigureId }],
    }),
  },
  'reporting.closePeriod': {
    input: ({ thing, own }) => ({ ...reviewed(thing.acceptedFormId), statement: '属实', signedAs: own.name }),
  },
  'reporting.snapshots': { shows: 'frozen' },
  'reporting.snapshot': { input: ({ thing }) => ({ snapshotId: thing.snapshotId }), shows: 'accepted' },
  'reporting.moveUnit': {
    input: ({ thing }) => ({ unitId: thing.spareId, parentId: thing.nestId, from: today(), reason: '调整' }),
  },
  'reporting.mergeUnits': {
    input: ({ thing }) => ({ unitIds: [thing.spareId], intoId: thing.otherSpareId, on: today(), reason: '撤并' }),
  },
  'reporting.previewReform': {
    input: ({ thing }) => ({ kind: 'merge', unitIds: thing.spareId, targetId: thing.otherSpareId, on: today() }),
  },
  'reporting.closedUnits': { shows: 'closed' },
  'reporting.reopenUnit': { input: ({ thing }) => ({ unitId: thing.closedId, reason: '误撤并' }) },
  'reporting.closeUnit': { input: ({ thing }) => ({ unitId: thing.spareId, on: today(), reason: '撤销' }) },
  'reporting.checkSums': { self: true },
};
