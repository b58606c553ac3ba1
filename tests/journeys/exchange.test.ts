import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/kernel/finding';
import { periodOf, shiftPeriod } from '../../src/kernel/period';
import type { Id } from '../../src/platform/database/tables';
import { addressOf } from '../../src/platform/operation';
import type { Series } from '../../src/subjects/analysis/schema';
import type { ImportResult, ImportRow, ImportRun } from '../../src/subjects/exchange/schema';
import type { CreatedToken } from '../../src/subjects/identity/tokens/schema';
import type { EntryPage } from '../../src/subjects/reporting/entry-schema';
import { checkRollups } from '../../src/subjects/reporting/store/recompute';
import { smallBureau, startTestApp, TEST_PASSWORD, type TestApp, type Visitor } from '../support/app';
import { addFigures, lastMonth, openDays, someForm } from '../support/reporting';

// 数据交换: a school's own program reports, a city brings in its history, other systems read it.

type Refused = { error: { code: string; detail: { count?: number; findings?: Finding[] } } };

const period = lastMonth();
const school = smallBureau.find(({ code }) => code === 'east-1')!;
const more = (code: string, name: string) => ({ ...school, code, name, shortName: name, sort: 9 });
const units = [...smallBureau, more('east-2', '东溪县第二小学'), more('east-old', '东溪县老小学')];

const row = (figure: string, value: string, rest: Partial<ImportRow> = {}): ImportRow => {
  const [code = '', category = ''] = figure.split('.');
  return { unit: 'east-1', period, figure: code, category, value, ...rest };
};
const month = [
  row('PUPILS.f', '300'),
  row('PUPILS.m', '320'),
  row('BOARDERS', '80'),
  row('CLASSES', '15'),
  row('ATTENDANCE', '98.5'),
];

/** GBK, which spreadsheets here write: every two bytes that mean one character, turned round. */
const inGbk = (text: string): Buffer => {
  const decoder = new TextDecoder('gb18030');
  const bytes = new Map<string, number[]>();
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++)
      if (low !== 0x7f) bytes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Buffer.from([...text].flatMap(one => (one < '\x80' ? [one.charCodeAt(0)] : bytes.get(one)!)));
};

