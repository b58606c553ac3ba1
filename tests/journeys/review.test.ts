import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shiftPeriod } from '../../src/kernel/period';
import type { Id } from '../../src/platform/database/tables';
import type { AcrossFigure, AcrossGroups, AcrossUnits, QueryRow } from '../../src/subjects/reporting/across-schema';
import type { EntryPage, MyForms } from '../../src/subjects/reporting/entry-schema';
import type { MissingUnits, WindowsPage } from '../../src/subjects/reporting/form-schema';
import { sumsAsOf } from '../../src/subjects/reporting/reads/sums-as-of';
import type {
  ChangedUnit,
  Exceptions,
  Reminded,
  ReviewOne,
  ToReview,
} from '../../src/subjects/reporting/review-schema';
import type { SnapshotPage, SnapshotRow } from '../../src/subjects/reporting/snapshot-schema';
import { checkRollups } from '../../src/subjects/reporting/store/recompute';
import { smallBureau, startTestApp, type TestApp, type Visitor } from '../support/app';
import { addFigures, lastMonth, openDays, someFigures, someForm } from '../support/reporting';

// 审核: what schools hand in goes up to their county and the bureau, is doubted by the department that leads its figures, comes back,
// is corrected, approved twice, frozen, opened again; and what was accepted stands until the next acceptance.

type Refused = { error: { code: string; detail: { code?: string; units?: ChangedUnit[]; unitIds?: Id[] } } };

const units = [
  ...smallBureau,
  {
    ...smallBureau.find(({ code }) => code === 'east-1')!,
    code: 'east-2',
    name: '东溪县第二小学',
    shortName: '东溪二小',
    sort: 2,
  },
  {
    ...smallBureau.find(({ code }) => code === 'east-1')!,
    code: 'city-1',
    name: '市实验小学',
    shortName: '市实验小学',
    parentCode: 'root',
    sort: 9,
  },
];

