import type { Db } from '../../../src/platform/database/connect';
import type { Id } from '../../../src/platform/database/tables';
import { inTenant } from '../../../src/platform/database/tenant';
import type { Role } from '../../../src/subjects/org/schema';
import type { TaskPage } from '../../../src/subjects/tasks/schema';
import { accountOf } from './accounts';
import { type Caller, done } from './caller';
import { definitionsOfBody } from './definitions';
import { entriesOf } from './entries';
import { measureOf } from './measures';
import { plansOfBody } from './plans';
import { reviewsOf } from './reviews';
import { seats, units } from './seats';
import { addTarget, splitsOf } from './splits';
import type { Thing } from './thing';

const dueOn = '2099-12-31';
const year = 2026;
const period = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
const roleOf: Record<string, Role> = { county: 'county', school: 'reporter' };

let made = 0;
// Of equal length, so that none is part of another.
const mark = (letter: string): string => {
  made += 1;
  return `${letter}${10_000 + made}记`;
};

type Person = Pick<
  Thing,
  'userId' | 'login' | 'postId' | 'viewId' | 'looseFileId' | 'account' | 'invitationToken' | 'resetToken'
> & { view: string };
type Settle = (people: { role: Role; unit: string; login: string; name: string }[]) => Promise<Map<string, Caller>>;

export type Work = {
  /** All words that stand in this body alone. */
  words: string[];
  /** The work that the unit has alone. */
  alone: (unit: string) => Thing;
  /** The sibling's part in a task with the seat: beside it, or led by it. */
  shared: (seat: string, relation: 'beside' | 'led') => Thing;
};

