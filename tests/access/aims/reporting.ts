import type { Aims, At } from '../support/aim';
import { entered, FAR_DAY, ledCell, reviewed } from '../support/inputs';
import type { Thing } from '../support/thing';

const handed = (thing: Thing) => ({ ...reviewed(thing.acceptedFormId), unitId: thing.unitId });
/** Sends a workbook back as it was downloaded; where nothing could be, any file. */
const filledIn =
  (download: string, read: string) =>
  async ({ caller, thing }: At) => {
    const bytes = await caller.bytes(`/api/reporting/${download}?${new URLSearchParams(entered(thing))}`);
    const stored = await caller.upload('填报.xlsx', bytes.subarray(0, 2).toString() === 'PK' ? bytes : '1'.repeat(9));
    const fileId = stored.code ? '1' : (JSON.parse(stored.text) as { id: string }).id;
    return caller.call('write', `reporting.${read}`, { ...entered(thing), fileId });
  };

/** Forms, their windows, and what is filled in. */
export const reportingAims: Aims = {
  'reporting.forms': { shows: 'form' },
  'reporting.form': { input: ({ thing }) => ({ formId: thing.entryFormId }), shows: 'form' },
  'reporting.saveForm': {
    input: ({ thing }) => ({
      ...{ formId: thing.entryFormId, version: 1, code: `CODE_${thing.entryFormId}`, name: '改名', frequency: 'month' },
      ...{ level: thing.entryLevel, timing: { opens: 0, due: 5, locks: 5 }, keeperUnitId: thing.unitId },
      figures: [{ code: thing.entryCell }],
    }),
  },
  'reporting.checkForm': {
    input: ({ thing }) => ({
      ...{ formId: thing.entryFormId, frequency: 'month', level: thing.entryLevel },
      ...{ figures: [{ code: thing.entryCell }], checks: [] },
    }),
  },
  'reporting.importForms': { input: () => ({ pack: 'nothing' }), self: true },
  'reporting.unitTags': { self: true },
  'reporting.windows': { input: ({ thing }) => ({ formId: thing.entryFormId }), shows: 'window' },
  'reporting.missing': { input: ({ thing }) => reviewed(thing.entryFormId), shows: 'burdened' },
  'reporting.openWindow': { input: ({ thing }) => ({ formId: thing.entryFormId, period: '2026-07' }) },
  'reporting.setWindow': {
    input: ({ thing }) => ({
      ...{ ...reviewed(thing.entryFormId), version: 1 },
      ...{ opensOn: '2026-08-01', dueOn: '2026-09-01', locksOn: '2026-10-01' },
    }),
  },
  'reporting.exempt': { input: ({ thing }) => ({ ...entered(thing), version: 0, reason: '停办' }) },
  'reporting.extend': { input: ({ thing }) => ({ ...entered(thing), version: 0, until: FAR_DAY, reason: '停电' }) },
  'reporting.mine': { shows: 'form' },
  'reporting.entry': { input: ({ thing }) => handed(thing), shows: 'accepted' },
  'reporting.entry draft': { input: ({ thing }) => entered(thing), shows: 'typed' },
  'reporting.cellHistory': { input: ({ thing }) => ({ ...handed(thing), cell: ledCell(thing) }), shows: 'accepted' },
  'reporting.template': { input: ({ thing }) => handed(thing), shows: 'accepted' },
  'reporting.saveDraft': {
    input: ({ thing }) => ({
      key: entered(thing),
      cells: [{ cell: thing.entryCell, v: '1', base: thing.marks.typed[0] }],
    }),
  },
  'reporting.submit': { input: ({ thing }) => ({ key: entered(thing), version: 0, draftVersion: 1 }) },
  'reporting.comment': { input: ({ thing }) => ({ key: handed(thing), cell: ledCell(thing), body: '请核对' }) },
  'reporting.readWorkbook': { ask: filledIn('template', 'readWorkbook') },
  'reporting.countySheet': { input: ({ thing }) => entered(thing), shows: 'typed' },
  'reporting.readCountySheet': { ask: filledIn('countySheet', 'readCountySheet') },
  'reporting.burden': { input: () => ({ limit: 500 }), shows: 'burdened' },
};
