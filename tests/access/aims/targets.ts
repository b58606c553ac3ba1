import type { Aims } from '../support/aim';
import { ofYear, year } from '../support/inputs';

/** Targets and their split. */
export const targetsAims: Aims = {
  'indicators.target': { input: ({ thing }) => ({ targetId: thing.targetId }), shows: 'task' },
  'indicators.target value': { input: ({ thing }) => ({ targetId: thing.targetId }), shows: 'value' },
  'indicators.targets': { input: ofYear, shows: 'task' },
  'indicators.targetReading': { input: ({ thing }) => ({ targetId: thing.targetId }) },
  'indicators.targetReading part': {
    input: ({ thing }) => ({ targetId: thing.targetId, unitId: thing.partUnitId }),
  },
  'indicators.reviseTarget': {
    input: ({ thing, own }) => ({
      targetId: thing.targetId,
      version: 1,
      value: '2',
      reason: '调整',
      signedAs: own.name,
    }),
  },
  'indicators.allocations': { input: ({ thing }) => ({ targetId: thing.targetId }), shows: 'split' },
  'indicators.allocation': { input: ({ thing }) => ({ allocationId: thing.allocationId }), shows: 'allocated' },
  'indicators.draftAllocation': {
    input: ({ thing }) => ({
      targetId: thing.targetId,
      unitId: thing.splitUnitId,
      version: 1,
      method: 'manual',
      parts: [{ unitId: thing.partUnitId, value: '1' }],
    }),
  },
  'indicators.waiveAllocation': {
    input: ({ thing, own }) => ({
      allocationId: thing.unbalancedSplitId,
      version: 1,
      reason: '另有安排',
      signedAs: own.name,
    }),
  },
  'indicators.sendAllocation': { input: ({ thing }) => ({ allocationId: thing.draftSplitId, version: 1 }) },
  'indicators.signPart': {
    input: ({ thing, own }) => ({
      allocationId: thing.allocationId,
      unitId: thing.partUnitId,
      version: 1,
      signedAs: own.name,
    }),
  },
  'indicators.letter': { input: ({ thing }) => ({ unitId: thing.partUnitId, year }), shows: 'allocated' },
  'indicators.letters': { input: ({ thing }) => ({ unitId: thing.splitUnitId, year }) },
};
