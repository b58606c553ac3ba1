import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Id } from '../../src/platform/database/tables';
import { inScope, postPaths, seesEverything } from '../../src/subjects/org/rules';
import type { Overview, SearchHit } from '../../src/subjects/overview/schema';
import { mayReadPlans, seesPlan } from '../../src/subjects/plans/policy';
import type { PlanRow } from '../../src/subjects/plans/schema';
import { mayLook, seesInside, seesInstructions, seesReport } from '../../src/subjects/tasks/policy';
import type { GanttRow, HistoryRow, LedgerGroup, LedgerPage, TaskPage, Todo } from '../../src/subjects/tasks/schema';
import { stories } from '../support/stories';
import { type Caller, callerOn, done } from './support/caller';
import { lawScene } from './support/law-scene';
import { anyBody, type Raised, raiseRandom } from './support/random-body';

const year = 2026;
type Person = Raised['people'][number];

describe('in any tree, with any posts and any tasks', () => {
  const scene = lawScene();

  const reads = async (caller: Caller, fileId: Id) =>
    (await caller.open(`/api/files/content?id=${fileId}`)).status === 200;

  /** What the clauses show is what the predicates of policy.ts say, in every place alike. */
  const holdsFor = async ({ tasks, plans, people }: Raised, { actor, token }: Person) => {
    const caller = callerOn(scene.test.app, actor.userId, token);
    const look = <T>(name: string, input: Record<string, unknown> = {}) => done<T>(caller.call('read', name, input));
    const seen = tasks.filter(
      ({ sent, paths }) => seesEverything(actor) || (sent && paths.some(path => inScope(actor, path))),
    );
    const ids = seen.map(({ id }) => id);

    if (!mayLook(actor)) {
      for (const name of ['tasks.list', 'tasks.gantt', 'overview.get'])
        expect((await caller.call('read', name, { year })).code).toBe('not-permitted');
      for (const report of tasks.flatMap(({ reports }) => reports))
        expect(await reads(caller, report.fileId)).toBe(false);
      return;
    }

    // Lists and counts.
    const ledger = await look<LedgerPage>('tasks.list', { year, limit: 200 });
    expect(ledger.rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(ledger.total).toBe(ids.length);
    const found = await look<LedgerPage>('tasks.list', { year, q: '任务', limit: 200 });
    expect(found.rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    for (const group of ['lead', 'status']) {
      const groups = await look<LedgerGroup[]>('tasks.groups', { year, group });
      expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(ids.length);
    }
    const gantt = await look<{ total: number; rows: GanttRow[] }>('tasks.gantt', { year });
    expect([gantt.total, gantt.rows.map(({ id }) => id).toSorted()]).toEqual([ids.length, ids.toSorted()]);
    const workbook = await caller.call('read', 'tasks.exportWorkbook', { year });
    expect(tasks.filter(({ title }) => workbook.text.includes(title))).toEqual(seen);
    const hits = await look<SearchHit[]>('overview.search', { q: '任务' });
    expect(hits.filter(({ kind, id }) => kind === 'task' && !ids.includes(id))).toEqual([]);
    expect(hits.filter(({ kind }) => kind === 'task')).toHaveLength(Math.min(8, ids.length));
    const overview = await look<Overview>('overview.get', { year });
    expect(overview.headline.tasks).toBe(ids.length);
    const todo = await look<Todo>('tasks.todo');
    const waiting = [...todo.sign, ...todo.report, ...todo.correct, ...todo.review].map(({ taskId }) => taskId);
    expect(waiting.filter(id => !ids.includes(id))).toEqual([]);

    // Each task alone, what hangs on it, and its history.
    for (const task of tasks) {
      const answer = await caller.call('read', 'tasks.get', { taskId: task.id });
      const history = await caller.call('read', 'tasks.history', { taskId: task.id });
      expect([answer.code, history.code]).toEqual(ids.includes(task.id) ? [null, null] : ['not-found', 'not-found']);
      const readable = answer.code ? [] : task.reports.filter(report => seesReport(actor, report));
      for (const report of task.reports) expect(await reads(caller, report.fileId)).toBe(readable.includes(report));
      if (answer.code) continue;
      const page = JSON.parse(answer.text) as TaskPage;
      expect(page.reports.map(({ id }) => id).toSorted()).toEqual(readable.map(({ id }) => id).toSorted());
      const instructed = task.instruction !== null && seesInstructions(actor, task.leadPath);
      expect(page.comments.map(({ body }) => body)).toEqual(instructed ? [task.instruction] : []);
      const rows = JSON.parse(history.text) as HistoryRow[];
      const inside = task.reports.filter(report => seesInside(actor, report));
      expect(rows.filter(({ kind }) => kind === 'report')).toHaveLength(inside.length);
      expect(rows.some(({ kind }) => kind === 'comment')).toBe(instructed);
      for (const row of rows.filter(({ kind }) => kind === 'report'))
        expect(inside.map(({ unitId }) => unitId)).toContain((row.after as { unitId: Id }).unitId);
      const shown = page.units.filter(unit => unit.shown).map(({ unitId }) => unitId);
      const signed = rows.filter(({ after }) => after !== null && 'signed' in after);
      expect(signed.map(({ after }) => (after as { unitId: Id }).unitId).toSorted()).toEqual(shown.toSorted());
    }

    // Counties in the overview are those of which a part is seen.
    const parts = seen
      .filter(({ sent }) => sent)
      .flatMap(({ paths, leadPath }) => paths.map(path => ({ path, leadPath })));
    const visible = parts.filter(part => seesInside(actor, part)).map(({ path }) => path.split('/').at(-2));
    expect(overview.counties.filter(({ unitId }) => !visible.includes(unitId))).toEqual([]);

    // Plans, and the files of plans; a loose file is its uploader's.
    const listed = (await look<PlanRow[]>('plans.list')).map(({ id }) => id);
    for (const plan of plans) {
      const may = mayReadPlans(actor) && seesPlan(actor, plan.adopted ? 'adopted' : 'settling');
      const single = (await caller.call('read', 'plans.get', { planId: plan.id })).code;
      expect([listed.includes(plan.id), single, await reads(caller, plan.fileId)]).toEqual([
        may,
        may ? null : 'not-found',
        may,
      ]);
    }
    for (const other of people)
      expect(await reads(caller, other.looseFileId)).toBe(other.actor.userId === actor.userId);
    expect(postPaths(actor).length).toBeGreaterThan(0);
  };

  it('every place shows a person the same, and what policy.ts says', async () => {
    await fc.assert(
      fc.asyncProperty(anyBody, async model => {
        const raised = await raiseRandom(scene.test.owner, scene.stored, model);
        for (const person of raised.people) await holdsFor(raised, person);
      }),
      { numRuns: stories(15), endOnFailure: true },
    );
  });
});
