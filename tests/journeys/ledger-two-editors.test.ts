import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerPage, SavedView } from '../../src/subjects/tasks/schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { createSentTask, pageOf } from '../support/tasks';

type Conflict = { error: { code: string; message: string; detail: { by: string; current: Record<string, unknown> } } };
const dueOn = '2099-12-31';

describe('two people at the same task', () => {
  let app: TestApp;
  let first: Visitor;
  let second: Visitor;
  let taskId: string;

  beforeAll(async () => {
    app = await startTestApp();
    first = await app.visit('甲', 'supervisor', 'root');
    second = await app.visit('乙', 'supervisor', 'root');
    taskId = await createSentTask(app, first, { title: '校车安全', lead: 'basic', others: ['east'], dueOn });
  });
  afterAll(() => app.close());

  it('the second is told who was first and what stands there now; nothing is overwritten', async () => {
    const { version } = await pageOf(second, taskId);
    expect((await first.write('tasks.edit', { taskId, version, title: '校车安全管理' })).status).toBe(200);
    const late = await second.write<Conflict>('tasks.edit', { taskId, version, title: '校车', content: '写了很久' });
    expect(late.status).toBe(409);
    expect(late.body.error).toMatchObject({
      code: 'changed-meanwhile',
      detail: { by: '甲', current: { title: '校车安全管理', version: version + 1 } },
    });
    expect(late.body.error.message).toContain('甲');
    const again = await second.write('tasks.edit', { taskId, version: version + 1, content: '写了很久' });
    expect(again.body).toEqual({ version: version + 2 });
    expect(await pageOf(first, taskId)).toMatchObject({ title: '校车安全管理', content: '写了很久' });
  });

  it('at the same instant only one gets through', async () => {
    const { version } = await pageOf(first, taskId);
    const answers = await Promise.all([
      first.write('tasks.edit', { taskId, version, leaderName: '陈敏' }),
      second.write('tasks.edit', { taskId, version, leaderName: '周舟' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('a bulk assignment is all or none', async () => {
    const other = await createSentTask(app, first, { title: '营养餐', lead: 'basic', dueOn });
    const { version } = await pageOf(first, taskId);
    const leadUnitId = app.unitIds.get('preschool');
    const stale = {
      tasks: [
        { taskId, version },
        { taskId: other, version: 99 },
      ],
      leadUnitId,
    };
    expect((await second.write('tasks.assign', stale)).status).toBe(409);
    expect((await pageOf(first, taskId)).leadUnitName).toBe('基础教育处');
    const fresh = { tasks: [{ taskId, version }], leadUnitId, removeUnitIds: [app.unitIds.get('east')] };
    expect((await second.write('tasks.assign', fresh)).status).toBe(200);
    const page = await pageOf(first, taskId);
    expect(page.units.map(({ unitName, role }) => [unitName, role])).toEqual([
      ['学前教育处', 'lead'],
      ['基础教育处', 'responsible'],
    ]);
  });

  it('an edit that changes nothing is no new version', async () => {
    const { version, title } = await pageOf(first, taskId);
    expect((await first.write('tasks.edit', { taskId, version, title })).body).toEqual({ version });
  });

  it('milestones come, are late, and are done', async () => {
    const made = await first.write<{ milestoneId: string; version: number }>('tasks.saveMilestone', {
      taskId,
      title: '完成排查',
      dueOn: '2026-06-30',
    });
    const { milestoneId } = made.body;
    const blind = { taskId, milestoneId, version: 7, title: '改名', dueOn: '2026-06-30' };
    expect((await second.write('tasks.saveMilestone', blind)).status).toBe(409);
    expect((await second.write('tasks.saveMilestone', { ...blind, version: 1 })).status).toBe(200);
    expect((await first.write('tasks.finishMilestone', { milestoneId, doneOn: '2099-01-01' })).status).toBe(409);
    expect((await first.write('tasks.finishMilestone', { milestoneId, doneOn: '2026-06-20' })).status).toBe(200);
    expect((await pageOf(first, taskId)).milestones).toMatchObject([
      { title: '改名', doneOn: '2026-06-20', version: 3 },
    ]);
    expect((await first.write('tasks.removeMilestone', { milestoneId })).status).toBe(200);
  });

  it('views are saved, shared, and removed by their owner only', async () => {
    const saved = await first.write<{ viewId: string }>('tasks.saveView', {
      name: '红灯',
      query: 'light=red',
      shared: true,
    });
    const { viewId } = saved.body;
    expect((await second.read<SavedView[]>('tasks.views')).body).toEqual([
      { id: viewId, name: '红灯', query: 'light=red', shared: true, own: false },
    ]);
    expect((await second.write('tasks.removeView', { viewId })).status).toBe(404);
    expect((await first.write('tasks.removeView', { viewId })).status).toBe(200);
  });

  it('pages never overlap, and the total is that of all', async () => {
    for (const title of ['一', '二', '三', '四', '五'])
      await createSentTask(app, first, { title, lead: 'basic', dueOn });
    const page = async (offset: number, sort: string) =>
      (await first.read<LedgerPage>('tasks.list', { year: 2026, limit: 3, offset, sort, direction: 'desc' })).body;
    for (const sort of ['sort', 'due', 'light', 'percent', 'lead', 'updated', 'title']) {
      const pages = [await page(0, sort), await page(3, sort), await page(6, sort)];
      expect(new Set(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(7);
      expect(pages.map(({ total }) => total)).toEqual([7, 7, 7]);
    }
    expect(await page(60, 'due')).toEqual({ total: 7, rows: [] });
  });
});