/** Gives a body its work, by the operations themselves: tasks in every state for every unit, alone and shared, and two plans. */
export async function workOf(owner: Db, tenantId: Id, code: string, settle: Settle): Promise<Work> {
  const rows = await owner
    .selectFrom('orgUnits')
    .select(['id', 'code', 'kind', 'parentId', 'version'])
    .where('tenantId', '=', tenantId)
    .execute();
  const unitOf = new Map(rows.map(row => [row.code, row]));
  const unitMarks = new Map(units.map(({ code: at }) => [at, mark('U')]));
  const names = new Map(units.map(({ code: at }) => [at, mark('P')]));
  const workers = await settle([
    ...units.map(({ code: at, kind }) => ({
      role: roleOf[kind] ?? 'liaison',
      unit: at,
      login: `worker-${at}`,
      name: names.get(at)!,
    })),
    { role: 'supervisor', unit: 'root', login: 'office', name: mark('P') },
    { role: 'leader', unit: 'root', login: 'head', name: mark('P') },
    { role: 'administrator', unit: 'root', login: 'keeper', name: mark('P') },
  ]);
  await inTenant(owner, tenantId, async db => {
    for (const [at, word] of unitMarks)
      await db
        .updateTable('orgUnits')
        .set({ aliases: [word] })
        .where('tenantId', '=', tenantId)
        .where('code', '=', at)
        .execute();
  });
  const office = workers.get('office')!;
  const act = <T>(who: Caller, name: string, input: Record<string, unknown>) => done<T>(who.call('write', name, input));
  const plans = await plansOfBody(owner, tenantId, office, mark);
  const definitions = await definitionsOfBody(owner, tenantId, office, mark);
  const people = new Map<string, Person>();
  for (const { code: at } of units) {
    const worker = workers.get(`worker-${at}`)!;
    const view = mark('V');
    const { viewId } = await act<{ viewId: Id }>(worker, 'tasks.saveView', {
      name: view,
      query: 'light=red',
      shared: true,
    });
    const { id: looseFileId } = await done<{ id: Id }>(worker.upload('loose.txt', `1.新建学校2所。${made}`));
    const { id: postId } = await owner
      .selectFrom('posts')
      .select('id')
      .where('tenantId', '=', tenantId)
      .where('userId', '=', worker.userId)
      .executeTakeFirstOrThrow();
    const keeper = workers.get('keeper')!;
    const unitId = unitOf.get(at)!.id;
    const invited = { name: '受邀人', login: `invited.${at}`, role: 'liaison', unitId };
    const { link: invitation } = await act<{ link: string }>(keeper, 'org.invite', invited);
    const { link: reset } = await act<{ link: string }>(keeper, 'identity.makeResetLink', { userId: worker.userId });
    people.set(at, {
      userId: worker.userId,
      login: `worker-${at}`,
      postId,
      viewId,
      looseFileId,
      view,
      account: await accountOf(owner, tenantId, worker.userId, true),
      invitationToken: invitation.split('/').at(-1)!,
      resetToken: reset.split('/').at(-1)!,
    });
  }

  const makeThing = async (lead: string, others: readonly string[], part: string): Promise<Thing> => {
    const [task, report, note, draft] = ['T', 'R', 'I', 'D'].map(mark) as [string, string, string, string];
    const id = (at: string) => unitOf.get(at)!.id;
    const make = async (title: string) =>
      (
        await act<{ taskId: Id }>(office, 'tasks.create', {
          year,
          source: 'meeting',
          title,
          content: title,
          leadUnitId: id(lead),
          unitIds: others.map(id),
          dueOn,
        })
      ).taskId;
    const send = async (taskId: Id) => {
      await act(office, 'tasks.send', { taskIds: [taskId] });
      return taskId;
    };
    const sign = async (taskId: Id) => {
      for (const at of new Set([lead, part]))
        await act(workers.get(`worker-${at}`)!, 'tasks.sign', { tasks: [{ taskId, unitId: id(at) }] });
      return taskId;
    };
    const draftId = await make(draft);
    const unsignedId = await send(await make(task));
    const openId = await sign(await send(await make(task)));
    const taskId = await sign(await send(await make(task)));
    const { milestoneId } = await act<{ milestoneId: Id }>(office, 'tasks.saveMilestone', {
      taskId,
      title: task,
      dueOn,
    });
    await act(office, 'tasks.comment', { taskId, body: task });
    await act(workers.get('head')!, 'tasks.comment', { taskId, body: note, kind: 'instruction' });
    const worker = workers.get(`worker-${part}`)!;
    const { id: fileId } = await done<{ id: Id }>(worker.upload(`${report}.txt`, report));
    const value = await targetOf(owner, tenantId, taskId, task);
    await act(worker, 'tasks.submitReport', {
      taskId,
      unitId: id(part),
      period,
      percent: 20,
      summary: report,
      fileIds: [fileId],
      values: [value],
    });
    // A body has nothing above it: there it is the department that is given a part.
    const wayTo = (at: Id): Id[] => {
      const { parentId } = rows.find(row => row.id === at)!;
      return parentId === null ? [at] : [...wayTo(parentId), at];
    };
    const way = part === 'root' ? [id('root'), id('dept')] : wayTo(id(part));
    const allocated = mark('A');
    const splits = await splitsOf(owner, tenantId, {
      taskId,
      targetId: value.targetId,
      name: task,
      way,
      word: allocated,
    });
    const reviews = await reviewsOf(owner, tenantId, { unit: unitOf.get(part)!, by: worker.userId, mark });
    const measures = await measureOf(owner, tenantId, reviews.ids.ledFigureId);
    const entries = await entriesOf(owner, tenantId, {
      unit: unitOf.get(part)!,
      spareId: reviews.ids.spareId,
      by: worker.userId,
      mark,
    });
    await inTenant(owner, tenantId, db =>
      db
        .updateTable('tasks')
        .set({ planId: plans.ids.adoptedPlanId, nodeId: task })
        .where('tenantId', '=', tenantId)
        .where('id', '=', openId)
        .execute(),
    );
    const page = await done<TaskPage>(office.call('read', 'tasks.get', { taskId }));
    const written = page.reports.find(one => one.unitId === id(part))!;
    return {
      marks: {
        task: [task],
        part: [report, value.value, names.get(part)!],
        note: [note],
        draft: [draft],
        unit: [unitMarks.get(part)!],
        unitHit: [`"kind":"unit","id":"${id(part)}"`],
        report: [report],
        counted: ['"count":'],
        unsigned: [`"taskId":"${unsignedId}","unitId":"${id(part)}"`],
        planned: [`"taskId":"${openId}"`],
        person: [names.get(part)!],
        view: [people.get(part)!.view],
        account: [people.get(part)!.account.word],
        theirAccount: [people.get(part)!.account.word],
        theirSession: [`"id":"${people.get(part)!.account.sessionId}"`],
        session: [`"id":"${people.get(part)!.account.sessionId}"`],
        value: [value.value],
        allocated: [allocated],
        split: [`"id":"${splits.allocationId}","version":`],
        ...plans.marks,
        ...definitions.marks,
        ...reviews.marks,
        ...entries.marks,
      },
      unitId: id(part),
      unitVersion: unitOf.get(part)!.version,
      unitParentId: unitOf.get(part)!.parentId ?? id(part),
      taskId,
      taskVersion: page.version,
      milestoneId,
      reportId: written.id,
      reportVersion: written.version,
      fileId,
      unsignedId,
      openId,
      draftId,
      draftVersion: 1,
      ...people.get(part)!,
      ...plans.ids,
      ...definitions.ids,
      ...reviews.ids,
      ...entries.ids,
      ...measures,
      ...splits,
    };
  };

  const alone = new Map<string, Thing>();
  const shared = new Map<string, Thing>();
  const seated = [...new Set(Object.values(seats))];
  const wanted = code === 'own' ? units.map(({ code: at }) => at) : seated.map(({ unit }) => unit);
  for (const at of wanted) alone.set(at, await makeThing(at, [], at));
  for (const { unit, sibling } of code === 'own' ? seated : []) {
    shared.set(`beside ${unit}`, await makeThing(unit === 'root' ? 'east' : 'root', [unit, sibling], sibling));
    shared.set(`led ${unit}`, await makeThing(unit, [sibling], sibling));
  }
  return {
    words: [...alone.values()]
      .flatMap(({ marks }) => Object.values(marks).flat())
      .filter(word => !word.startsWith('"')),
    alone: at => alone.get(at)!,
    shared: (seat, relation) => shared.get(`${relation} ${seat}`)!,
  };
}

/** A target of the task, with a value to report against it that occurs nowhere else. */
async function targetOf(owner: Db, tenantId: Id, taskId: Id, name: string): Promise<{ targetId: Id; value: string }> {
  made += 1;
  const targetId = await inTenant(owner, tenantId, db => addTarget(db, tenantId, taskId, name));
  return { targetId, value: `7${1_000_000 + made}` };
}
