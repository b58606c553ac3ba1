import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  Adoption,
  AdoptionPreview,
  Correction,
  PlanPage,
  RevisedPlan,
  SettledNode,
  SettledTarget,
} from '../../src/subjects/plans/schema';
import type { LedgerPage, TaskPage } from '../../src/subjects/tasks/schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';

const example = (name: string) => readFileSync(join(import.meta.dirname, '../../examples', name));

let test: TestApp;
let office: Visitor;
let first: string;
let second: string;
let items: number;

beforeAll(async () => {
  test = await startTestApp();
  office = await test.visit('duban', 'supervisor', 'root');
});
afterAll(() => test.close());

const upload = async (name: string): Promise<string> => {
  const { body } = await office.upload(name, example(name), 'text/plain');
  return body.id;
};
const look = async (planId: string): Promise<PlanPage> => {
  const { status, body } = await office.read<PlanPage>('plans.get', { planId });
  expect(status).toBe(200);
  return body;
};
const correct = async (planId: string, corrections: Correction[]) => {
  const { version } = await look(planId);
  const { status } = await office.write('plans.correct', { planId, version, corrections });
  expect(status).toBe(200);
};
const itemOf = (page: PlanPage, heading: string): SettledNode =>
  page.plan.nodes.find(node => node.kind === 'item' && node.heading === heading)!;
const targetOf = (page: PlanPage, item: string, indicator: string): { node: string; target: SettledTarget } => {
  const { id } = itemOf(page, item);
  const inside = page.plan.nodes.filter(node => node.id === id || node.parent === id);
  for (const node of inside) {
    const target = node.targets.find(one => one.indicator === indicator);
    if (target) return { node: node.id, target };
  }
  throw new Error(`no target ${indicator} in ${item}`);
};
const edit = (page: PlanPage, item: string, indicator: string, value: number): Correction => {
  const { node, target } = targetOf(page, item, indicator);
  return { kind: 'edit-target', node, target: target.key, fields: { value } };
};
const taskNamed = async (title: string): Promise<TaskPage> => {
  const { body } = await office.read<LedgerPage>('tasks.list', { year: 2026, limit: 200 });
  const row = body.rows.find(one => one.title === title)!;
  return (await office.read<TaskPage>('tasks.get', { taskId: row.id })).body;
};

describe('a plan is revised', () => {
  it('is settled and adopted as it first came', async () => {
    const { body } = await office.write<{ planId: string }>('plans.import', {
      fileId: await upload('yunchuan-2026.txt'),
    });
    first = body.planId;
    const page = await look(first);
    await correct(first, [edit(page, '兑现年度发展指标', '学生体质健康优良率', 55)]);
    await correct(first, [edit(page, '推进优质均衡县创建', '义务教育学校标准化率', 89)]);
    const item = itemOf(page, '建设学习型城市');
    await correct(first, [{ kind: 'set-responsibility', node: item.id, name: '办公室', role: 'lead' }]);
    const dropped = itemOf(page, '办好技能大赛和职业教育活动周');
    await correct(first, [{ kind: 'edit-heading', node: dropped.id, heading: '办好技能大赛' }]);
    const { body: adoption } = await office.write<Adoption>('plans.adopt', { planId: first });
    items = page.items;
    expect(adoption.tasks.created).toBe(items);
    const task = await taskNamed('切实减轻教师负担');
    const said = { taskId: task.id, kind: 'comment', body: '四月份已完成摸底。' };
    expect((await office.write('tasks.comment', said)).status).toBe(200);
  });

  it('carries what was settled to where it now stands, and names what no longer fits', async () => {
    const { status, body } = await office.write<RevisedPlan>('plans.revise', {
      planId: first,
      fileId: await upload('yunchuan-2026-revised.txt'),
    });
    expect([status, body]).toMatchObject([200, { carried: 2, already: 0, conflicts: 2 }]);
    second = body.planId;
    const page = await look(second);
    expect(page).toMatchObject({ status: 'settling', revises: first });
    expect((await look(first)).revisedBy).toBe(second);
    expect(targetOf(page, '兑现年度发展指标', '学生体质健康优良率').target).toMatchObject({
      value: 55,
      corrected: true,
    });
    expect(itemOf(page, '建设学习型城市').responsibilities).toMatchObject([{ name: '办公室', role: 'lead' }]);
    const [changed, gone] = page.conflicts;
    expect(changed).toMatchObject({ reason: 'changed', answer: null });
    expect(changed?.before?.text).toContain('义务教育学校标准化率达到88%以上');
    expect(changed?.after?.text).toContain('义务教育学校标准化率达到90%以上');
    expect(gone).toMatchObject({ reason: 'gone', after: null, mine: null });
    expect(page.corrections.every(one => one.by === 'duban')).toBe(true);
  });

  it('does what a person decides of a conflict, once', async () => {
    const answer = async (conflictId: string, answer: string) => {
      const { version } = await look(second);
      return (await office.write('plans.answerConflict', { planId: second, version, conflictId, answer })).status;
    };
    const [changed, gone] = (await look(second)).conflicts;
    expect(await answer(gone!.id, 'mine')).toBe(409);
    expect(await answer(gone!.id, 'document')).toBe(200);
    expect(await answer(changed!.id, 'mine')).toBe(200);
    expect(await answer(changed!.id, 'document')).toBe(404);
    const page = await look(second);
    expect(targetOf(page, '推进优质均衡县创建', '义务教育学校标准化率').target.value).toBe(89);
    expect(page.conflicts.map(one => one.answer)).toEqual(['mine', 'document']);
  });

  it('says what the ledger will become before it does', async () => {
    const { body } = await office.read<AdoptionPreview>('plans.preview', { planId: second });
    expect(body.created.map(one => one.title)).toEqual(['提升课后服务质量']);
    expect(body.dropped.map(one => one.title)).toEqual(['办好技能大赛']);
    expect(body.changed).toContainEqual({
      number: '7.',
      title: '切实减轻教师负担',
      was: { number: '33.', title: '切实减轻教师负担' },
    });
    expect(body.kept + body.changed.length).toBe(items - 1);
  });

  it('adopts the revision: the same tasks, with what was said of them; what is gone stays and is marked', async () => {
    const before = await taskNamed('切实减轻教师负担');
    const { body: adoption } = await office.write<Adoption>('plans.adopt', { planId: second });
    expect(adoption.tasks).toMatchObject({ created: 1 });
    expect(adoption.dropped).toBe(1);
    const after = await taskNamed('切实减轻教师负担');
    expect(after.id).toBe(before.id);
    expect(after.number).toBe('7.');
    expect(after.comments.map(one => one.body)).toEqual(['四月份已完成摸底。']);
    expect(after.plan?.id).toBe(second);
    const raised = await taskNamed('编好用好教育发展规划');
    expect(raised.targets.map(one => Number(one.value))).toContain(130);
    const gone = await taskNamed('办好技能大赛');
    expect(gone.droppedAt).not.toBeNull();
    expect(after.droppedAt).toBeNull();
    const { body: again } = await office.write<Adoption>('plans.adopt', { planId: second });
    expect(again).toMatchObject({ tasks: { created: 0, updated: 0, unchanged: items }, dropped: 0 });
  });
});

it('only the supervision office revises', async () => {
  const liaison = await test.visit('lianluo', 'liaison', 'preschool');
  const answer = await liaison.write('plans.revise', { planId: first, fileId: '1' });
  expect(answer.status).toBe(403);
});