describe('figures in and out', () => {
  let test: TestApp;
  let office: Visitor;
  let reporter: Visitor;
  let token: string;
  let formId: Id;

  const ok = async <T>(answer: Promise<{ status: number; body: T }>): Promise<T> => {
    const { status, body } = await answer;
    expect([status, body]).toEqual([200, body]);
    return body;
  };
  const faultsOf = async (answer: Promise<{ body: unknown }>): Promise<string[]> => {
    const { error } = (await answer).body as Refused;
    return error.detail.findings ? error.detail.findings.map(({ at, code }) => `${at} ${code}`) : [error.code];
  };
  const write = (who: Visitor, key: string, rows: ImportRow[], how: object = {}) =>
    who.write<ImportResult>('exchange.writeValues', { key, rows, ...how });
  const importing = async (who: Visitor, key: string, bytes: Uint8Array, how: object = {}, name = '数据.csv') => {
    const { id: fileId } = await ok(who.upload(name, bytes));
    return who.write<ImportResult>('exchange.importFile', { key, fileId, ...how });
  };
  const stored = async () => {
    const { rows } = await sql<{ values: number; runs: number; events: number }>`
      select (select count(*)::int from figure_values where tenant_id = ${test.tenantId}) as values,
        (select count(*)::int from import_runs where tenant_id = ${test.tenantId}) as runs,
        (select count(*)::int from submission_events where tenant_id = ${test.tenantId}) as events`.execute(test.owner);
    return rows[0]!;
  };
  const entry = async (unit: string): Promise<EntryPage> =>
    ok(office.read<EntryPage>('reporting.entry', { formId, period, unitId: test.unitIds.get(unit)! }));
  beforeAll(async () => {
    test = await startTestApp(units);
    office = await test.visit('office', 'supervisor', 'root');
    reporter = await test.visit('school', 'reporter', 'east-1');
    await addFigures(test);
    formId = (await ok(office.write<{ formId: Id }>('reporting.saveForm', someForm))).formId;
    await ok(office.write('reporting.openWindow', { formId, period }));
    await ok(office.write('reporting.setWindow', { formId, period, version: 1, ...openDays() }));
    await test.owner
      .updateTable('orgUnits')
      .set({ validTo: `${Number(period.slice(0, 4)) - 1}-12-31` })
      .where('tenantId', '=', test.tenantId)
      .where('code', '=', 'east-old')
      .execute();
    const made = { name: '学籍系统', scopes: ['exchange.writeValues'], days: 30, password: TEST_PASSWORD };
    token = (await ok(reporter.write<CreatedToken>('identity.createToken', made))).token;
  }, 60_000);
  afterAll(() => test.close());

  it('comes by a program of a school with a token that reaches no further', async () => {
    const call = (name: string, payload: object) =>
      test.app.inject({
        method: 'POST',
        url: addressOf(name),
        payload,
        headers: { authorization: `Bearer ${token}` },
      });
    const first = await call('exchange.writeValues', { key: '学籍 1', rows: month });
    expect([first.statusCode, first.json()]).toMatchObject([200, { inserted: 5, submissions: 1, repeated: false }]);
    expect(await entry('east-1')).toMatchObject({ stage: 1, values: { BOARDERS: '80', 'PUPILS.m': '320' } });
    const before = await stored();
    const again = await call('exchange.writeValues', { key: '学籍 1', rows: month });
    expect(again.json()).toMatchObject({ inserted: 5, repeated: true });
    const other = await call('exchange.writeValues', { key: '学籍 1', rows: [row('BOARDERS', '81')] });
    expect(other.json().error.code).toBe('import-key-used');
    expect((await call('reporting.saveDraft', {})).json().error.code).toBe('beyond-token');
    expect(await stored()).toEqual(before);
  });

  it('is answered alike where the same is sent twice at once', async () => {
    const rows = [row('CLASSES', '16')];
    const answers = await Promise.all([write(reporter, 'twice', rows), write(reporter, 'twice', rows)]);
    expect(answers.map(({ body }) => body.repeated).toSorted()).toEqual([false, true]);
    expect(answers.map(({ body }) => body.updated)).toEqual([1, 1]);
  });

  it('takes nothing from whoever is typing on the page', async () => {
    const key = { formId, period, unitId: test.unitIds.get('east-1')! };
    await ok(reporter.write('reporting.saveDraft', { key, cells: [{ cell: 'BOARDERS', v: '82', base: '80' }] }));
    await ok(write(reporter, 'beside', [row('CLASSES', '15')]));
    const page = await ok(reporter.read<EntryPage>('reporting.entry', key));
    expect([page.draft.BOARDERS?.v, page.values.CLASSES]).toEqual(['82', '15']);
    await ok(reporter.write('reporting.saveDraft', { key, cells: [{ cell: 'BOARDERS', v: '80', base: '82' }] }));
  });

  it('names each fault by its row and column, and lets nothing in', async () => {
    const before = await stored();
    const wrong = [
      row('BOARDERS', '八十'),
      row('ATTENDANCE', '101'),
      row('CLASSES', '1', { unit: 'east-old' }),
      row('CLASSES', '15'),
      row('CLASSES', '16'),
      row('CLASSES', '1', { unit: 'nowhere' }),
      row('NOTHING', '1'),
      row('PUPILS.x', '1'),
      row('CLASSES', '1', { unit: 'west-1' }),
      row('CLASSES', '201'),
      row('CLASSES', '1.5'),
      row('CLASSES', '1', { period: '2026-13' }),
      row('BOARDERS', '9'.repeat(25)),
      row('CLASSES', '1', { unit: '东溪县教育局' }),
    ];
    expect(await faultsOf(write(reporter, 'wrong', wrong))).toEqual([
      '1:value not-a-number',
      '2:value above-hundred',
      '3:unit unit-not-yours',
      '5:unit contradicting-row',
      '6:unit unknown-unit',
      '7:figure unknown-figure',
      '8:category unknown-category',
      '9:unit unit-not-yours',
      '10:value above-high',
      '11:value too-many-decimals',
      '12:period no-period',
      '13:value too-large',
      '14:unit unit-not-yours',
    ]);
    const closed = [row('CLASSES', '1', { unit: 'east-old' })];
    expect(await faultsOf(write(office, 'wrong', closed))).toEqual(['1:unit unit-closed']);
    const early = [row('CLASSES', '15', { period: shiftPeriod(period, -1) })];
    expect(await faultsOf(write(reporter, 'wrong', early))).toEqual(['1:period period-not-open']);
    // What only stands in the database is told in the same run.
    expect(await faultsOf(write(reporter, 'wrong', [row('BOARDERS', '八十'), ...early]))).toEqual([
      '1:value not-a-number',
      '2:period period-not-open',
    ]);
    expect(await faultsOf(write(reporter, 'wrong', month, { stage: 'accepted' }))).toEqual(['not-permitted']);
    expect(await stored()).toEqual(before);
  });

  const whole = { mode: 'all-or-nothing' };
  const toldOf = ({ findings }: ImportResult): string[] => findings.map(({ at, code }) => `${at} ${code}`);

  it('holds what comes in to the checks of the form, over what is there and over each other', async () => {
    const before = await stored();
    const tooMany = [row('CLASSES', '14'), row('BOARDERS', '621')];
    const { body } = await write(reporter, 'check', tooMany, whole);
    const [finding] = (body as unknown as Refused).error.detail.findings!;
    expect([finding?.at, finding?.code, finding?.message]).toEqual([
      '2:value',
      'check-fails',
      expect.stringContaining('寄宿生不应多于在校生'),
    ]);
    // A trial run says the same; and what stands in the rows counts before what is stored.
    expect(await faultsOf(write(reporter, 'check', tooMany, { ...whole, dryRun: true }))).toEqual([
      '2:value check-fails',
    ]);
    const fewer = [row('PUPILS.m', '0'), row('PUPILS.f', '79', { note: '两校合并' })];
    expect(await faultsOf(write(reporter, 'check', fewer, whole))).toHaveLength(1);
    const grown = await ok(
      write(reporter, 'check', [row('BOARDERS', '400'), row('PUPILS.f', '380')], { dryRun: true }),
    );
    expect(grown).toMatchObject({ updated: 2, drafts: 0, dryRun: true });
    expect(await stored()).toEqual(before);
  });

  it('never hands in what could not be handed in by hand: it is kept as the draft of its form, and told', async () => {
    const key = { formId, period, unitId: test.unitIds.get('east-2')! };
    const whose = { unit: 'east-2' };
    const reports = await test.visit('school 2', 'reporter', 'east-2');
    const part = [row('PUPILS.f', '30', whose), row('PUPILS.m', '31', whose), row('BOARDERS', '62', whose)];
    const page = () => ok(reports.read<EntryPage>('reporting.entry', key));
    const before = await stored();
    expect(await faultsOf(write(reports, 'part', part, whole))).toEqual(['1:unit cell-missing', '3:value check-fails']);
    const looked = await ok(write(reports, 'part', part, { dryRun: true }));
    expect([await stored(), (await page()).draft]).toEqual([before, {}]);

    const kept = await ok(write(reports, 'part', part));
    expect(kept).toMatchObject({ drafts: 1, submissions: 0, inserted: 0, findingCount: 2 });
    expect(toldOf(kept)).toEqual(['1:unit cell-missing', '3:value check-fails']);
    expect(toldOf(looked)).toEqual(toldOf(kept));
    expect(kept.findings[0]!.message).toContain('“班级数”必须填写');
    const drafted = await page();
    expect([drafted.stage, drafted.values, drafted.draft['PUPILS.f']]).toMatchObject([0, {}, { v: '30', mine: true }]);
    // Under its key nothing happens again, under another nothing new.
    expect(await ok(write(reports, 'part', part))).toEqual({ ...kept, repeated: true });
    expect(await ok(write(reports, 'part again', part))).toMatchObject({ drafts: 1, findingCount: 2 });
    expect((await page()).draftVersion).toBe(drafted.draftVersion);

    // The rest comes in another piece, and a person is typing beside it.
    const colleague = await test.visit('county 2', 'county', 'east');
    const typed = [{ cell: 'ATTENDANCE', v: '97.5', base: '' }];
    await ok(colleague.write('reporting.saveDraft', { key, cells: typed }));
    const rest = await ok(write(reports, 'rest', [row('BOARDERS', '20', whose), row('CLASSES', '1', whose)]));
    expect(toldOf(rest)).toEqual(['1:note needs-explanation']);
    const explained = [
      row('CLASSES', '1', { ...whose, note: '复式教学' }),
      row('PUPILS.f', '30', { ...whose, note: '复式教学' }),
    ];
    expect(await ok(write(reports, 'rest 2', explained))).toMatchObject({ drafts: 0, submissions: 1, inserted: 4 });
    const done = await page();
    expect(done.values).toEqual({ 'PUPILS.f': '30', 'PUPILS.m': '31', BOARDERS: '20', CLASSES: '1' });
    expect([done.stage, Object.keys(done.draft), done.notes.map(({ kind }) => kind)]).toEqual([
      1,
      ['ATTENDANCE'],
      ['explanation', 'explanation'],
    ]);
    expect(await checkRollups(test.owner, test.tenantId)).toEqual([]);
  });

  it('takes what it was sent back for, and merges by cell with who is typing', async () => {
    const key = { formId, period, unitId: test.unitIds.get('east-2')! };
    const colleague = await test.visit('county 3', 'county', 'east');
    const { version } = await ok(colleague.read<EntryPage>('reporting.entry', key));
    const figureId = (
      await test.owner.selectFrom('figures').select('id').where('code', '=', 'BOARDERS').executeTakeFirstOrThrow()
    ).id;
    const cells = [{ figureId, category: '', reason: '请核对' }];
    await ok(colleague.write('reporting.return', { ...key, version, reason: '请核对寄宿生', cells }));
    await ok(colleague.write('reporting.saveDraft', { key, cells: [{ cell: 'BOARDERS', v: '25', base: '20' }] }));
    const reports = await test.visit('school 3', 'reporter', 'east-2');
    const corrected = await ok(write(reports, 'corrected', [row('BOARDERS', '22', { unit: 'east-2' })]));
    expect(corrected).toMatchObject({
      submissions: 1,
      updated: 1,
      conflicts: [{ at: '1:value', cell: 'BOARDERS', mine: '22', theirs: '25', by: 'county 3' }],
    });
    const page = await ok(reports.read<EntryPage>('reporting.entry', key));
    expect([page.stage, page.values.BOARDERS, page.draft.BOARDERS?.v, page.returned]).toEqual([1, '22', '25', null]);
    expect(page.notes.filter(({ kind }) => kind === 'return')).toMatchObject([{ resolvedAt: expect.any(String) }]);
  });

  it('lets no cumulative figure fall within its year, nor within one import', async () => {
    const [one, two] = ['2024-03', '2024-04'];
    const falling = [row('MEALS', '900', { period: one }), row('MEALS', '800', { period: two })];
    const how = { stage: 'accepted', openPeriods: true };
    expect(await faultsOf(write(office, 'fall', falling, { ...how, ...whole }))).toEqual(['2:value cumulative-falls']);
    // Of history what is wrong is left out, and told; and what nobody asks of history any more is counted.
    const brought = await ok(write(office, 'fall', falling, how));
    expect(brought).toMatchObject({ submissions: 1, skipped: 1, inserted: 1, drafts: 0, blank: 1, unexplained: 0 });
    expect(toldOf(brought)).toEqual(['2:value cumulative-falls']);
    const later = [row('MEALS', '899', { period: two })];
    expect(toldOf(await ok(write(office, 'fall 2', later, how)))).toEqual(['1:value cumulative-falls']);
  });

  it('reads tables as spreadsheets here write them: Chinese heads and names, GBK', async () => {
    const text = `单位,期,数据项,分组,数值,说明\r\n东溪县第二小学,${period},PUPILS,f,32,复式教学\r\n东溪县第二小学,${period},PUPILS,m,33\r\n`;
    const county = await test.visit('county', 'county', 'east');
    expect(await ok(importing(county, 'gbk', inGbk(text)))).toMatchObject({ updated: 2, submissions: 1 });
    expect((await entry('east-2')).values).toMatchObject({ 'PUPILS.f': '32', 'PUPILS.m': '33' });
    const wrong = inGbk(text.replace(',32', ',三十'));
    expect(await faultsOf(importing(county, 'gbk 2', wrong))).toEqual(['2:数值 not-a-number']);
    expect(await faultsOf(importing(county, 'empty', Buffer.from('单位,期\n')))).not.toEqual([]);
  });

  it('brings in history as accepted: past periods are opened, and it is summed at once', async () => {
    const past = [1, 2, 3].map(back => shiftPeriod(period, -back));
    const rows = past.flatMap((at, back) =>
      ['east-1', 'west-1'].map(unit => row('BOARDERS', String(10 + back), { unit, period: at })),
    );
    const how = { stage: 'accepted', openPeriods: true };
    const looked = await stored();
    expect(await ok(write(office, 'history', rows, { ...how, dryRun: true }))).toMatchObject({ dryRun: true });
    expect(await stored()).toEqual(looked);
    expect(await ok(write(office, 'history', rows, how))).toMatchObject({ inserted: 6, submissions: 6 });
    expect(await ok(write(office, 'history again', rows, how))).toMatchObject({ unchanged: 6, submissions: 0 });
    const boarders = { code: 'boarders', name: '寄宿生', unit: '人', numerator: 'BOARDERS', frequency: 'month' };
    const { id: indicatorId } = await ok(office.write<{ id: Id }>('indicators.save', boarders));
    const series = await ok(
      office.read<Series>('analysis.series', { indicatorId, on: `${shiftPeriod(period, -1)}-28`, periods: 3 }),
    );
    expect(series.whole.map(({ value }) => value)).toContain('24');
    expect(await checkRollups(test.owner, test.tenantId)).toEqual([]);
    const locked = await test.visit('west', 'reporter', 'west-1');
    const late = [row('BOARDERS', '9', { unit: 'west-1', period: past[0]! })];
    await test.owner
      .updateTable('formWindows')
      .set(openDays())
      .where('tenantId', '=', test.tenantId)
      .where('period', '=', past[0]!)
      .execute();
    expect(await faultsOf(write(locked, 'late', late))).toEqual(['1:value figures-locked']);
    const runs = await ok(office.read<ImportRun[]>('exchange.imports'));
    expect(runs.find(({ key }) => key === 'history')).toMatchObject({ by: 'office', result: { inserted: 6 } });
    expect((await ok(locked.read<ImportRun[]>('exchange.imports'))).map(({ key }) => key)).toEqual([]);
  });

  it('counts what nobody in a county is asked for as nothing, and what is awaited as missing', async () => {
    const before = shiftPeriod(period, -1);
    await addFigures(test, [{ code: 'KIDS', name: '附设幼儿班人数', unit: '人' }]);
    await test.owner
      .updateTable('orgUnits')
      .set({ tags: ['nursery'] })
      .where('tenantId', '=', test.tenantId)
      .where('code', '=', 'west-1')
      .execute();
    const nursery = {
      code: 'NURSERY',
      name: '附设幼儿班月报',
      tags: ['nursery'],
      figures: [{ code: 'KIDS' }],
      checks: [],
    };
    await ok(office.write('reporting.saveForm', { ...someForm, ...nursery }));
    const both = {
      code: 'cared-for',
      name: '在校照护人数',
      unit: '人',
      numerator: 'KIDS + BOARDERS',
      frequency: 'month',
    };
    const { id: indicatorId } = await ok(office.write<{ id: Id }>('indicators.save', both));
    const byCounty = async () => {
      const asked = {
        indicatorId,
        on: periodOf(before)!.end,
        periods: 1,
      };
      const { units: counties } = await ok(office.read<Series>('analysis.series', asked));
      return Object.fromEntries(counties.map(({ name, values }) => [name, values[0]]));
    };
    const names = { east: '东溪县教育局', west: '西溪县教育局' };
    // Nobody at all was asked for it yet.
    expect(await byCounty()).toMatchObject({ [names.east]: null, [names.west]: null });
    const kids = (value: string) => [row('KIDS', value, { unit: 'west-1', period: before })];
    const how = { stage: 'accepted', openPeriods: true };
    await ok(write(office, 'kids', kids('5'), how));
    expect(await byCounty()).toMatchObject({ [names.east]: '10', [names.west]: '15' });
    await ok(write(office, 'no kids', kids(''), how));
    expect(await byCounty()).toMatchObject({ [names.east]: '10', [names.west]: null });
  });

  it.each([
    ['csv', 'csv'],
    ['xlsx', 'xlsx'],
    ['dhis2', 'json'],
    ['sdmx', 'json'],
  ])('goes out as %s and comes in again as the same', async (format, extension) => {
    const span = { formId, from: '2024-01', to: period, lens: 'accepted' };
    const out = await office.download('exchange.values', { ...span, format });
    expect(out.status).toBe(200);
    const before = await stored();
    const name = `数据.${extension}`;
    const how = { stage: 'accepted', dryRun: true };
    const same = await ok(importing(office, `${format} same`, out.bytes, how, name));
    expect(same).toMatchObject({ rows: 7, unchanged: 7, updated: 0 });
    // Not a dry run that would say so of anything: taken away and brought in again, it is what it was.
    const rows =
      await sql<object>`select * from figure_values where tenant_id = ${test.tenantId} order by 1, 2, 3, 4, 5`;
    const values = (await rows.execute(test.owner)).rows;
    const [gone] = [row('BOARDERS', '', { period: shiftPeriod(period, -2) })];
    await ok(write(office, `${format} gone`, [gone!], { stage: 'accepted' }));
    expect((await stored()).values).toBe(before.values - 1);
    const back = await ok(importing(office, `${format} back`, out.bytes, { stage: 'accepted' }, name));
    expect(back).toMatchObject({ inserted: 1, unchanged: 6 });
    expect((await rows.execute(test.owner)).rows).toEqual(values);
  });
});
