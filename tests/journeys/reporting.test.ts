import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shiftPeriod } from '../../src/kernel/period';
import type { Id } from '../../src/platform/database/tables';
import type { CellHistory, EntryPage, MyForms, SavedDraft, Submitted } from '../../src/subjects/reporting/entry-schema';
import type { FormPage, FormRow, WindowsPage } from '../../src/subjects/reporting/form-schema';
import { checkRollups } from '../../src/subjects/reporting/store/recompute';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { addFigures, lastMonth, openDays, someFigures, someForm, today } from '../support/reporting';

// 报表: a form is drawn up, its windows opened; a school fills it in, alone and with somebody else, right and wrong.

type Refused = { error: { code: string; detail: Record<string, unknown> & { findings: Wrong[] } } };
type Wrong = { code: string; level: string; at: string; message: string };

describe('a form of schools', () => {
  let test: TestApp;
  let office: Visitor;
  let east: Visitor;
  let anna: Visitor;
  let bert: Visitor;
  let west: Visitor;
  let formId: Id;
  const period = lastMonth();
  const before = shiftPeriod(period, -1);
  const keyIn = (code: string, unit = 'east-1') => ({ formId, period: code, unitId: test.unitIds.get(unit)! });

  beforeAll(async () => {
    test = await startTestApp();
    await addFigures(test);
    office = await test.visit('office', 'supervisor', 'root');
    east = await test.visit('east', 'county', 'east');
    anna = await test.visit('anna', 'reporter', 'east-1');
    bert = await test.visit('bert', 'reporter', 'east-1');
    west = await test.visit('west', 'reporter', 'west-1');
  }, 60_000);
  afterAll(async () => {
    expect(await checkRollups(test.owner, test.tenantId)).toEqual([]);
    await test.close();
  });

  const entryOf = async (who: Visitor, key = keyIn(period)): Promise<EntryPage> => {
    const { status, body } = await who.read<EntryPage>('reporting.entry', key);
    expect(status).toBe(200);
    return body;
  };
  const type = async (
    who: Visitor,
    cells: Record<string, string>,
    bases: Record<string, string> = {},
    key = keyIn(period),
  ) => {
    const sent = Object.entries(cells).map(([cell, v]) => ({ cell, v, base: bases[cell] ?? '' }));
    const { status, body } = await who.write<SavedDraft>('reporting.saveDraft', { key, cells: sent });
    expect([status, body]).toEqual([200, expect.anything()]);
    return body;
  };
  const handIn = async (who: Visitor, explanations: { cell: string; text: string }[] = [], key = keyIn(period)) => {
    const { version, draftVersion } = await entryOf(who, key);
    return who.write<Submitted & Refused>('reporting.submit', { key, version, draftVersion, explanations });
  };
  const openFor = async (code: string) => {
    expect((await office.write('reporting.openWindow', { formId, period: code })).status).toBe(200);
    const set = { formId, period: code, version: 1, ...openDays() };
    expect((await office.write('reporting.setWindow', set)).status).toBe(200);
  };
  const errorOf = ({ body }: { body: unknown }) => (body as Refused).error;

  it('is drawn up: a wrong check is refused with its place, and nothing is asked twice', async () => {
    const wrong = { ...someForm, checks: [{ text: 'BOARDERS <= PUPILSS', level: 'must-fix', message: '错' }] };
    const refused = await office.write<Refused>('reporting.saveForm', wrong);
    expect(errorOf(refused)).toMatchObject({
      code: 'wrong-expression',
      detail: { findings: [{ at: 'checks[0]:12-19' }] },
    });
    expect((await anna.write('reporting.saveForm', someForm)).status).toBe(403);
    const saved = await office.write<{ formId: Id }>('reporting.saveForm', someForm);
    expect(saved.status).toBe(200);
    formId = saved.body.formId;
    const second = { ...someForm, code: 'SECOND', name: '第二张', checks: [], figures: [{ code: 'CLASSES' }] };
    expect(errorOf(await office.write('reporting.saveForm', second))).toMatchObject({
      code: 'asked-elsewhere',
      detail: { figure: '班级数', form: '学校月报', formId },
    });
    const shown = { ...second, figures: [{ code: 'CLASSES', mode: 'show' }] };
    const other = await office.write<{ formId: Id }>('reporting.saveForm', shown);
    const page = await office.read<FormPage>('reporting.form', { formId: other.body.formId });
    expect(page.body.figures[0]).toMatchObject({ code: 'CLASSES', askedIn: { formId, name: '学校月报' } });
    // In another rhythm it is another question; the burden tells.
    const yearly = { ...second, code: 'YEARLY', name: '年报', frequency: 'year' };
    expect((await office.write('reporting.saveForm', yearly)).status).toBe(200);
    const burden = await office.read<{ twice: object[]; units: object[] }>('reporting.burden');
    expect(burden.body.twice).toEqual([expect.objectContaining({ code: 'CLASSES', units: 2 })]);
    expect(burden.body.units[0]).toMatchObject({ forms: 3, cells: 6.1, minutes: 20.8 });
    const own = await anna.read<{ units: object[] }>('reporting.burden');
    expect(own.body.units).toHaveLength(1);
  });

  it('is not open before its window, and asked of every school from then on', async () => {
    expect(errorOf(await anna.read('reporting.entry', keyIn(period)))).toMatchObject({ code: 'window-not-open' });
    expect(errorOf(await office.write('reporting.openWindow', { formId, period: '2026' }))).toMatchObject({
      code: 'not-a-period',
    });
    await openFor(before);
    await openFor(period);
    const { body } = await office.read<WindowsPage>('reporting.windows', { formId });
    expect(body.windows.map(({ period: code, tally, state }) => [code, tally.expected, state])).toEqual([
      [period, 2, 'open'],
      [before, 2, 'open'],
    ]);
    const mine = (await anna.read<MyForms>('reporting.mine')).body;
    expect(mine.forms.filter(form => form.formId === formId).map(({ state, cells }) => [state, cells])).toEqual([
      ['due', 6],
      ['due', 6],
    ]);
    const below = (await east.read<MyForms>('reporting.mine')).body.below;
    expect(below.filter(form => form.formId === formId && form.period === period)).toEqual([
      expect.objectContaining({ expected: 1, submitted: 0, missing: 1 }),
    ]);
  });

  const good = { 'PUPILS.f': '300', 'PUPILS.m': '320', BOARDERS: '100', CLASSES: '14', MEALS: '9000' };

  it('is typed and handed in by the school; the same cells may come again', async () => {
    const first = await type(anna, good, {}, keyIn(before));
    expect(first).toMatchObject({ saved: 5, conflicts: [], findings: [], draftVersion: 1 });
    // The answer was lost on a slow line: sent once more, nothing is different.
    expect(await type(anna, good, {}, keyIn(before))).toMatchObject({ saved: 5, conflicts: [], draftVersion: 1 });
    const done = await handIn(anna, [], keyIn(before));
    expect(done).toMatchObject({ status: 200, body: { stage: 1, changed: 5, exceptions: 0 } });
    const page = await entryOf(anna, keyIn(before));
    expect(page).toMatchObject({ stage: 1, draft: {}, editable: true, values: good });
    expect((await entryOf(anna)).previous).toEqual({ period: before, values: good });
    const entries = await test.owner
      .selectFrom('auditEntries')
      .select(['before', 'after'])
      .where('operation', '=', 'reporting.submit')
      .execute();
    expect(entries).toHaveLength(1);
    expect(entries[0]!.after).toMatchObject({ stage: 1, cells: good });
  });

  it('works out beside it what its figures alone give', async () => {
    const formula = {
      numerator: 'BOARDERS',
      denominator: 'PUPILS',
      aggregation: 'ratio',
      unit: '%',
      frequency: 'month',
    };
    const saved = await office.write('indicators.save', { ...formula, code: 'boarding-rate', name: '寄宿率' });
    expect(saved.status).toBe(200);
    const { derived } = await entryOf(anna);
    expect(derived).toMatchObject([{ code: 'boarding-rate', text: 'BOARDERS / PUPILS', isRatio: true, unit: '%' }]);
  });

  it('names every wrong cell and takes none of it', async () => {
    const wrong = {
      'PUPILS.f': '三百',
      'PUPILS.m': '320',
      BOARDERS: '900.5',
      CLASSES: '1000',
      ATTENDANCE: '103',
      MEALS: '8000',
    };
    const saved = await type(anna, wrong);
    expect(saved.saved).toBe(6);
    expect(saved.findings.map(({ at, code }) => [at, code])).toEqual([
      ['PUPILS.f', 'not-a-number'],
      ['BOARDERS', 'too-many-decimals'],
      ['CLASSES', 'above-high'],
      ['ATTENDANCE', 'above-hundred'],
    ]);
    const refused = await handIn(anna);
    expect(refused.status).toBe(422);
    expect(errorOf(refused).detail.findings.map(({ at, code }) => [at, code])).toEqual([
      ['PUPILS.f', 'not-a-number'],
      ['BOARDERS', 'too-many-decimals'],
      ['CLASSES', 'above-high'],
      ['ATTENDANCE', 'above-hundred'],
      ['MEALS', 'cumulative-falls'],
    ]);
    expect(errorOf(refused).detail.findings[0]!.message).toContain('三百');
    const page = await entryOf(anna);
    expect(page).toMatchObject({ stage: 0, values: {}, draft: { 'PUPILS.f': { v: '三百', mine: true } } });
    expect(
      (await test.owner.selectFrom('figureValues').selectAll().where('period', '=', period).execute()).length,
    ).toBe(0);
  });

  it('merges two reporters cell by cell and shows what they disagree on', async () => {
    // Both looked when it said 三百 and so on; Bert corrects two cells, Anna, later, one of them otherwise and a third.
    await type(bert, { 'PUPILS.f': '310', BOARDERS: '90' }, { 'PUPILS.f': '三百', BOARDERS: '900.5' });
    const saved = await type(anna, { BOARDERS: '95', CLASSES: '10' }, { BOARDERS: '900.5', CLASSES: '1000' });
    expect(saved).toMatchObject({
      saved: 1,
      conflicts: [{ cell: 'BOARDERS', mine: '95', theirs: '90', by: 'bert' }],
    });
    await type(anna, { BOARDERS: '95', ATTENDANCE: '97.5', MEALS: '9900' }, { BOARDERS: '90' });
    const { draft } = await entryOf(bert);
    expect(Object.fromEntries(Object.entries(draft).map(([cell, { v, by }]) => [cell, [v, by]]))).toEqual({
      'PUPILS.f': ['310', 'bert'],
      'PUPILS.m': ['320', 'anna'],
      BOARDERS: ['95', 'anna'],
      CLASSES: ['10', 'anna'],
      ATTENDANCE: ['97.5', 'anna'],
      MEALS: ['9900', 'anna'],
    });
  });

  it('takes what both send at the same moment: each waits for the other, and no cell is lost', async () => {
    const version = (await entryOf(anna)).draftVersion;
    const turns = [1, 2, 3, 4, 5];
    await Promise.all(
      turns.flatMap(turn => [
        type(anna, { 'PUPILS.m': `32${turn}` }, { 'PUPILS.m': '320' }),
        type(bert, { ATTENDANCE: `97.${turn}` }, { ATTENDANCE: '97.5' }),
      ]),
    );
    const { draft, draftVersion } = await entryOf(bert);
    expect(draft['PUPILS.m']).toMatchObject({ v: expect.stringMatching(/^32[1-5]$/), by: 'anna' });
    expect(draft.ATTENDANCE).toMatchObject({ v: expect.stringMatching(/^97\.[1-5]$/), by: 'bert' });
    expect(draftVersion).toBeGreaterThanOrEqual(version + 9);
    await type(anna, { 'PUPILS.m': '320' });
  });

  it('asks for an explanation, keeps it beside the cell, and hands in only what was looked at', async () => {
    const { version, draftVersion } = await entryOf(anna);
    await type(bert, { CLASSES: '11' }, { CLASSES: '10' });
    const stale = await anna.write('reporting.submit', { key: keyIn(period), version, draftVersion });
    expect([stale.status, errorOf(stale).code]).toEqual([409, 'changed-meanwhile']);
    const refused = await handIn(anna);
    expect(errorOf(refused).detail.findings).toEqual([
      expect.objectContaining({ at: 'PUPILS.f', level: 'must-explain', code: 'check' }),
    ]);
    const done = await handIn(anna, [{ cell: 'PUPILS.f', text: '新校舍十二月启用' }]);
    expect(done.body).toMatchObject({ stage: 1, changed: 6, exceptions: 1 });
    const page = await entryOf(east);
    expect(page.notes).toEqual([expect.objectContaining({ cell: 'PUPILS.f', kind: 'explanation', by: 'anna' })]);
    expect(page.daysLeft).toBeGreaterThanOrEqual(0);
  });

  it('keeps the history of a cell, with remarks and what is attached to them', async () => {
    const { body: file } = await east.upload('evidence.txt', Buffer.from('名册'), 'text/plain');
    const said = await east.write('reporting.comment', {
      key: keyIn(period),
      cell: 'BOARDERS',
      body: '请附名册',
      fileIds: [file.id],
    });
    expect(said.status).toBe(200);
    await type(bert, { BOARDERS: '96' }, { BOARDERS: '95' });
    expect((await handIn(bert)).status).toBe(200);
    const { body } = await anna.read<CellHistory>('reporting.cellHistory', { ...keyIn(period), cell: 'BOARDERS' });
    expect(body.changes.map(({ by, before: was, after }) => [by, was, after])).toEqual([
      ['bert', '95', '96'],
      ['anna', null, '95'],
    ]);
    expect(body.notes).toEqual([
      expect.objectContaining({ body: '请附名册', files: [{ id: file.id, name: 'evidence.txt' }] }),
    ]);
    expect((await anna.download('files.content', { id: file.id })).status).toBe(200);
    expect((await west.download('files.content', { id: file.id })).status).toBe(404);
  });

  it('is closed to siblings, and to everybody once approved, locked or excused', async () => {
    expect((await west.read('reporting.entry', keyIn(period))).status).toBe(404);
    const foreign = { key: keyIn(period), cells: [{ cell: 'CLASSES', v: '1', base: '11' }] };
    expect((await west.write('reporting.saveDraft', foreign)).status).toBe(404);
    await test.owner
      .updateTable('submissions')
      .set({ stage: 2 })
      .where('orgUnitId', '=', test.unitIds.get('east-1')!)
      .where('period', '=', period)
      .execute();
    expect(errorOf(await anna.write('reporting.saveDraft', foreign)).code).toBe('figures-locked');
    expect(await entryOf(anna)).toMatchObject({ editable: false, bar: 'figures-locked' });
    await test.owner
      .updateTable('submissions')
      .set({ stage: 1 })
      .where('orgUnitId', '=', test.unitIds.get('east-1')!)
      .where('period', '=', period)
      .execute();
    const key = keyIn(period, 'west-1');
    const excused = { ...key, version: 0, reason: '停办整改' };
    expect((await office.write('reporting.exempt', excused)).body).toEqual({ version: 1 });
    const cells = [{ cell: 'CLASSES', v: '1', base: '' }];
    expect(errorOf(await west.write('reporting.saveDraft', { key, cells })).code).toBe('unit-exempt');
    const { body } = await office.read<WindowsPage>('reporting.windows', { formId });
    expect(body.windows[0]).toMatchObject({
      tally: { expected: 1, submitted: 1 },
      exceptions: [{ exempt: '停办整改' }],
    });
    expect((await office.write('reporting.exempt', { ...excused, version: 1, reason: null })).body).toEqual({
      version: 2,
    });
    const past = { opensOn: '2020-01-01', dueOn: '2020-01-05', locksOn: '2020-01-09' };
    expect((await office.write('reporting.setWindow', { formId, period, version: 2, ...past })).status).toBe(200);
    expect(errorOf(await west.write('reporting.saveDraft', { key, cells })).code).toBe('window-locked');
    const later = { ...key, version: 2, until: today(), reason: '停电' };
    expect((await office.write('reporting.extend', later)).body).toEqual({ version: 3 });
    expect((await west.write('reporting.saveDraft', { key, cells })).status).toBe(200);
    // The county fills in for its school; the school's window is locked without its own later day.
    expect(errorOf(await east.write('reporting.saveDraft', foreign)).code).toBe('window-locked');
  });

  it('is not asked of a school that was closed before the period’s end', async () => {
    await test.owner.updateTable('orgUnits').set({ validTo: '2020-01-01' }).where('code', '=', 'west-1').execute();
    const key = keyIn(period, 'west-1');
    const answer = await office.read('reporting.entry', key);
    expect((answer.body as unknown as EntryPage).bar).toBe('not-permitted');
    const typed = { key, cells: [{ cell: 'CLASSES', v: '2', base: '1' }] };
    expect(errorOf(await west.write('reporting.saveDraft', typed)).code).toBe('unit-closed');
    await test.owner.updateTable('orgUnits').set({ validTo: null }).where('code', '=', 'west-1').execute();
  });

  it('shows what another form has brought in already, where a school came to be asked the same by two', async () => {
    const twin = {
      ...someForm,
      code: 'TWIN',
      name: '姊妹表',
      tags: ['twin'],
      checks: [],
      figures: [{ code: 'CLASSES' }],
    };
    await test.owner
      .updateTable('forms')
      .set({ tags: ['other'] })
      .where('id', '=', formId)
      .execute();
    const { body: made } = await office.write<{ formId: Id }>('reporting.saveForm', twin);
    const both = ['twin', 'other'];
    await test.owner.updateTable('orgUnits').set({ tags: both }).where('code', '=', 'east-1').execute();
    expect((await office.write('reporting.openWindow', { formId: made.formId, period })).status).toBe(200);
    await office.write('reporting.setWindow', { formId: made.formId, period, version: 1, ...openDays() });
    const key = { ...keyIn(period), formId: made.formId };
    const { figures, values } = await entryOf(anna, key);
    expect(figures).toEqual([expect.objectContaining({ mode: 'show', askedIn: { formId, name: '学校月报' } })]);
    expect(values).toEqual({ CLASSES: '11' });
    const cells = [{ cell: 'CLASSES', v: '99', base: '11' }];
    expect((await anna.write<SavedDraft>('reporting.saveDraft', { key, cells })).body.notAsked).toEqual(['CLASSES']);
    expect((await handIn(anna, [], key)).body).toMatchObject({ changed: 0 });
  });

  it('lists all forms with how far they are, each as far as one sees', async () => {
    const { body } = await east.read<FormRow[]>('reporting.forms');
    expect(body.find(({ id }) => id === formId)).toMatchObject({
      cells: 6,
      tally: { expected: 1, submitted: 1 },
      mayKeep: false,
    });
    expect(someFigures).toHaveLength(body.find(({ id }) => id === formId)!.figures);
  });
});
