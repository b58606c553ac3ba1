import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryRow, Todo } from '../../src/subjects/tasks/schema';
import { refreshAllLights } from '../../src/subjects/tasks/store/lights';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { photograph } from '../support/photograph';
import { createSentTask, pageOf, setToday } from '../support/tasks';

describe('a report goes out, comes back, and is accepted', () => {
  let app: TestApp;
  let office: Visitor;
  let liaison: Visitor;
  let taskId: string;
  let unitId: string;

  beforeAll(async () => {
    app = await startTestApp();
    office = await app.visit('office', 'supervisor', 'root');
    liaison = await app.visit('liaison', 'liaison', 'preschool');
    unitId = app.unitIds.get('preschool')!;
    await setToday(app, '2026-03-02');
    taskId = await createSentTask(app, office, {
      title: '新建公办幼儿园 12 所',
      lead: 'preschool',
      dueOn: '2026-12-31',
    });
  });
  afterAll(() => app.close());

  it('waits in the to-do list of its owner, in grey', async () => {
    const todo = await liaison.read<Todo>('tasks.todo');
    expect(todo.body.sign.map(({ title }) => title)).toEqual(['新建公办幼儿园 12 所']);
    expect((await pageOf(liaison, taskId)).light).toBe('grey');
  });

  it('cannot be reported before it is signed', async () => {
    const early = { taskId, unitId, period: '2026-03', percent: 5, summary: '已启动' };
    const refused = await liaison.write<{ error: { code: string; message: string } }>('tasks.submitReport', early);
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain('请先签收');
  });

  it('turns yellow after three working days without a signature, and green when it is signed', async () => {
    await setToday(app, '2026-03-06');
    await refreshAllLights(app.owner, app.tenantId, '2026-03-06');
    expect((await pageOf(liaison, taskId)).lightReason.code).toBe('unsigned');
    const signed = await liaison.write('tasks.sign', { tasks: [{ taskId, unitId }] });
    expect(signed.body).toEqual({ signed: 1 });
    const page = await pageOf(liaison, taskId);
    expect([page.light, page.status]).toEqual(['green', 'active']);
    expect(page.may.report).toEqual([
      { unitId, unitName: '学前教育处', period: '2026-03', dueOn: '2026-04-07', reportId: null },
    ]);
  });

  it('keeps a draft that only its author sees', async () => {
    await setToday(app, '2026-09-03');
    const draft = { taskId, unitId, period: '2026-08', percent: null, summary: '写到一半' };
    const saved = await liaison.write<{ version: number }>('tasks.saveReport', draft);
    expect(saved.body.version).toBe(1);
    expect((await pageOf(liaison, taskId)).reports).toHaveLength(1);
    expect((await pageOf(office, taskId)).reports).toHaveLength(0);
    const blind = await liaison.write<{ error: { code: string } }>('tasks.saveReport', draft);
    expect(blind.body.error.code).toBe('changed-meanwhile');
  });

  it('is handed in with a file and counts at once', async () => {
    const file = await liaison.upload('开工照片.jpg', photograph('开工'), 'image/jpeg');
    const handedIn = await liaison.write<{ round: number }>('tasks.submitReport', {
      taskId,
      unitId,
      period: '2026-08',
      version: 1,
      percent: 70,
      summary: '已开工 9 所，其中 4 所封顶',
      fileIds: [file.body.id],
    });
    expect(handedIn.body.round).toBe(1);
    const page = await pageOf(office, taskId);
    expect([page.percent, page.lastPeriod, page.light]).toEqual([70, '2026-08', 'green']);
    expect(page.reports[0]!.files.map(({ name }) => name)).toEqual(['开工照片.jpg']);
  });

  it('comes back with a reason, and stops counting', async () => {
    const [waiting] = (await office.read<Todo>('tasks.todo')).body.review;
    const silent = { reportId: waiting!.reportId, version: waiting!.version, verdict: 'returned' };
    expect((await office.write('tasks.reviewReport', silent)).status).toBe(409);
    const returned = await office.write('tasks.reviewReport', { ...silent, reason: '请附开工许可' });
    expect(returned.status).toBe(200);
    const page = await pageOf(liaison, taskId);
    expect([page.percent, page.lastPeriod]).toEqual([0, null]);
    const todo = (await liaison.read<Todo>('tasks.todo')).body;
    expect(todo.correct.map(({ reason, period }) => [reason, period])).toEqual([['请附开工许可', '2026-08']]);
    expect(todo.report).toEqual([]);
    expect(page.may.report.map(({ period }) => period)).toEqual(['2026-08']);
  });

  it('is corrected, shows the round before, and is accepted', async () => {
    const [report] = (await pageOf(liaison, taskId)).reports;
    const corrected = await liaison.write<{ round: number }>('tasks.submitReport', {
      taskId,
      unitId,
      period: '2026-08',
      version: report!.version,
      percent: 40,
      summary: '已开工 9 所，其中 4 所封顶，附许可',
      fileIds: report!.files.map(({ id }) => id),
    });
    expect(corrected.body.round).toBe(2);
    const [waiting] = (await pageOf(office, taskId)).reports;
    expect(waiting!.previous?.percent).toBe(70);
    const verdict = { reportId: waiting!.id, version: waiting!.version, verdict: 'accepted' };
    expect((await office.write('tasks.reviewReport', verdict)).status).toBe(200);
    const page = await pageOf(office, taskId);
    expect(page.light).toBe('yellow');
    expect(page.lightReason).toMatchObject({ code: 'behind', planned: 60, actual: 40, gap: 20 });
    expect((await office.read<Todo>('tasks.todo')).body.review).toEqual([]);
  });

  it('is finished by the office, in blue, and can be opened again', async () => {
    const { version } = await pageOf(office, taskId);
    const finished = await office.write('tasks.finish', { taskId, version, done: true });
    expect(finished.body).toEqual({ version: version + 1, light: 'blue' });
    const reopened = await office.write('tasks.finish', { taskId, version: version + 1, done: false });
    expect(reopened.body).toEqual({ version: version + 2, light: 'yellow' });
  });

  it('leaves its whole history, newest first', async () => {
    const history = (await office.read<HistoryRow[]>('tasks.history', { taskId })).body;
    expect(history.map(({ operation }) => operation).reverse()).toEqual([
      'tasks.create',
      'tasks.send',
      'tasks.sign',
      'tasks.saveReport',
      'tasks.submitReport',
      'tasks.reviewReport',
      'tasks.submitReport',
      'tasks.reviewReport',
      'tasks.finish',
      'tasks.finish',
    ]);
    expect(history.every(({ by }) => by === 'office' || by === 'liaison')).toBe(true);
  });
});
