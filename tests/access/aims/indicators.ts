import type { Aims } from '../support/aim';

/** What is measured and how. */
export const indicatorsAims: Aims = {
  'indicators.list': { shows: 'indicator' },
  'indicators.definition': { input: ({ thing }) => ({ indicatorId: thing.indicatorId }), shows: 'indicator' },
  'indicators.figures': { shows: 'figure' },
  'indicators.dimensions': { shows: 'dimension' },
  'indicators.checkFormula': {
    input: () => ({ numerator: 'BEDS', unit: '', aggregation: 'sum' }),
    shows: 'figure',
  },
  'indicators.packs': { self: true },
  'indicators.exportPack': { shows: 'indicator' },
  'indicators.save': {
    input: ({ thing }) => ({
      indicatorId: thing.indicatorId,
      version: 1,
      code: 'beds',
      name: '床位',
      numerator: 'BEDS',
      frequency: 'month',
    }),
  },
  'indicators.saveFigure': {
    input: ({ thing }) => ({ figureId: thing.figureId, version: 1, code: 'BEDS', name: '床位', dimension: 'kind' }),
  },
  'indicators.saveDimension': {
    input: ({ thing }) => ({
      dimensionId: thing.dimensionId,
      version: 1,
      code: 'kind',
      name: '类别',
      options: [{ code: 'one', name: '一' }],
    }),
  },
  'indicators.link': { input: ({ thing }) => ({ fromId: thing.namedIndicatorId, toId: thing.indicatorId }) },
  'indicators.importPack': { self: true, input: () => ({ pack: 'education', dry: true }) },
  'indicators.importPackFile': {
    self: true,
    ask: async ({ caller }) => {
      const stored = await caller.upload('目录.json', '{"name":"空"}');
      if (stored.code) return stored;
      const { id: fileId } = JSON.parse(stored.text) as { id: string };
      return caller.call('write', 'indicators.importPackFile', { fileId });
    },
  },
};
