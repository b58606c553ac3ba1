import { type Selectable, sql } from 'kysely';
import { Refusal, refuse } from '../../../kernel/refusal';
import { say } from '../../../locales/say';
import type { Db } from '../../../platform/database/connect';
import type { Database, Id } from '../../../platform/database/tables';
import type { Actor, Context } from '../../../platform/operation';
import { visibleTasks } from '../reads/visible';
import { gramsOf } from '../rules/grams';

export type Task = Selectable<Database['tasks']>;

/** Refuses `wrong-state` with its sentence from `locales/…/task-refusal.json`. */
export const refuseState = (actor: Actor, reason: string): never =>
  refuse('wrong-state', { reason: say(actor.language, `task-refusal:${reason}`), code: reason });

/** The tasks with these ids, locked for this transaction in the order of their ids; one the actor may not see is not found. */
export async function lockTasks({ db, actor }: Context, taskIds: readonly Id[]): Promise<Task[]> {
  const ids = [...new Set(taskIds)];
  const tasks = await db
    .selectFrom('tasks as t')
    .selectAll('t')
    .where('t.tenantId', '=', actor.tenantId)
    .where('t.id', 'in', ids)
    .where(visibleTasks(actor))
    .orderBy('t.id')
    .forUpdate()
    .execute();
  return tasks.length === ids.length ? tasks : refuse('not-found');
}

export const lockTask = async (context: Context, taskId: Id): Promise<Task> => (await lockTasks(context, [taskId]))[0]!;

/** Who changed a thing last; for «…已经改过这一条». */
export async function lastEditor(db: Db, tenantId: Id, kind: string, id: Id): Promise<string> {
  const row = await db
    .selectFrom('auditEntries as a')
    .innerJoin('users as u', join => join.onRef('u.tenantId', '=', 'a.tenantId').onRef('u.id', '=', 'a.userId'))
    .select('u.name')
    .where('a.tenantId', '=', tenantId)
    .where('a.kind', '=', kind)
    .where('a.subjectId', '=', id)
    .orderBy('a.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.name ?? '';
}

/** Refuses `changed-meanwhile` unless the caller began from the current version; `current` is what stands there now. */
export async function expectVersion(
  { db, actor }: Context,
  kind: 'task' | 'report' | 'milestone',
  row: { id: Id; version: number },
  version: number | undefined,
  current: unknown,
): Promise<void> {
  if (row.version === version) return;
  const by = await lastEditor(db, actor.tenantId, kind, row.id);
  throw new Refusal('changed-meanwhile', { by, current });
}

/** What people edit of a task: both versions are shown where two edit at once. */
export const editableOf = ({
  id,
  title,
  content,
  startOn,
  dueOn,
  leaderName,
  leadUnitId,
  rhythm,
  status,
  version,
}: Task) => ({
  id,
  title,
  content,
  startOn,
  dueOn,
  leaderName,
  leadUnitId,
  rhythm,
  status,
  version,
});

/** The grams of a task's own text. */
export const gramsOfTask = (task: Pick<Task, 'number' | 'title' | 'content' | 'leaderName'>): string[] =>
  gramsOf(task.number, task.title, task.content, task.leaderName);

/** Changes a task by a person: the next version. Returns it. */
export async function changeTask(
  db: Db,
  task: Task,
  change: Partial<Omit<Task, 'lightReason' | 'adopted'>>,
  now: string,
): Promise<number> {
  const version = task.version + 1;
  await db
    .updateTable('tasks')
    .set({ ...change, grams: gramsOfTask({ ...task, ...change }), updatedAt: now, version })
    .where('tenantId', '=', task.tenantId)
    .where('id', '=', task.id)
    .execute();
  return version;
}

/** Notes that something happened to a task (a report, a comment) without a new version of what people edit. */
export const touchTasks = (db: Db, tenantId: Id, taskIds: readonly Id[], now: string) =>
  sql`update tasks set updated_at = ${now} where tenant_id = ${tenantId} and id = any(${[...taskIds]}::bigint[])`.execute(
    db,
  );

/** The units of some tasks with their place in the tree. */
export const unitsInTasks = (db: Db, tenantId: Id, taskIds: readonly Id[]) =>
  db
    .selectFrom('taskUnits as u')
    .innerJoin('orgUnits as o', join => join.onRef('o.tenantId', '=', 'u.tenantId').onRef('o.id', '=', 'u.orgUnitId'))
    .select([
      'u.taskId',
      'u.orgUnitId',
      'u.role',
      'u.writtenAs',
      'u.signedAt',
      'u.sort',
      'o.path',
      'o.kind',
      'o.shortName',
      'o.name',
    ])
    .where('u.tenantId', '=', tenantId)
    .where('u.taskId', 'in', [...taskIds])
    .orderBy('u.sort')
    .execute();
