import type { Aims, At } from '../support/aim';
import type { Reply } from '../support/caller';
import { ledCell } from '../support/inputs';
import { REVIEW_PERIOD } from '../support/reviews';

/** A row for the thing's unit, as a program writes it: units go by their codes. */
const rowOf = async ({ caller, thing }: At) => {
  const { text } = await caller.call('read', 'org.units', {});
  const units = JSON.parse(text) as { id: string; code: string }[];
  const code = (Array.isArray(units) && units.find(({ id }) => id === thing.unitId)?.code) || 'nobody';
  return { unit: code, period: REVIEW_PERIOD, figure: ledCell(thing), value: '1' };
};
/** Everybody knows the units of their body; for whom one may bring rows in is told by row. What else is wrong with them is another matter. */
const letIn = (reply: Reply): Reply => {
  if (reply.code !== 'import-has-errors') return reply;
  if (reply.text.includes('"unit-not-yours"')) return { ...reply, code: 'not-permitted' };
  return reply.text.includes('"unknown-unit"')
    ? { ...reply, code: 'not-found' }
    : { ...reply, status: 200, code: null };
};

/** Figures in and out. */
export const exchangeAims: Aims = {
  'exchange.values': {
    input: ({ thing }) => ({ formId: thing.acceptedFormId, from: REVIEW_PERIOD, to: REVIEW_PERIOD }),
    shows: 'accepted',
  },
  'exchange.writeValues': {
    ask: async at =>
      letIn(await at.caller.call('write', 'exchange.writeValues', { key: 'k', rows: [await rowOf(at)] })),
  },
  'exchange.importFile': {
    ask: async at => {
      const row = await rowOf(at);
      const stored = await at.caller.upload('数据.csv', `${Object.keys(row).join()}\n${Object.values(row).join()}`);
      if (stored.code) return stored;
      const { id: fileId } = JSON.parse(stored.text) as { id: string };
      return letIn(await at.caller.call('write', 'exchange.importFile', { key: 'k', fileId }));
    },
  },
  'exchange.importFile loose': {
    ask: async ({ caller, thing }) =>
      letIn(await caller.call('write', 'exchange.importFile', { key: 'k', fileId: thing.looseFileId })),
  },
  'exchange.imports': { self: true },
  'exchange.webhooks': { self: true },
  'exchange.saveWebhook': {
    self: true,
    input: () => ({ name: '数据中心', url: 'https://example.org/hook', events: ['figures.accepted'] }),
  },
  'exchange.removeWebhook': { self: true, input: () => ({ webhookId: '999999999999' }) },
  'exchange.deliveries': { self: true, input: () => ({ webhookId: '999999999999' }) },
};
