import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDecimals } from '../../src/kernel/decimal';
import type { Id } from '../../src/platform/database/tables';
import { addressOf } from '../../src/platform/operation';
import type { Board, Series } from '../../src/subjects/analysis/schema';
import { demoUnits } from '../../src/subjects/demonstration/organisation';
import type { AllocationPage, DraftedAllocation } from '../../src/subjects/indicators/allocation/schema';
import type { TargetPage } from '../../src/subjects/indicators/targets/schema';
import type { PlanPage } from '../../src/subjects/plans/schema';
import type { AcrossGroups } from '../../src/subjects/reporting/across-schema';
import type { EntryPage } from '../../src/subjects/reporting/entry-schema';
import type { FormRow } from '../../src/subjects/reporting/form-schema';
import { checkRollups } from '../../src/subjects/reporting/store/recompute';
import { startTestApp, TEST_PASSWORD, type TestApp, type Visitor } from '../support/app';
import { pageOf, setToday } from '../support/tasks';

// The whole way of one target: from the sentence of the example plan over 18 counties and 600 schools into letters, back up as figures that three
// schools report by three ways, through two reviews, to a number that is right at once; revised, frozen, and read as it was.

const FORM = 'COMPULSORY_MONTH';
const FIGURE = 'CE_AFTER_PUPILS';
const PERIOD = '2026-08';

const answered = {
  'CE_PUPILS.primary': '1000',
  'CE_PUPILS.junior': '0',
  CE_JOINED: '4',
  CE_MOVED: '0',
  CE_DROPPED: '0',
  CE_RETURNED: '0',
  CE_DROPPED_NOW: '0',
  CE_AFTER_PUPILS: '800',
  CE_AFTER_TEACHERS: '60',
  CE_LUNCH_PUPILS: '500',
  CE_NUTRITION_DUE: '0',
  CE_NUTRITION: '0',
  CE_HAZARDS: '2',
  CE_HAZARDS_FIXED: '2',
  CE_DRILLS: '1',
  CE_ACCIDENTS: '0',
};

