import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/platform/database/tables';
import type { AllocationPage, DraftedAllocation } from '../../src/subjects/indicators/allocation/schema';
import type { Me } from '../../src/subjects/org/schema';
import type { ClosedUnit, Reformed, ReformPreview } from '../../src/subjects/reporting/reform-schema';
import type { TaskPage, Todo } from '../../src/subjects/tasks/schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { addFigures } from '../support/reporting';
import { addTarget } from '../support/targets';
import { createSentTask, pageOf, setToday } from '../support/tasks';

// 机构改革: a county is merged into another, a department is closed, and the one merger was a mistake. Nothing that waited on them is left
// behind: tasks, targets, forms, posts and invitations go on elsewhere, in the same step; what is history stays readable.

const nothing = { lead: 0, part: 0, target: 0, split: 0, definition: 0, form: 0, post: 0, invitation: 0 };

describe('a unit that is closed', () => {
  let test: TestApp;
  let office: Visitor;
  let east: Visitor;
  let west: Visitor;
  let basic: Visitor;
  let roads: Id;
  let books: Id;
  let splitId: Id;
  let formId: Id;
  const unit = (code: string): Id => test.unitIds.get(code)!;
  const ok = async <T>(answer: Promise<{ status: number; body: T }>): Promise<T> => {
    const { status, body } = await answer;
    expect([status, body]).toEqual([200, body]);
    return body;
  };
  const codeOf = async (answer: Promise<{ status: number; body: unknown }>): Promise<unknown> => {
    const { error } = (await answer).body as { error: { code: string; detail: { code?: string } } };
    return error.detail.code ?? error.code;
  };
  const unitsOf = async (taskId: Id) =>
    Object.fromEntries(
      (
        await test.owner
          .selectFrom('taskUnits')
          .innerJoin('orgUnits as o', 'o.id', 'taskUnits.orgUnitId')
          .select(['o.code', 'taskUnits.role', 'taskUnits.percent'])
          .where('taskId', '=', taskId)
          .execute()
      ).map(({ code, role, percent }) => [code, [role, percent]]),
    );
  const partsOf = async (): Promise<Record<string, string>> => {
    const page = await ok(office.read<AllocationPage>('indicators.allocation', { allocationId: splitId }));
    return Object.fromEntries(page.parts.map(({ unitName, value, signedAs }) => [unitName, `${value} ${signedAs}`]));
  };
  /** The preview says what the reform then does. */
  const previewed = async (
    kind: 'move' | 'merge' | 'close',
    unitIds: Id[],
    targetId: Id | null,
    on: string,
  ): Promise<Reformed> => {
    const input = { kind, unitIds, on, ...(targetId ? { targetId } : {}) };
    const { held: _, stray: __, ...counts } = await ok(office.read<ReformPreview>('reporting.previewReform', input));
    return counts;
  };
  const report = async (who: Visitor, taskId: Id, code: string, percent: number) => {
    await ok(who.write('tasks.sign', { tasks: [{ taskId, unitId: unit(code) }] }));
    const body = {
      period: '2026-08',
      percent,
      summary: '进展顺利',
      problem: '',
      nextStep: '',
      values: [],
      fileIds: [],
    };
    return ok(
      who.write<{ reportId: Id; version: number }>('tasks.submitReport', { taskId, unitId: unit(code), ...body }),
    );
  };

  beforeAll(async () => {
    test = await startTestApp();
    await setToday(test, '2026-08-05');
    office = await test.visit('office', 'supervisor', 'root');
    east = await test.visit('east', 'county', 'east');
    west = await test.visit('west', 'county', 'west');
    basic = await test.visit('basic', 'liaison', 'basic');
    roads = await createSentTask(test, office, {
      title: '校车',
      lead: 'basic',
      others: ['east', 'west'],
      dueOn: '2026-12-31',
    });
    books = await createSentTask(test, office, { title: '图书', lead: 'basic', others: ['west'], dueOn: '2026-12-31' });
    await setToday(test, '2026-09-10');
    await report(east, roads, 'east', 40);
    await report(west, roads, 'west', 60);
    await report(west, books, 'west', 70);
    const targetId = await addTarget(test, roads, { indicator: '校车', unit: '辆', comparator: 'ge', value: '90' });
    const parts = [
      { unitId: unit('east'), value: '30' },
      { unitId: unit('west'), value: '60' },
    ];
    const drafted = await ok(
      office.write<DraftedAllocation>('indicators.draftAllocation', {
        targetId,
        method: 'manual',
        rule: 'sum',
        parts,
        split: false,
      }),
    );
    splitId = drafted.allocationId;
    const { version } = await ok(
      office.write<{ version: number }>('indicators.sendAllocation', {
        allocationId: splitId,
        version: drafted.version,
      }),
    );
    for (const [who, code] of [
      [east, 'east'],
      [west, 'west'],
    ] as const)
      await ok(
        who.write('indicators.signPart', { allocationId: splitId, unitId: unit(code), version, signedAs: code }),
      );
    await addFigures(test, [{ code: 'PUPILS', name: '在校生数', unit: '人' }]);
    await test.owner
      .updateTable('figures')
      .set({ leadUnitId: unit('basic') })
      .execute();
    const timing = { opens: 0, due: 20, locks: 20 };
    const form = {
      code: 'MONTHLY',
      name: '县月报',
      frequency: 'month',
      level: 'county',
      timing,
      keeperUnitId: unit('basic'),
    };
    formId = (await ok(office.write<{ formId: Id }>('reporting.saveForm', { ...form, figures: [{ code: 'PUPILS' }] })))
      .formId;
    await ok(office.write('reporting.openWindow', { formId, period: '2026-08' }));
    const invitation = { name: '新人', login: 'new.person', role: 'county', unitId: unit('west') };
    await ok(office.write('org.invite', invitation));
  }, 60_000);
  afterAll(async () => {
    await test.close();
  });

  const merge = { on: '2026-09-01', reason: '县域合并' };

  it('is merged: parts, targets, posts and invitations go to its successor, as the preview said', async () => {
    const counts = await previewed('merge', [unit('west')], unit('east'), merge.on);
    expect(counts).toEqual({
      handed: { ...nothing, part: 2, target: 1, post: 1, invitation: 1 },
      units: 1,
      // August was over before that day.
      moved: 0,
      values: 0,
      dropped: 0,
    });
    const done = await ok(
      office.write('reporting.mergeUnits', { unitIds: [unit('west')], intoId: unit('east'), ...merge }),
    );
    expect(done).toEqual(counts);
    // One part where both had one, as far as its own report says; the other came over as it was.
    expect(await unitsOf(roads)).toEqual({ basic: ['lead', null], east: ['responsible', 40] });
    expect(await unitsOf(books)).toEqual({ basic: ['lead', null], east: ['responsible', 70] });
    // 30 and 60 are 90; nobody has signed for that yet.
    expect(await partsOf()).toEqual({ 东溪县教育局: '90 null' });
    const me = await ok(west.read<Me>('org.me'));
    expect(me.posts.map(({ unitName, role }) => [unitName, role])).toEqual([['东溪县教育局', 'county']]);
    const [invitation] = await test.owner.selectFrom('invitations').select('orgUnitId').execute();
    expect(invitation!.orgUnitId).toBe(unit('east'));
  });

  it('leaves its history to whoever goes on', async () => {
    // The former county's report of its own month is read by those who took over, who were in another county then.
    const page = await ok(east.read<TaskPage>('tasks.get', { taskId: books }));
    expect(page.reports.map(({ unitName, percent }) => [unitName, percent])).toEqual([['西溪县教育局', 70]]);
    // What it still owed for August is filled in by its successor, in its name.
    const key = { formId, period: '2026-08', unitId: unit('west') };
    const entry = await ok(east.read<{ version: number }>('reporting.entry', key));
    await ok(east.write('reporting.saveDraft', { key, cells: [{ cell: 'PUPILS', v: '200', base: '' }] }));
    await ok(east.write('reporting.submit', { key, version: entry.version, draftVersion: 1 }));
    await ok(
      office.write('reporting.accept', {
        formId,
        period: '2026-08',
        units: [{ unitId: unit('west'), version: entry.version + 1 }],
      }),
    );
  });

  it('sends back to nobody what it had handed in: its successor reports for itself', async () => {
    const written = (await pageOf(office, books)).reports[0]!;
    const verdict = { reportId: written.id, version: written.version, verdict: 'returned', reason: '数据有误' };
    await ok(office.write('tasks.reviewReport', verdict));
    const todo = await ok(east.read<Todo>('tasks.todo'));
    expect(todo.correct).toEqual([]);
    expect(todo.report.map(({ taskId, unitId }) => [taskId, unitId])).toContainEqual([books, unit('east')]);
  });

  it('comes back where the merger was wrong, with what nobody went on with', async () => {
    const [closed] = await ok(office.read<ClosedUnit[]>('reporting.closedUnits'));
    expect(closed).toMatchObject({ name: '西溪县教育局', successor: '东溪县教育局', on: merge.on });
    expect(await codeOf(office.write('reporting.reopenUnit', { unitId: unit('east'), reason: '?' }))).toBe('unit-open');
    const back = await ok(office.write('reporting.reopenUnit', { unitId: unit('west'), reason: '撤并有误' }));
    expect(back).toEqual({ back: 5, left: 0, units: 1, moved: 0 });
    expect(await unitsOf(roads)).toEqual({
      basic: ['lead', null],
      east: ['responsible', 40],
      west: ['responsible', 60],
    });
    expect(Object.keys(await unitsOf(books)).sort()).toEqual(['basic', 'west']);
    expect(await partsOf()).toEqual({
      东溪县教育局: '30 east（东溪县教育局）',
      西溪县教育局: '60 west（西溪县教育局）',
    });
    expect((await ok(west.read<Me>('org.me'))).posts.map(({ unitName }) => unitName)).toEqual(['西溪县教育局']);
    expect((await east.read('tasks.get', { taskId: books })).status).toBe(404);
    const placed = await test.owner
      .selectFrom('orgUnits')
      .select('parentId')
      .where('id', '=', unit('west-1'))
      .execute();
    expect(placed[0]!.parentId).toBe(unit('west'));
    expect((await ok(office.read<{ faults: unknown[] }>('reporting.checkSums'))).faults).toEqual([]);
  });

  it('is closed only when everything that waits on it is given to somebody or ended', async () => {
    const close = { unitId: unit('basic'), on: '2026-09-10', reason: '机构改革' };
    const input = { kind: 'close', unitIds: [unit('basic')], on: close.on };
    const preview = await ok(office.read<ReformPreview>('reporting.previewReform', input));
    expect(preview.handed).toEqual({ ...nothing, lead: 2, definition: 1, form: 1, post: 1 });
    expect(preview.held.map(({ name }) => name)).toEqual(['校车', '图书', '在校生数', '县月报', 'basic']);
    expect(await codeOf(office.write('reporting.closeUnit', close))).toBe('still-open');
    const given = (['definition', 'form', 'post'] as const).map(kind => ({ kind, toId: unit('office') }));
    const ended = [...given, { kind: 'lead', ended: '不再开展' }];
    expect(await codeOf(office.write('reporting.closeUnit', { ...close, decisions: ended }))).toBe('needs-a-lead');
    const toItself = [...given, { kind: 'lead', toId: unit('basic') }];
    expect(await codeOf(office.write('reporting.closeUnit', { ...close, decisions: toItself }))).toBe('within-itself');
    const decisions = [
      ...given,
      { kind: 'lead', toId: unit('office') },
      { kind: 'lead', id: books, toId: unit('preschool') },
    ];
    const { held: _, stray: __, ...counts } = preview;
    expect(await ok(office.write('reporting.closeUnit', { ...close, decisions }))).toEqual(counts);
    const leads = async (taskId: Id) => (await pageOf(office, taskId)).leadUnitId;
    expect([await leads(roads), await leads(books)]).toEqual([unit('office'), unit('preschool')]);
    expect((await ok(basic.read<Me>('org.me'))).posts.map(({ unitName }) => unitName)).toEqual(['办公室']);
    // Who went to the office has nothing to do with what went elsewhere.
    expect((await basic.read('tasks.get', { taskId: roads })).status).toBe(200);
    expect((await basic.read('tasks.get', { taskId: books })).status).toBe(404);
  });

  it('takes nothing new', async () => {
    const user = { userId: basic.userId, unitId: unit('basic'), role: 'liaison' };
    expect(await codeOf(office.write('org.addPost', user))).toBe('not-found');
    const invitation = { name: '新人', login: 'second.person', role: 'liaison', unitId: unit('basic') };
    expect(await codeOf(office.write('org.invite', invitation))).toBe('not-found');
  });

  it('is never the body itself, nor what goes into it', async () => {
    const whole = { unitIds: [unit('office')], intoId: unit('root'), on: '2026-09-10', reason: '并入' };
    expect(await codeOf(office.write('reporting.mergeUnits', whole))).toBe('root-stays');
  });
});
