import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { write } from '../../src/platform/operation';
import { runOperation } from '../../src/platform/run-operation';
import type { TargetPage } from '../../src/subjects/indicators/targets/schema';
import { actorOfUser } from '../../src/subjects/org/reads';
import type { Overview, SearchHit } from '../../src/subjects/overview/schema';
import { adoptPlan } from '../../src/subjects/tasks/adopt';
import type { AdoptInput, AdoptItem, AdoptResult, HistoryRow, LedgerPage } from '../../src/subjects/tasks/schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { pageOf, setToday } from '../support/tasks';

const text = '一、学前教育\n1.新增公办园12所，达到172所。（牵头处室：学前教育处。责任单位：各县教育局）';

describe('a settled plan becomes a ledger', () => {
  let app: TestApp;
  let office: Visitor;
  let liaison: Visitor;
  let county: Visitor;
  let input: AdoptInput;
  let item: AdoptItem;

  const adopt = async (change: Partial<AdoptItem> = {}): Promise<AdoptResult> => {
    const items = [{ ...item, ...change }];
    const operation = write({
      name: 'plans.adopt',
      summary: '',
      input: z.any(),
      may: () => true,
      run: context => adoptPlan(context, { ...input, items }),
    });
    return runOperation(app.house, operation, await actorOfUser(app.owner, app.tenantId, 'office'), {});
  };
  const ledger = async () => (await office.read<LedgerPage>('tasks.list', { year: 2026 })).body;

  beforeAll(async () => {
    app = await startTestApp();
    office = await app.visit('office', 'supervisor', 'root');
    liaison = await app.visit('liaison', 'liaison', 'preschool');
    county = await app.visit('county', 'county', 'east');
    await setToday(app, '2026-03-02');
    const { id: planId } = await app.owner
      .insertInto('plans')
      .values({
        tenantId: app.tenantId,
        year: 2026,
        title: '2026年工作要点',
        issuer: null,
        fileId: null,
        compiled: JSON.stringify({
          format: 'plan/1',
          source: { name: 'a.txt', mediaType: 'text/plain', text },
          nodes: [{ id: 'n1', kind: 'item', heading: null, span: [text.indexOf('1.'), text.length] }],
          diagnostics: [],
        }),
        createdBy: null,
        createdAt: '2026-03-02T00:00:00Z',
        adoptedAt: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const start = text.indexOf('1.');
    const unit = (code: string) => app.unitIds.get(code)!;
    const target = {
      indicator: '公办园',
      low: null,
      high: null,
      unit: '所',
      strength: 'commit' as const,
      approximate: false,
      baseline: null,
      dueOn: null,
    };
    item = {
      nodeId: 'n1',
      number: '1',
      section: '一、学前教育',
      title: '新增公办园',
      content: '新增公办园12所，达到172所。',
      span: [start, text.indexOf('（')],
      sort: 1,
      dueOn: null,
      leaderName: null,
      units: [
        { unitId: unit('preschool'), role: 'lead', writtenAs: null },
        { unitId: unit('east'), role: 'responsible', writtenAs: '各县教育局' },
        { unitId: unit('west'), role: 'responsible', writtenAs: '各县教育局' },
      ],
      targets: [
        { ...target, key: 't1-0', comparator: 'add', value: 12, text: '新增公办园12所', span: [start + 2, start + 10] },
        { ...target, key: 't2-0', comparator: 'eq', value: 172, text: '达到172所', span: [start + 11, start + 17] },
      ],
    };
    input = { planId, year: 2026, items: [] };
  });
  afterAll(() => app.close());

  it('makes tasks, targets with trajectories, and the pair that implies its base', async () => {
    expect(await adopt()).toEqual({
      tasks: { created: 1, updated: 0, unchanged: 0 },
      targets: { created: 2, updated: 0, unchanged: 0, pairs: 1 },
      dropped: 0,
    });
    const { rows } = await ledger();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      dueOn: '2026-12-31',
      dueAssumed: true,
      units: ['各县教育局'],
      targets: 2,
      light: 'grey',
    });
    const page = await pageOf(office, rows[0]!.id);
    expect(page.plan?.sentence).toBe('1.新增公办园12所，达到172所。');
    const stock = page.targets.find(({ comparator }) => comparator === 'eq')!;
    expect([stock.baseline, stock.points[0], stock.points.at(-1)]).toEqual([
      '160',
      { on: '2025-12-31', planned: '160' },
      { on: '2026-12-31', planned: '172' },
    ]);
    expect(stock.pairId).toBe(page.targets[0]!.id);
  });

  it('is found by two characters: the task, its target, and the passage of the plan', async () => {
    const hits = (await office.read<SearchHit[]>('overview.search', { q: '公办', year: 2026 })).body;
    expect(hits.map(({ kind, title }) => [kind, title])).toEqual([
      ['task', '1 新增公办园'],
      ['target', '公办园'],
      ['target', '公办园'],
      ['node', '1.新增公办园12所，达到172所。（牵头处室：学前教育处。责任单位：各县教育局'],
    ]);
    // The office's until it is adopted.
    expect((await county.read<SearchHit[]>('overview.search', { q: '公办' })).body).toEqual([]);
  });

  it('changes nothing the second time', async () => {
    const before = (await ledger()).rows[0]!;
    const history = (await office.read<HistoryRow[]>('tasks.history', { taskId: before.id })).body.length;
    expect(await adopt()).toEqual({
      tasks: { created: 0, updated: 0, unchanged: 1 },
      targets: { created: 0, updated: 0, unchanged: 2, pairs: 1 },
      dropped: 0,
    });
    expect((await ledger()).rows[0]).toEqual(before);
    expect((await office.read<HistoryRow[]>('tasks.history', { taskId: before.id })).body).toHaveLength(history);
  });

  it('takes over what the plan changed, and leaves what people changed', async () => {
    const { id: taskId, version } = (await ledger()).rows[0]!;
    await office.write('tasks.edit', { taskId, version, dueOn: '2026-11-30' });
    await office.write('tasks.send', { taskIds: [taskId] });
    await liaison.write('tasks.sign', { tasks: [{ taskId, unitId: app.unitIds.get('preschool') }] });
    const result = await adopt({ title: '新增公办幼儿园', units: item.units.slice(0, 2) });
    expect(result.tasks).toEqual({ created: 0, updated: 1, unchanged: 0 });
    expect(result.targets).toEqual({ created: 0, updated: 0, unchanged: 2, pairs: 1 });
    const page = await pageOf(office, taskId);
    expect([page.title, page.dueOn, page.status]).toEqual(['新增公办幼儿园', '2026-11-30', 'active']);
    expect(page.units.map(({ unitName }) => unitName)).toEqual(['学前教育处', '东溪县教育局']);
  });

  it('gives the figures of a report to the targets, for the whole and for a county, and takes them back', async () => {
    await setToday(app, '2026-09-10');
    const { id: taskId } = (await ledger()).rows[0]!;
    const targetId = (await pageOf(office, taskId)).targets[1]!.id;
    const report = { taskId, period: '2026-08', percent: 60, summary: '按月推进' };
    await county.write('tasks.sign', { tasks: [{ taskId, unitId: app.unitIds.get('east') }] });
    const values = (value: string) => [{ targetId, value }];
    await county.write('tasks.submitReport', { ...report, unitId: app.unitIds.get('east'), values: values('40') });
    await liaison.write('tasks.submitReport', {
      ...report,
      unitId: app.unitIds.get('preschool'),
      values: values('162'),
    });
    const page = await pageOf(office, taskId);
    const target = page.targets[1]!;
    expect([target.latest, target.latestOn, target.status]).toEqual(['162', '2026-08-31', 'far-behind']);
    expect(target.values.map(({ value, unitName }) => [unitName, value])).toEqual([
      ['青溪市教育局', '162'],
      ['东溪县教育局', '40'],
    ]);
    expect(page.lightReason).toMatchObject({ code: 'behind' });
    const overview = (await office.read<Overview>('overview.get', { year: 2026 })).body;
    expect(overview.headline).toMatchObject({ tasks: 1, targets: 2, plannedShare: 67, actualShare: 17 });
    expect(overview.counties.map(({ name, percent, reportedOnTime }) => [name, percent, reportedOnTime])).toEqual([
      ['东溪县教育局', 60, 0],
    ]);
    const mine = page.reports.find(({ unitId }) => unitId === app.unitIds.get('preschool'))!;
    const verdict = { reportId: mine.id, version: mine.version, verdict: 'returned', reason: '与统计数不符' };
    expect((await office.write('tasks.reviewReport', verdict)).status).toBe(200);
    expect((await pageOf(office, taskId)).targets[1]!.latest).toBeNull();
  });

  it('leaves terms that were signed, until the plan itself sets others: then the signed ones stand beside them', async () => {
    const { id: taskId } = (await ledger()).rows[0]!;
    const [increment, stock] = (await pageOf(office, taskId)).targets;
    const signed = { targetId: stock!.id, version: stock!.version, value: '175', pairValue: '15', trajectory: 'terms' };
    const revised = await office.write('indicators.reviseTarget', {
      ...signed,
      reason: '专题会议',
      signedAs: 'office',
    });
    expect(revised.status).toBe(200);
    const target = async () => (await office.read<TargetPage>('indicators.target', { targetId: stock!.id })).body;
    await adopt({ title: '新增公办园（修订）' });
    expect((await target()).terms).toMatchObject({ value: '175', trajectory: 'terms' });
    expect((await pageOf(office, taskId)).targets[0]!.value).toBe('15');
    const [, said] = item.targets;
    await adopt({ title: '新增公办园（修订）', targets: [item.targets[0]!, { ...said!, value: 170 }] });
    const { terms, revisions, pair } = await target();
    expect(terms).toMatchObject({ value: '170', trajectory: 'linear' });
    expect(revisions.map(({ before, after }) => [before.value, after.value])).toEqual([
      ['175', '170'],
      ['172', '175'],
    ]);
    expect(pair).toMatchObject({ targetId: increment!.id, value: '15' });
  });
});
