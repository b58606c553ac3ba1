import type { Aims, At } from '../support/aim';
import { REVIEW_PERIOD } from '../support/reviews';

const measured = ({ thing }: At) => ({ unitId: thing.unitId, indicatorIds: [thing.measureId], on: '2026-08-31' });
const series = ({ thing }: At) => ({ unitId: thing.unitId, indicatorId: thing.measureId, on: '2026-08-31' });

/** What is reported, compared. */
export const analysisAims: Aims = {
  'analysis.board': { input: measured, shows: 'accepted' },
  'analysis.board submitted': { input: at => ({ ...measured(at), lens: 'submitted' }), shows: 'accepted' },
  'analysis.series': { input: series, shows: 'accepted' },
  'analysis.series submitted': { input: at => ({ ...series(at), lens: 'submitted' }), shows: 'accepted' },
  'analysis.breakdown': {
    input: ({ thing }) => ({ indicatorId: thing.measureId, period: REVIEW_PERIOD, unitId: thing.unitId }),
  },
  'analysis.units': {
    input: ({ thing }) => ({ indicatorId: thing.measureId, period: REVIEW_PERIOD, groupId: thing.groupId }),
    shows: 'accepted',
  },
  'analysis.missing': {
    input: ({ thing }) => ({ indicatorId: thing.measureId, period: REVIEW_PERIOD, unitId: thing.groupId }),
    shows: 'waiting',
  },
  'analysis.league': { self: true },
  'analysis.exportBoard': { input: measured, shows: 'accepted' },
  'analysis.exportSeries': { input: series, shows: 'accepted' },
  'analysis.exportLeague': { self: true },
  'analysis.map': { self: true },
  'analysis.saveMap': { self: true, input: () => ({ name: '区划图', geojson: null }) },
  'analysis.publicFigures': { self: true, input: () => ({ body: 'own' }) },
};
