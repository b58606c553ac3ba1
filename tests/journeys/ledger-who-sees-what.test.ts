import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchHit } from '../../src/subjects/overview/schema';
import type { LedgerPage, Todo } from '../../src/subjects/tasks/schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { createSentTask, pageOf } from '../support/tasks';

const dueOn = '2099-12-31';

describe('a person sees what concerns their unit', () => {
  let app: TestApp;
  let office: Visitor;
  let preschool: Visitor;
  let basic: Visitor;
  let county: Visitor;
  let school: Visitor;
  let leader: Visitor;
  let taskId: string;
  let countyTask: string;

  const titles = async (visitor: Visitor, filter: Record<string, unknown> = {}) => {
    const { body } = await visitor.read<LedgerPage>('tasks.list', { year: 2026, ...filter });
    return body.rows.map(({ title }) => title);
  };

  beforeAll(async () => {
    app = await startTestApp();
    office = await app.visit('office', 'supervisor', 'root');
    leader = await app.visit('leader', 'leader', 'root');
    preschool = await app.visit('preschool', 'liaison', 'preschool');
    basic = await app.visit('basic', 'liaison', 'basic');
    county = await app.visit('county', 'county', 'east');
    school = await app.visit('school', 'reporter', 'east-1');
    taskId = await createSentTask(app, office, { title: '普惠园扩容', lead: 'preschool', dueOn });
    countyTask = await createSentTask(app, office, { title: '课后服务', lead: 'basic', others: ['east-1'], dueOn });
    const unsent = {
      year: 2026,
      source: 'meeting',
      title: '尚未下发',
      leadUnitId: app.unitIds.get('preschool'),
      dueOn,
    };
    await office.write('tasks.create', unsent);
  });
  afterAll(() => app.close());

  it('in the ledger: the office everything, a unit its own, once sent out', async () => {
    expect(await titles(office)).toEqual(['普惠园扩容', '课后服务', '尚未下发']);
    expect(await titles(preschool)).toEqual(['普惠园扩容']);
    expect(await titles(basic)).toEqual(['课后服务']);
    // A county reaches its schools.
    expect(await titles(county)).toEqual(['课后服务']);
    expect(await titles(school)).toEqual(['课后服务']);
  });

  it('neither by address, history, search, filter nor group', async () => {
    for (const name of ['tasks.get', 'tasks.history'])
      expect((await basic.read<{ error: { code: string } }>(name, { taskId })).body.error.code).toBe('not-found');
    const hits = (await basic.read<SearchHit[]>('overview.search', { q: '普惠' })).body;
    expect(hits.filter(({ kind }) => kind === 'task')).toEqual([]);
    expect(await titles(basic, { q: '普惠' })).toEqual([]);
    expect(await titles(basic, { lead: app.unitIds.get('preschool') })).toEqual([]);
    const groups = (await basic.read<{ count: number }[]>('tasks.groups', { year: 2026, group: 'lead' })).body;
    expect(groups.map(({ count }) => count)).toEqual([1]);
  });

  it('and does only what their post may', async () => {
    const sign = { tasks: [{ taskId: countyTask, unitId: app.unitIds.get('east-1') }] };
    expect((await basic.write('tasks.sign', sign)).status).toBe(403);
    expect((await office.write('tasks.sign', sign)).status).toBe(403);
    expect((await school.write('tasks.sign', sign)).body).toEqual({ signed: 1 });
    const { version } = await pageOf(preschool, taskId);
    expect((await preschool.write('tasks.edit', { taskId, version, title: '我的' })).status).toBe(403);
    expect((await preschool.write('tasks.finish', { taskId, version, done: true })).status).toBe(403);
    const instruction = { taskId, body: '请抓紧', kind: 'instruction' };
    expect((await preschool.write('tasks.comment', instruction)).status).toBe(403);
    expect((await leader.write('tasks.comment', instruction)).status).toBe(200);
    expect((await basic.write('tasks.comment', { taskId, body: '看不到的任务' })).status).toBe(404);
    expect((await app.stranger().read('tasks.list', { year: 2026 })).status).toBe(401);
  });

  it('a county reviews what its school reports, the school does not', async () => {
    const unitId = app.unitIds.get('east-1');
    const today = new Date().toISOString().slice(0, 7);
    const report = { taskId: countyTask, unitId, period: today, percent: 20, summary: '已开课' };
    expect((await school.write('tasks.submitReport', report)).status).toBe(200);
    const [waiting] = (await county.read<Todo>('tasks.todo')).body.review;
    const verdict = { reportId: waiting!.reportId, version: waiting!.version, verdict: 'accepted' };
    expect((await school.write('tasks.reviewReport', verdict)).status).toBe(403);
    expect((await county.write('tasks.reviewReport', verdict)).status).toBe(200);
  });

  it('a file of another body is not evidence here', async () => {
    const other = await app.owner
      .insertInto('tenants')
      .values({
        code: 'other',
        name: '他局',
        shortName: '他局',
        areaCode: null,
        demoToday: null,
        settings: '{}',
        createdAt: new Date().toISOString(),
      })
      .returning('tenantId')
      .executeTakeFirstOrThrow();
    const { id } = await app.owner
      .insertInto('files')
      .values({
        tenantId: other.tenantId,
        sha256: 'x',
        name: 'x',
        mediaType: 'x',
        size: '1',
        createdBy: null,
        createdAt: new Date().toISOString(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await preschool.write('tasks.sign', { tasks: [{ taskId, unitId: app.unitIds.get('preschool') }] });
    const report = { taskId, unitId: app.unitIds.get('preschool'), period: new Date().toISOString().slice(0, 7) };
    const stolen = await preschool.write('tasks.submitReport', {
      ...report,
      percent: 1,
      summary: '附件',
      fileIds: [id],
    });
    expect(stolen.status).toBe(404);
    expect((await pageOf(preschool, taskId)).reports).toEqual([]);
  });
});