describe('the review on two axes', () => {
  let test: TestApp;
  let office: Visitor;
  let east: Visitor;
  let west: Visitor;
  let lead: Visitor;
  let school: Record<string, Visitor>;
  let figures: Map<string, Id>;
  let formId: Id;
  const period = lastMonth();
  const before = shiftPeriod(period, -1);
  const unit = (code: string): Id => test.unitIds.get(code)!;
  const ref = (code: string) => ({ formId, period, unitId: unit(code) });

  const ok = async <T>(answer: Promise<{ status: number; body: T }>): Promise<T> => {
    const { status, body } = await answer;
    expect([status, body]).toEqual([200, body]);
    return body;
  };
  const refusal = async (answer: Promise<{ status: number; body: unknown }>) => ((await answer).body as Refused).error;
  const handIn = async (code: string, cells: Record<string, string>, at = period) => {
    const key = { formId, period: at, unitId: unit(code) };
    const who = school[code]!;
    const base = (await ok(who.read<EntryPage>('reporting.entry', key))).values;
    const typed = Object.entries(cells).map(([cell, v]) => ({ cell, v, base: base[cell] ?? '' }));
    if (typed.length > 0) await ok(who.write('reporting.saveDraft', { key, cells: typed }));
    const { version, draftVersion } = await ok(who.read<EntryPage>('reporting.entry', key));
    const explanations = ['PUPILS.f', 'PUPILS.m', 'PUPILS'].map(cell => ({ cell, text: '区划调整，学生转入' }));
    return ok(who.write<{ version: number }>('reporting.submit', { key, version, draftVersion, explanations }));
  };
  const exceptions = (who: Visitor, group: string, step: 'approve' | 'accept') =>
    ok(who.read<Exceptions>('reporting.exceptions', { formId, period, groupId: unit(group), step }));
  const seenBy = async (who: Visitor, group: string, step: 'approve' | 'accept') => {
    const { exceptions: first, clean } = await exceptions(who, group, step);
    return [...first, ...clean].map(({ unitId, version }) => ({ unitId, version }));
  };
  const one = (who: Visitor, code: string) => ok(who.read<ReviewOne>('reporting.reviewOne', ref(code)));
  const acceptedSum = async (figure: string): Promise<Record<string, string>> => {
    const found = await ok(
      lead.read<AcrossGroups>('reporting.acrossFigure', { figureId: figures.get(figure)!, period, lens: 'accepted' }),
    );
    return Object.fromEntries(
      found.groups.flatMap(({ groupName, cells }) => cells.map(({ total }) => [groupName, total])),
    );
  };

  beforeAll(async () => {
    test = await startTestApp(units);
    figures = await addFigures(test, someFigures);
    await test.owner
      .updateTable('figures')
      .set({ leadUnitId: unit('basic') })
      .where('tenantId', '=', test.tenantId)
      .where('code', 'in', ['CLASSES', 'BOARDERS'])
      .execute();
    office = await test.visit('office', 'supervisor', 'root');
    east = await test.visit('east', 'county', 'east');
    west = await test.visit('west', 'county', 'west');
    lead = await test.visit('lead', 'liaison', 'basic');
    school = {};
    for (const code of ['east-1', 'east-2', 'west-1', 'city-1'])
      school[code] = await test.visit(code, 'reporter', code);
    formId = (await ok(office.write<{ formId: Id }>('reporting.saveForm', someForm))).formId;
    for (const code of [before, period]) {
      await ok(office.write('reporting.openWindow', { formId, period: code }));
      await ok(office.write('reporting.setWindow', { formId, period: code, version: 1, ...openDays() }));
    }
    for (const code of Object.keys(school)) {
      await handIn(code, { 'PUPILS.f': '100', 'PUPILS.m': '110', BOARDERS: '20', CLASSES: '6' }, before);
      await handIn(code, { 'PUPILS.f': '101', 'PUPILS.m': '111', BOARDERS: '21', CLASSES: '6' });
    }
  }, 60_000);
  afterAll(async () => {
    expect(await checkRollups(test.owner, test.tenantId)).toEqual([]);
    await test.close();
  });

  it('shows each level what waits for it, and nobody else’s', async () => {
    const counted = async (who: Visitor) =>
      (await ok(who.read<ToReview>('reporting.toReview'))).forms
        .filter(form => form.period === period)
        .map(({ step, groups }) => [
          step,
          groups.map(({ groupName, waiting, expected }) => [groupName, waiting, expected]),
        ]);
    expect(await counted(east)).toEqual([['approve', [['东溪县教育局', 2, 2]]]]);
    expect(await counted(west)).toEqual([['approve', [['西溪县教育局', 1, 1]]]]);
    // A school right below the bureau has nobody between.
    expect(await counted(office)).toEqual([['accept', [['青溪市教育局', 1, 1]]]]);
    expect(await counted(lead)).toEqual([]);
    expect((await school['east-1']!.read('reporting.toReview')).status).toBe(403);
    expect((await east.read('reporting.reviewOne', ref('west-1'))).status).toBe(404);
    expect(
      (await east.read('reporting.exceptions', { formId, period, groupId: unit('west'), step: 'approve' })).status,
    ).toBe(404);
  });

  it('sends back with a reason at the cell, and shows what was corrected', async () => {
    await handIn('east-1', { 'PUPILS.f': '150' });
    const { exceptions: first, clean } = await exceptions(east, 'east', 'approve');
    expect(first).toEqual([
      expect.objectContaining({
        unitName: '东溪县第一小学',
        explained: 1,
        changes: [
          {
            figureId: figures.get('PUPILS'),
            code: 'PUPILS',
            name: '在校生数',
            category: 'f',
            categoryName: '女',
            before: '100',
            after: '150',
            percent: '50',
          },
        ],
      }),
    ]);
    expect(clean.map(({ unitName }) => unitName)).toEqual(['东溪二小']);
    const looked = await one(east, 'east-1');
    expect(looked.may).toEqual({ approve: true, accept: false, return: true, reopen: false, answer: true, query: [] });
    const wrong = { figureId: figures.get('PUPILS')!, category: 'f', reason: '与学籍系统不符' };
    const returned = { ...ref('east-1'), version: looked.version, reason: '请核对', cells: [wrong] };
    expect((await refusal(west.write('reporting.return', returned))).code).toBe('not-found');
    expect((await refusal(office.write('reporting.return', returned))).detail.code).toBe('not-returnable');
    await ok(east.write('reporting.return', returned));
    const page = await ok(school['east-1']!.read<EntryPage>('reporting.entry', ref('east-1')));
    expect(page.returned).toMatchObject({ reason: '请核对', by: 'east' });
    expect(page.notes.filter(({ kind }) => kind === 'return').map(({ cell, body }) => [cell, body])).toEqual([
      ['PUPILS.f', '与学籍系统不符'],
    ]);
    await handIn('east-1', { 'PUPILS.f': '102' });
    expect((await exceptions(east, 'east', 'approve')).exceptions).toEqual([]);
    const notes = (await one(east, 'east-1')).cells.flatMap(cell => cell.notes).filter(({ kind }) => kind === 'return');
    expect(notes.map(({ body, resolvedBy }) => [body, resolvedBy])).toEqual([['与学籍系统不符', 'east-1']]);
    expect((await one(east, 'east-1')).events.map(({ action }) => action)).toEqual([
      'submit',
      'return',
      'submit',
      'submit',
    ]);
  });

  it('approves nothing that changed under the reviewer, and names the cells', async () => {
    const seen = await seenBy(east, 'east', 'approve');
    await handIn('east-2', { BOARDERS: '30' });
    const error = await refusal(east.write('reporting.approve', { formId, period, units: seen }));
    expect(error).toMatchObject({ code: 'changed-meanwhile', detail: { by: 'east-2' } });
    expect(error.detail.units).toEqual([
      expect.objectContaining({
        unitName: '东溪二小',
        by: 'east-2',
        cells: [
          {
            figureId: figures.get('BOARDERS'),
            code: 'BOARDERS',
            name: '寄宿生数',
            category: '',
            categoryName: '',
            before: '21',
            after: '30',
          },
        ],
      }),
    ]);
    // Neither of the two: nothing was done by halves.
    expect((await one(east, 'east-1')).stage).toBe(1);
    const again = { formId, period, units: await seenBy(east, 'east', 'approve') };
    expect(await ok(east.write('reporting.approve', again))).toEqual({ count: 2 });
    expect((await refusal(east.write('reporting.approve', again))).code).toBe('changed-meanwhile');
    expect((await refusal(east.write('reporting.accept', again))).code).toBe('not-permitted');
    // Two of a county at the same moment: one did it, the other is told.
    const second = await test.visit('west.two', 'county', 'west');
    const both = { formId, period, units: await seenBy(west, 'west', 'approve') };
    const answers = await Promise.all([west, second].map(who => who.write('reporting.approve', both)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is doubted across the counties by the lead department, answered, and confirmed', async () => {
    const { figures: led } = await ok(lead.read<{ figures: AcrossFigure[] }>('reporting.across'));
    expect(led.map(({ code, periods }) => [code, periods[0]!.period, periods[0]!.submitted])).toEqual([
      ['BOARDERS', period, 4],
      ['CLASSES', period, 4],
    ]);
    const figureId = figures.get('BOARDERS')!;
    const drill = { figureId, period, lens: 'approved', groupId: unit('east') };
    const { units: rows } = await ok(lead.read<AcrossUnits>('reporting.acrossUnits', drill));
    expect(rows.map(({ unitName, cells }) => [unitName, cells[0]!.value, cells[0]!.previous])).toEqual([
      ['东溪县第一小学', '21', '20'],
      ['东溪二小', '30', '20'],
    ]);
    const pupils = { figureId: figures.get('PUPILS')!, period };
    expect((await lead.read('reporting.acrossFigure', pupils)).status).toBe(404);
    const doubt = { ...ref('east-2'), figureId, category: '', reason: '比上期多一半，请说明' };
    expect((await refusal(east.write('reporting.query', doubt))).code).toBe('not-permitted');
    const { noteId } = await ok(lead.write<{ noteId: Id }>('reporting.query', doubt));
    // The lead sees the cells of its own figures, no others.
    expect((await one(lead, 'east-2')).cells.map(({ code }) => code)).toEqual(['BOARDERS', 'CLASSES']);

    const waiting = await exceptions(office, 'east', 'accept');
    expect(waiting.exceptions.map(({ unitName, queries }) => [unitName, queries])).toEqual([['东溪二小', 1]]);
    const all = { formId, period, units: await seenBy(office, 'east', 'accept') };
    expect((await refusal(office.write('reporting.accept', all))).detail).toMatchObject({
      code: 'open-queries',
      unitIds: [unit('east-2')],
    });
    const asked = (await ok(school['east-2']!.read<{ queries: QueryRow[] }>('reporting.queries'))).queries;
    expect(asked).toEqual([
      expect.objectContaining({ noteId, reason: doubt.reason, value: '30', may: { answer: true, confirm: false } }),
    ]);
    expect((await refusal(school['east-1']!.write('reporting.answerQuery', { noteId, body: '?' }))).code).toBe(
      'not-found',
    );
    await ok(school['east-2']!.write('reporting.answerQuery', { noteId, body: '新宿舍楼启用' }));
    const confirm = { formId, period, cells: [{ unitId: unit('east-2'), figureId, category: '' }] };
    expect((await refusal(school['east-2']!.write('reporting.confirmCells', confirm))).code).toBe('not-permitted');
    expect(await ok(lead.write('reporting.confirmCells', confirm))).toEqual({ confirmed: 1, resolved: 1 });
    expect(await ok(office.write('reporting.accept', all))).toEqual({ count: 2 });
    expect(await acceptedSum('BOARDERS')).toEqual({ 东溪县教育局: '51' });
  });

  it('is accepted despite a doubt only with a reason', async () => {
    const figureId = figures.get('CLASSES')!;
    await ok(lead.write('reporting.query', { ...ref('west-1'), figureId, reason: '班数存疑' }));
    const all = { formId, period, units: await seenBy(office, 'west', 'accept') };
    expect((await refusal(office.write('reporting.accept', all))).detail.code).toBe('open-queries');
    await ok(office.write('reporting.accept', { ...all, despiteQueries: '先行汇总，另行核查' }));
    expect((await one(office, 'west-1')).events[0]).toMatchObject({ action: 'accept', reason: '先行汇总，另行核查' });
    await ok(office.write('reporting.accept', { formId, period, units: await seenBy(office, 'root', 'accept') }));
    expect(await acceptedSum('CLASSES')).toEqual({ 东溪县教育局: '12', 西溪县教育局: '6', 青溪市教育局: '6' });
  });

  it('is frozen and signed; opened again, what was accepted stands until the next acceptance', async () => {
    const close = { formId, period, statement: '数据属实', signedAs: 'office' };
    expect((await refusal(lead.write('reporting.closePeriod', close))).code).toBe('not-permitted');
    const { snapshotId } = await ok(office.write<{ snapshotId: Id }>('reporting.closePeriod', close));
    const page = () => ok(office.read<SnapshotPage>('reporting.snapshot', { snapshotId }));
    expect(await page()).toMatchObject({ intact: true, expected: 4, accepted: 4, differences: [] });

    const { version } = await one(east, 'east-1');
    const reason = '学校发现错漏';
    expect((await refusal(east.write('reporting.reopen', { ...ref('east-1'), version, reason }))).code).toBe(
      'not-permitted',
    );
    await ok(office.write('reporting.reopen', { ...ref('east-1'), version, reason }));
    // The window is closed; what was opened again can be corrected all the same.
    await handIn('east-1', { CLASSES: '8' });
    expect(await acceptedSum('CLASSES')).toMatchObject({ 东溪县教育局: '12' });
    expect((await page()).differences).toEqual([]);
    const corrected = await one(office, 'east-1');
    expect(
      corrected.cells.filter(({ changed }) => changed).map(({ code, settled, value }) => [code, settled, value]),
    ).toEqual([['CLASSES', '6', '8']]);
    const toApprove = await exceptions(east, 'east', 'approve');
    expect(toApprove.exceptions).toEqual([expect.objectContaining({ unitName: '东溪县第一小学', corrected: 1 })]);
    await ok(east.write('reporting.approve', { formId, period, units: await seenBy(east, 'east', 'approve') }));
    await ok(office.write('reporting.accept', { formId, period, units: await seenBy(office, 'east', 'accept') }));
    expect(await acceptedSum('CLASSES')).toMatchObject({ 东溪县教育局: '14' });
    const after = await page();
    expect(after.intact).toBe(true);
    expect(
      after.differences.map(({ code, groupName, frozen, today }) => [code, groupName, frozen?.total, today?.total]),
    ).toEqual([['CLASSES', '东溪县教育局', '12', '14']]);
    // As of the moment of signing the same is read from what was written down since.
    const wanted = { figureIds: [...figures.values()], periods: [period], lens: 3 as const, at: after.takenAt };
    const bare = (sums: readonly { figureId: Id; groupId: Id; category: string; n: number; total: string }[]) =>
      sums.map(({ figureId, groupId, category, n, total }) => [figureId, groupId, category, n, total].join(' ')).sort();
    expect(bare(await sumsAsOf(test.owner, test.tenantId, wanted))).toEqual(bare(after.sums));
    // A county sees of it what it reaches.
    const seen = (await ok(west.read<{ snapshots: SnapshotRow[] }>('reporting.snapshots'))).snapshots;
    expect(seen.map(({ expected }) => expected)).toEqual([1]);
    await test.owner
      .updateTable('snapshotRows')
      .set({ total: '13' })
      .where('snapshotId', '=', snapshotId)
      .where('figureId', '=', figures.get('CLASSES')!)
      .execute();
    expect((await page()).intact).toBe(false);
  });

  it('needs two pairs of eyes, as long as there are two', async () => {
    const handedInByCounty = async (code: string) => {
      const key = { formId, period: before, unitId: unit(code) };
      const { version, draftVersion } = await ok(east.read<EntryPage>('reporting.entry', key));
      await ok(east.write('reporting.saveDraft', { key, cells: [{ cell: 'CLASSES', v: '7', base: '6' }] }));
      const submit = { key, version, draftVersion: draftVersion + 1 };
      const handed = await ok(east.write<{ version: number }>('reporting.submit', submit));
      return { formId, period: before, units: [{ unitId: unit(code), version: handed.version }] };
    };
    // Alone in its county, it may; as soon as there is a colleague, it is theirs.
    expect(await ok(east.write('reporting.approve', await handedInByCounty('east-2')))).toEqual({ count: 1 });
    const colleague = await test.visit('east.two', 'county', 'east');
    const other = await handedInByCounty('east-1');
    expect((await refusal(east.write('reporting.approve', other))).detail.code).toBe('own-submission');
    expect(await ok(colleague.write('reporting.approve', other))).toEqual({ count: 1 });
  });

  it('asks those who are missing, once a day; it stands first at theirs', async () => {
    const at = shiftPeriod(period, -2);
    await ok(office.write('reporting.openWindow', { formId, period: at }));
    await ok(office.write('reporting.setWindow', { formId, period: at, version: 1, ...openDays() }));
    const ask = (who: Visitor, codes: string[]) =>
      who.write<Reminded>('reporting.remind', { formId, period: at, unitIds: codes.map(unit), text: '请于今日上报' });
    expect(await ok(ask(east, ['east-1', 'east-2']))).toEqual({ count: 2, skipped: 0 });
    // The office does not ask again whom the county has asked today, nor who has handed in.
    await handIn('city-1', { 'PUPILS.f': '101', 'PUPILS.m': '111', BOARDERS: '21', CLASSES: '4' }, at);
    expect(await ok(ask(office, ['east-1', 'west-1', 'city-1']))).toEqual({ count: 1, skipped: 2 });
    expect((await refusal(ask(west, ['west-1', 'east-1']))).code).toBe('not-found');
    expect((await refusal(ask(school['east-1']!, ['east-1']))).code).toBe('not-permitted');

    const { forms } = await ok(school['east-1']!.read<MyForms>('reporting.mine'));
    expect(forms.find(form => form.period === at)?.reminder).toMatchObject({ text: '请于今日上报' });
    const input = { formId, period: at, groupId: unit('east'), step: 'approve' };
    const { missing } = await ok(east.read<Exceptions>('reporting.exceptions', input));
    expect(missing.map(({ remindedAt }) => remindedAt)).toEqual([expect.any(String), expect.any(String)]);
    // The list of a form says as much as the count beside it, to each of them; who may not ask is not invited to.
    const listed = async (who: Visitor) => {
      const { windows } = await ok(who.read<WindowsPage>('reporting.windows', { formId }));
      const { expected, submitted } = windows.find(window => window.period === at)!.tally;
      const { groups } = await ok(who.read<MissingUnits>('reporting.missing', { formId, period: at }));
      const named = groups.flatMap(({ units }) => units);
      expect(named).toHaveLength(expected - submitted);
      return named.map(({ unitId, mayRemind }) => [unitId, mayRemind]);
    };
    const ofEast = [unit('east-1'), unit('east-2')];
    expect(await listed(east)).toEqual(ofEast.map(id => [id, true]));
    expect(await listed(office)).toEqual([...ofEast, unit('west-1')].map(id => [id, true]));
    expect(await listed(school['east-1']!)).toEqual([]);
    // Once it is handed in, nothing asks for it any more; a reviewer reads what the explanation was asked for.
    const after = await ok(school['city-1']!.read<MyForms>('reporting.mine'));
    expect(after.forms.find(form => form.period === at)?.reminder).toBe(null);
    const found = await ok(
      office.read<ReviewOne>('reporting.reviewOne', { formId, period: at, unitId: unit('city-1') }),
    );
    expect(found.cells.flatMap(({ findings }) => findings.map(({ code, values }) => [code, values.message]))).toEqual([
      ['check', '平均班额超过50人'],
    ]);
  });
});