describe('a target of the plan, through its year', () => {
  let app: TestApp;
  let office: Visitor;
  let lead: Visitor;
  let county: Visitor;
  let targetId: Id;
  let formId: Id;
  let figureId: Id;
  let indicatorId: Id;
  let taskId: Id;
  const schools: Visitor[] = [];
  const units = demoUnits();
  const counties = units.filter(({ kind }) => kind === 'county');
  const home = counties[0]!;
  const ownSchools = units.filter(({ parentCode, tags }) => parentCode === home.code && tags?.includes('compulsory'));
  const three = ownSchools.slice(0, 3);
  const unitId = (code: string): Id => app.unitIds.get(code)!;
  const keyOf = (place: number) => ({ formId, period: PERIOD, unitId: unitId(three[place]!.code) });

  const done = async <T>(answer: Promise<{ status: number; body: T }>): Promise<T> => {
    const { status, body } = await answer;
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  };
  const entryOf = (place: number) => done(schools[place]!.read<EntryPage>('reporting.entry', keyOf(place)));
  const type = (place: number, cells: Record<string, string>, bases: Record<string, string> = {}) => {
    const sent = Object.entries(cells).map(([cell, v]) => ({ cell, v, base: bases[cell] ?? '' }));
    return done(schools[place]!.write('reporting.saveDraft', { key: keyOf(place), cells: sent }));
  };
  const handIn = async (place: number) => {
    const { version, draftVersion } = await entryOf(place);
    return done(
      schools[place]!.write('reporting.submit', { key: keyOf(place), version, draftVersion, explanations: [] }),
    );
  };
  const seriesFor = (who: Visitor, more: Record<string, unknown> = {}) =>
    done(who.read<Series>('analysis.series', { indicatorId, periods: 2, ...more }));
  const last = (series: Series) => series.whole.at(-1)!;
  const taskTarget = async () => (await pageOf(office, taskId)).targets.find(({ id }) => id === targetId)!;

  beforeAll(async () => {
    app = await startTestApp(units);
    await setToday(app, '2026-03-02');
    office = await app.visit('office', 'supervisor', 'YC');
    const department = units.find(({ name }) => name === '义务教育处')!;
    lead = await app.visit('lead', 'liaison', department.code);
    county = await app.visit('county', 'county', home.code);
    for (const [place, school] of three.entries())
      schools.push(await app.visit(`school${place}`, 'reporter', school.code));
    await done(office.write('indicators.importPack', { pack: 'education' }));
    await done(office.write('reporting.importForms', { pack: 'education' }));
  }, 120_000);
  afterAll(async () => {
    expect(await checkRollups(app.owner, app.tenantId)).toEqual([]);
    await app.close();
  });

  it('comes from a sentence of the plan, and is measured by a catalogued indicator', async () => {
    const bytes = await readFile(join(import.meta.dirname, '../../examples/yunchuan-2026.docx'));
    const { id: fileId } = (await office.upload('yunchuan-2026.docx', bytes)).body;
    const { planId } = await done(office.write<{ planId: Id }>('plans.import', { fileId }));
    for (;;) {
      const page = await done(office.read<PlanPage>('plans.get', { planId }));
      const question = page.plan.questions.find(({ state }) => state === 'open');
      if (!question) break;
      const looked = { kind: 'answer-diagnostic', diagnostic: question.key, answer: 'right-as-is' };
      const corrections = question.proposal.length > 0 ? question.proposal : [looked];
      await done(office.write('plans.correct', { planId, version: page.version, corrections }));
    }
    await done(office.write('plans.adopt', { planId }));
    const found = await app.owner
      .selectFrom('targets as g')
      .innerJoin('indicators as i', join =>
        join.onRef('i.tenantId', '=', 'g.tenantId').onRef('i.id', '=', 'g.indicatorId'),
      )
      .select(['g.id', 'i.id as indicatorId', 'g.value', 'g.taskId'])
      .where('i.code', '=', 'after-school-pupils')
      .executeTakeFirstOrThrow();
    ({ id: targetId, indicatorId, taskId } = found);
    expect(found.value).toBe('280000');
    await done(office.write('tasks.send', { taskIds: [found.taskId] }));
    const figure = await app.owner
      .selectFrom('figures')
      .select(['id', 'leadUnitId'])
      .where('code', '=', FIGURE)
      .executeTakeFirstOrThrow();
    figureId = figure.id;
    expect(figure.leadUnitId).toBe(unitId(units.find(({ name }) => name === '义务教育处')!.code));
    // The plan says where it has to go, not where it begins: the office signs for the baseline and the way.
    const page = await done(office.read<TargetPage>('indicators.target', { targetId }));
    await done(
      office.write('indicators.reviseTarget', {
        targetId,
        version: page.version,
        baseline: '240000',
        startOn: '2026-01-01',
        reason: '按上年底实有学生数定基数',
        signedAs: 'office',
      }),
    );
  });

  it('is split over the 18 counties and by a county over its schools, and goes out as letters', async () => {
    const drafted = await done(
      office.write<DraftedAllocation>('indicators.draftAllocation', { targetId, method: 'equal' }),
    );
    expect(drafted.parts).toHaveLength(counties.length);
    expect(drafted.parts.map(({ value }) => value ?? '0').reduce(addDecimals)).toBe('280000');
    const { allocationId, version } = drafted;
    await done(office.write('indicators.sendAllocation', { allocationId, version }));
    const letters = await office.download('indicators.letters', { year: 2026 });
    expect(Object.keys(unzipSync(letters.bytes))).toHaveLength(counties.length);
    const letter = await county.download('indicators.letter', { unitId: unitId(home.code), year: 2026 });
    const words = strFromU8(unzipSync(letter.bytes)['word/document.xml']!).replaceAll(/<[^>]+>/g, '');
    expect(words).toContain('课后服务参与学生');
    const mine = await done(county.read<AllocationPage>('indicators.allocation', { allocationId }));
    await done(
      county.write('indicators.signPart', {
        allocationId,
        unitId: unitId(home.code),
        version: mine.version,
        signedAs: 'county',
      }),
    );
    let schoolsGiven = 0;
    let givenOn = '0';
    for (const { code } of counties) {
      const who = code === home.code ? county : await app.visit(`county-${code.toLowerCase()}`, 'county', code);
      const split = { targetId, unitId: unitId(code), method: 'equal' };
      const below = await done(who.write<DraftedAllocation>('indicators.draftAllocation', split));
      const { allocationId: own, version: drawn, parts } = below;
      await done(who.write('indicators.sendAllocation', { allocationId: own, version: drawn }));
      schoolsGiven += parts.length;
      givenOn = addDecimals(givenOn, parts.map(({ value }) => value ?? '0').reduce(addDecimals));
    }
    // Each of the 584 schools of the counties has its part (the city's own sixteen stand below none), and they give the whole.
    expect([schoolsGiven, givenOn]).toEqual([584, '280000']);
  });

  it('is reported by a school in the grid, by one in a workbook, by one through the interface', async () => {
    const forms = await done(office.read<FormRow[] | { forms: FormRow[] }>('reporting.forms'));
    formId = (Array.isArray(forms) ? forms : forms.forms).find(({ code }) => code === FORM)!.id;
    await setToday(app, '2026-09-01');
    await done(office.write('reporting.openWindow', { formId, period: PERIOD }));
    await type(0, answered);
    await handIn(0);

    const template = await schools[1]!.download('reporting.template', keyOf(1));
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(template.bytes as never);
    const sheet = workbook.worksheets[0]!;
    const header = sheet.getRows(1, 6)!.find(row => row.values && (row.values as unknown[]).includes('本期'))!;
    const column = (header.values as unknown[]).indexOf('本期');
    sheet.eachRow(row => {
      const value = answered[String(row.getCell(1).value) as keyof typeof answered];
      if (value !== undefined) row.getCell(column).value = Number(value) + (row.getCell(1).value === FIGURE ? 50 : 0);
    });
    const { id: fileId } = (await schools[1]!.upload('填报表.xlsx', Buffer.from(await workbook.xlsx.writeBuffer())))
      .body;
    await done(schools[1]!.write('reporting.readWorkbook', { ...keyOf(1), fileId }));
    await handIn(1);

    const { token } = await done(
      schools[2]!.write<{ token: string }>('identity.createToken', {
        name: '学籍系统',
        scopes: ['exchange.writeValues'],
        days: 30,
        password: TEST_PASSWORD,
      }),
    );
    const rows = Object.entries({ ...answered, [FIGURE]: '7000', 'CE_PUPILS.primary': '8000' }).map(([cell, value]) => {
      const [figure, category = ''] = cell.split('.');
      return { unit: three[2]!.code, period: PERIOD, figure, category, value };
    });
    const post = () =>
      app.app.inject({
        method: 'POST',
        url: addressOf('exchange.writeValues'),
        headers: { authorization: `Bearer ${token}` },
        payload: { key: '2026-08', rows },
      });
    expect(JSON.parse((await post()).body)).toMatchObject({ inserted: rows.length, repeated: false });
    expect(JSON.parse((await post()).body)).toMatchObject({ inserted: rows.length, repeated: true });
    // Nothing is a figure of the body yet; the county sees what was handed in to it.
    expect(last(await seriesFor(office)).value).toBeNull();
    const seen = await seriesFor(county, { unitId: unitId(home.code), lens: 'submitted' });
    expect(last(seen)).toMatchObject({ value: '8650', reported: { reported: 3 } });
  });

  it('is returned with the reason at the cell, corrected, approved and accepted: two pairs of eyes', async () => {
    await setToday(app, '2026-09-02');
    const { version } = await entryOf(2);
    await done(
      county.write('reporting.return', {
        ...keyOf(2),
        version,
        reason: '请核对',
        cells: [{ figureId, category: '', reason: '多了一个零' }],
      }),
    );
    const back = await entryOf(2);
    expect(back.notes).toMatchObject([{ kind: 'return', body: '多了一个零' }]);
    const seen = await seriesFor(county, { unitId: unitId(home.code), lens: 'submitted' });
    expect(last(seen)).toMatchObject({ value: '1650', reported: { reported: 2 } });
    await type(
      2,
      { [FIGURE]: '700', 'CE_PUPILS.primary': '800', CE_LUNCH_PUPILS: '400' },
      { [FIGURE]: '7000', 'CE_PUPILS.primary': '8000', CE_LUNCH_PUPILS: '500' },
    );
    await handIn(2);

    await setToday(app, '2026-09-03');
    const units = await Promise.all(
      three.map(async (school, place) => ({ unitId: unitId(school.code), version: (await entryOf(place)).version })),
    );
    await done(county.write('reporting.approve', { formId, period: PERIOD, units }));
    expect(last(await seriesFor(office, { lens: 'approved' })).value).toBe('2350');
    expect(last(await seriesFor(office)).value).toBeNull();
    await setToday(app, '2026-09-04');
    const approved = units.map(({ unitId: id, version: seenVersion }) => ({ unitId: id, version: seenVersion + 1 }));
    const early = await office.write<{ error: { code: string } }>('reporting.accept', {
      formId,
      period: PERIOD,
      units,
    });
    expect([early.status, early.body.error.code]).toEqual([409, 'changed-meanwhile']);
    await done(office.write('reporting.accept', { formId, period: PERIOD, units: approved }));
  });

  it('is seen by the lead department across all counties, and at once by everybody, with who is missing', async () => {
    const across = await done(
      lead.read<AcrossGroups>('reporting.acrossFigure', { figureId, period: PERIOD, lens: 'accepted' }),
    );
    expect(across.groups.find(({ groupId }) => groupId === unitId(home.code))).toMatchObject({
      n: 3,
      expected: ownSchools.length,
    });
    expect(across.groups.length).toBeGreaterThanOrEqual(counties.length);
    const series = await seriesFor(office);
    const compulsory = units.filter(({ tags }) => tags?.includes('compulsory')).length;
    expect(last(series)).toMatchObject({ value: '2350', reported: { expected: compulsory, reported: 3 } });
    expect(series.units.find(({ id }) => id === unitId(home.code))?.values.at(-1)).toBe('2350');
    expect(last(await seriesFor(county, { unitId: unitId(home.code) })).value).toBe('2350');
    const drilled = await done(
      office.read<{ rows: { unitId: Id; value: string | null }[] }>('analysis.units', {
        indicatorId,
        period: PERIOD,
        groupId: unitId(home.code),
      }),
    );
    expect(drilled.rows.filter(({ value }) => value !== null).map(({ value }) => value)).toEqual(['800', '850', '700']);
  });

  it('is not judged by three of six hundred: page, board and task say what is waited for', async () => {
    const series = await seriesFor(office);
    const expected = last(series).reported.expected;
    const awaiting = { period: PERIOD, reported: 3, expected };
    expect(series).toMatchObject({ isFirm: false, awaiting, target: { status: 'unreported', actual: null } });
    expect(last(series).status).toBeNull();
    const board = await done(office.read<Board>('analysis.board', { indicatorIds: indicatorId }));
    expect(board.rows[0]).toMatchObject({ period: PERIOD, isFirm: false, awaiting, aim: { status: 'unreported' } });
    expect((await taskTarget()).awaiting).toEqual(awaiting);
    // Those whom the office has to call, by name: of the county those that it waits for itself, of nobody else's.
    type Missing = { units: { unitId: Id; groupId: Id }[]; more: number };
    const missing = await done(office.read<Missing>('analysis.missing', { indicatorId }));
    expect(missing.units.length + missing.more).toBe(expected - 3);
    const own = { indicatorId, unitId: unitId(home.code) };
    const theirs = await done(county.read<Missing>('analysis.missing', own));
    const reported = new Set(three.map(({ code }) => unitId(code)));
    const left = ownSchools.map(({ code }) => unitId(code)).filter(id => !reported.has(id));
    expect(theirs.units.map(one => one.unitId).toSorted()).toEqual(left.toSorted());
    expect((await seriesFor(county, { unitId: unitId(home.code) })).awaited).toEqual({
      expected: ownSchools.length,
      reported: 3,
    });
    expect(series.units.map(({ awaited }) => awaited!.expected).reduce((a, b) => a + b)).toBe(expected);
    // In a day on which nothing was asked yet nobody is waited for.
    expect(await done(office.read('analysis.missing', { indicatorId, on: '2026-07-31' }))).toEqual({
      units: [],
      more: 0,
    });
    expect((await taskTarget()).latest).toBeNull();
  });

  it('is revised with a signature, the old value beside the new', async () => {
    await setToday(app, '2026-09-10');
    const page = await done(office.read<TargetPage>('indicators.target', { targetId }));
    const terms = { targetId, version: page.version, value: '270000', reason: '两个县的学校推迟开班' };
    const unsigned = await office.write<{ error: { code: string } }>('indicators.reviseTarget', {
      ...terms,
      signedAs: '某人',
    });
    expect(unsigned.body.error.code).toBe('signature-differs');
    await done(office.write('indicators.reviseTarget', { ...terms, signedAs: 'office' }));
    const revised = await seriesFor(office);
    expect(revised.target).toMatchObject({ value: '270000' });
    expect(revised.target!.revisions.at(-1)).toMatchObject({
      before: '280000',
      after: '270000',
      by: expect.stringContaining('office'),
    });
  });

  it('is corrected once more, frozen with a signature, and read again as of every earlier day', async () => {
    await setToday(app, '2026-09-12');
    const { version } = await entryOf(0);
    await done(office.write('reporting.reopen', { ...keyOf(0), version, reason: '学校来函更正' }));
    // What was accepted stands while it is being corrected.
    expect(last(await seriesFor(office)).value).toBe('2350');
    await type(0, { [FIGURE]: '820' }, { [FIGURE]: '800' });
    await handIn(0);
    const again = await entryOf(0);
    const key = { formId, period: PERIOD };
    const mine = unitId(three[0]!.code);
    await done(county.write('reporting.approve', { ...key, units: [{ unitId: mine, version: again.version }] }));
    await done(office.write('reporting.accept', { ...key, units: [{ unitId: mine, version: again.version + 1 }] }));
    expect(last(await seriesFor(office)).value).toBe('2370');

    await setToday(app, '2026-09-20');
    const closed = await done(
      office.write<{ snapshotId: Id }>('reporting.closePeriod', {
        ...key,
        statement: '八月数据定格',
        signedAs: 'office',
      }),
    );
    const snapshot = await done(
      office.read<{ intact?: boolean; whole?: boolean }>('reporting.snapshot', { snapshotId: closed.snapshotId }),
    );
    expect(JSON.stringify(snapshot)).toContain('2370');
    // Signed, it is what there is: behind its trajectory, the same on every page and in the light of its task.
    const judged = await seriesFor(office);
    expect(judged).toMatchObject({ isFirm: true, awaiting: null });
    expect(judged.target).toMatchObject({
      status: 'far-behind',
      value: '270000',
      actual: '2370',
      actualOn: '2026-08-31',
    });
    expect(Number(judged.target!.planned)).toBeGreaterThan(255_000);
    expect(await taskTarget()).toMatchObject({ status: 'far-behind', latest: '2370', awaiting: null });
    const { light, lightReason } = await pageOf(office, taskId);
    // Nobody signed for the task: that is told first.
    expect([light, lightReason.code]).toEqual(['yellow', 'unsigned']);
    const late = await schools[1]!.write<{ error: { code: string } }>('reporting.saveDraft', {
      key: keyOf(1),
      cells: [{ cell: FIGURE, v: '1', base: '850' }],
    });
    expect(late.status).toBe(409);

    const asOf = async (day: string, lens = 'accepted') => last(await seriesFor(office, { asOf: day, lens })).value;
    // Who had reported then, not who has by now.
    const inBy = async (day: string, lens = 'accepted') =>
      last(await seriesFor(office, { asOf: day, lens })).reported.reported;
    expect([await inBy('2026-09-02'), await inBy('2026-09-03', 'approved'), await inBy('2026-09-04')]).toEqual([
      0, 3, 3,
    ]);
    const missing = async (more: Record<string, unknown>) => {
      const input = { indicatorId, period: PERIOD, unitId: unitId(home.code), ...more };
      return (await done(office.read<{ units: unknown[] }>('analysis.missing', input))).units.length;
    };
    expect(await missing({ asOf: '2026-09-02' })).toBe((await missing({})) + 3);
    expect(await asOf('2026-09-02')).toBeNull();
    expect(await asOf('2026-09-03', 'approved')).toBe('2350');
    expect(await asOf('2026-09-03')).toBeNull();
    expect(await asOf('2026-09-11')).toBe('2350');
    expect(await asOf('2026-09-12')).toBe('2370');
    const then = await seriesFor(county, { unitId: unitId(home.code), lens: 'submitted', asOf: '2026-09-01' });
    expect(last(then).value).toBe('8650');
  });
});
