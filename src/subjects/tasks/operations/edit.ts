import { write } from '../../../platform/operation';
import { expectOpenUnits } from '../../org/reads';
import { maySupervise } from '../policy';
import { createTaskInput, editTaskInput } from '../schema';
import { refreshLights } from '../store/lights';
import { changeTask, editableOf, expectVersion, gramsOfTask, lockTask, refuseState } from '../store/tasks';

/** The fields of a change that differ from what is there, before and after; both empty where nothing does. */
const differenceOf = <T extends object>(row: T, change: Partial<T>): { before: Partial<T>; after: Partial<T> } => {
  const keys = (Object.keys(change) as (keyof T)[]).filter(
    key => change[key] !== undefined && change[key] !== row[key],
  );
  const pick = (source: Partial<T>) => Object.fromEntries(keys.map(key => [key, source[key]])) as Partial<T>;
  return { before: pick(row), after: pick(change) };
};

export const editTask = write({
  name: 'tasks.edit',
  summary: '修改任务的标题、内容、期限、分管领导、反馈频次',
  input: editTaskInput,
  may: maySupervise,
  run: async (context, { taskId, version, ...change }) => {
    const { db, actor, now, today, audit } = context;
    const task = await lockTask(context, taskId);
    await expectVersion(context, 'task', task, version, editableOf(task));
    const { before, after } = differenceOf(task, change);
    if (Object.keys(after).length === 0) return { version: task.version };
    const merged = { ...task, ...after };
    if (merged.dueOn < merged.startOn) refuseState(actor, 'due-before-start');
    // A date that a person has set is no longer assumed.
    const dated = after.dueOn ? { dueAssumed: false } : {};
    const next = await changeTask(db, task, { ...after, ...dated }, now);
    await audit({ kind: 'task', id: taskId, before, after });
    await refreshLights(db, actor.tenantId, [taskId], today);
    return { version: next };
  },
});

export const createTask = write({
  name: 'tasks.create',
  summary: '立项：批示、议定事项、建议提案或自建任务',
  input: createTaskInput,
  may: maySupervise,
  run: async (context, { leadUnitId, unitIds, ...fields }) => {
    const { db, actor, now, today, audit } = context;
    const { tenantId } = actor;
    const others = [...new Set(unitIds)].filter(id => id !== leadUnitId);
    await expectOpenUnits(db, tenantId, [leadUnitId, ...others]);
    if (fields.dueOn < today) refuseState(actor, 'due-in-the-past');
    const text = { number: null, leaderName: null, title: fields.title, content: fields.content };
    const { id } = await db
      .insertInto('tasks')
      .values({
        ...fields,
        tenantId,
        leadUnitId,
        startOn: today,
        sort: 1_000_000,
        grams: gramsOfTask(text),
        createdAt: now,
        updatedAt: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('taskUnits')
      .values([
        { tenantId, taskId: id, orgUnitId: leadUnitId, role: 'lead' as const, sort: 0 },
        ...others.map((orgUnitId, index) => ({
          tenantId,
          taskId: id,
          orgUnitId,
          role: 'responsible' as const,
          sort: index + 1,
        })),
      ])
      .execute();
    await audit({ kind: 'task', id, after: { ...fields, leadUnitId, unitIds: others } });
    return { taskId: id };
  },
});
