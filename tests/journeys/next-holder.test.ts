import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/platform/database/tables';
import type { Me, PersonRow } from '../../src/subjects/org/schema';
import type { WaitingOn } from '../../src/subjects/overview/schema';
import type { EntryPage, MyForms } from '../../src/subjects/reporting/entry-schema';
import type { Todo } from '../../src/subjects/tasks/schema';
import { startTestApp, TEST_PASSWORD, type TestApp, type Visitor } from '../support/app';
import { addFigures } from '../support/reporting';
import { createSentTask, pageOf, setToday } from '../support/tasks';

// 换岗: whoever worked for a department and a county leaves; the next holder finds everything as it was left, the former nothing.

describe('a post that changes hands', () => {
  let test: TestApp;
  let office: Visitor;
  let leaving: Visitor;
  let coming: Visitor;
  let task: Id;
  let formKey: { formId: Id; period: string; unitId: Id };
  const ok = async <T>(answer: Promise<{ status: number; body: T }>): Promise<T> => {
    const { status, body } = await answer;
    expect([status, body]).toEqual([200, body]);
    return body;
  };
  const postsOf = async (userId: Id) =>
    (await ok(office.read<PersonRow[]>('org.people'))).find(({ id }) => id === userId)!.posts;
  const content = { problem: '', nextStep: '', values: [], fileIds: [] };

  beforeAll(async () => {
    test = await startTestApp();
    const unit = (code: string): Id => test.unitIds.get(code)!;
    await setToday(test, '2026-08-05');
    office = await test.visit('office', 'supervisor', 'root');
    leaving = await test.visit('leaving', 'county', 'east');
    coming = await test.visit('coming', 'liaison', 'preschool');
    const school = await test.visit('school', 'reporter', 'east-1');
    const assign = { title: '校车', lead: 'basic', others: ['east', 'east-1'], dueOn: '2026-12-31' };
    task = await createSentTask(test, office, assign);
    await createSentTask(test, office, { ...assign, title: '图书', others: ['east'] });
    await setToday(test, '2026-09-10');
    // One task to sign for, one under way with a draft, and a school's report to review.
    for (const [who, code] of [
      [leaving, 'east'],
      [school, 'east-1'],
    ] as const)
      await ok(who.write('tasks.sign', { tasks: [{ taskId: task, unitId: unit(code) }] }));
    const draft = {
      taskId: task,
      unitId: unit('east'),
      period: '2026-08',
      percent: 30,
      summary: '写了一半',
      ...content,
    };
    await ok(leaving.write('tasks.saveReport', draft));
    const handedIn = { ...draft, unitId: unit('east-1'), summary: '学校已办' };
    await ok(school.write('tasks.submitReport', handedIn));
    await addFigures(test, [{ code: 'PUPILS', name: '在校生数', unit: '人' }]);
    const timing = { opens: 0, due: 20, locks: 20 };
    const form = { code: 'MONTHLY', name: '县月报', frequency: 'month', level: 'county', timing };
    const { formId } = await ok(
      office.write<{ formId: Id }>('reporting.saveForm', { ...form, figures: [{ code: 'PUPILS' }] }),
    );
    await ok(office.write('reporting.openWindow', { formId, period: '2026-08' }));
    formKey = { formId, period: '2026-08', unitId: unit('east') };
    await ok(leaving.write('reporting.saveDraft', { key: formKey, cells: [{ cell: 'PUPILS', v: '120', base: '' }] }));
  }, 60_000);
  afterAll(async () => {
    await test.close();
  });

  it('shows what is open before, and passes all of it in one step', async () => {
    const before = await ok(office.read<WaitingOn>('overview.waitingOn', { userId: leaving.userId }));
    const postId = (await postsOf(leaving.userId))[0]!.id;
    expect(before).toEqual([{ postId, sign: 1, report: 1, correct: 0, review: 1, forms: 1, letters: 0, others: 0 }]);
    const token = await ok(
      leaving.write<{ token: string }>('identity.createToken', {
        name: '报送程序',
        scopes: ['read'],
        days: 30,
        password: TEST_PASSWORD,
      }),
    );
    const byToken = () =>
      test.app.inject({ url: '/api/tasks/todo', headers: { authorization: `Bearer ${token.token}` } });
    expect((await byToken()).statusCode).toBe(200);

    await ok(office.write('org.handPost', { postId, userId: coming.userId }));

    expect(await postsOf(leaving.userId)).toEqual([]);
    const now = await ok(office.read<WaitingOn>('overview.waitingOn', { userId: coming.userId }));
    expect(now.find(row => row.postId === postId)).toEqual(before[0]);
    // The program of the former holder is at an end with the post.
    expect((await byToken()).statusCode).toBe(401);
  });

  it('is found as it was left: to do, drafts, reviews', async () => {
    const todo = await ok(coming.read<Todo>('tasks.todo'));
    expect(todo.sign.map(({ title }) => title)).toEqual(['图书']);
    expect(todo.report.map(({ title }) => title)).toEqual(['校车']);
    expect(todo.review.map(({ summary }) => summary)).toEqual(['学校已办']);
    const reports = (await pageOf(coming, task)).reports;
    expect(reports.find(({ status }) => status === 'draft')!.summary).toBe('写了一半');
    const entry = await ok(coming.read<EntryPage>('reporting.entry', formKey));
    expect(JSON.stringify(entry)).toContain('"120"');
    expect((await ok(coming.read<MyForms>('reporting.mine'))).forms).toHaveLength(1);
  });

  it('leaves the former holder nothing to see', async () => {
    expect((await ok(leaving.read<Me>('org.me'))).entries).toEqual([]);
    for (const [name, input] of [
      ['tasks.todo', {}],
      ['tasks.get', { taskId: task }],
      ['reporting.entry', formKey],
      ['org.units', {}],
      ['overview.search', { q: '校车' }],
    ] as const)
      expect([name, (await leaving.read(name, input)).status]).toEqual([name, 403]);
  });
});
