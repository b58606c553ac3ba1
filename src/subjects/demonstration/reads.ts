import type { Db } from '../../platform/database/connect';
import type { Id } from '../../platform/database/tables';
import type { DemoTask } from './events';

/** What was adopted from the plan, in its order, with the codes of units instead of ids. */
export async function adoptedTasks(db: Db, tenantId: Id, planId: Id): Promise<DemoTask[]> {
  const tasks = await db
    .selectFrom('tasks')
    .select(['id', 'version', 'number', 'title', 'leadUnitId', 'startOn', 'dueOn'])
    .where('tenantId', '=', tenantId)
    .where('planId', '=', planId)
    .orderBy('sort')
    .orderBy('id')
    .execute();
  const units = await db
    .selectFrom('taskUnits as u')
    .innerJoin('orgUnits as o', join => join.onRef('o.tenantId', '=', 'u.tenantId').onRef('o.id', '=', 'u.orgUnitId'))
    .select(['u.taskId', 'o.id', 'o.code'])
    .where('u.tenantId', '=', tenantId)
    .orderBy('u.sort')
    .execute();
  const targets = await db
    .selectFrom('targets as t')
    .innerJoin('indicators as i', join =>
      join.onRef('i.tenantId', '=', 't.tenantId').onRef('i.id', '=', 't.indicatorId'),
    )
    .select([
      't.taskId',
      't.id',
      'i.name as indicator',
      'i.code',
      't.comparator',
      't.value',
      't.low',
      't.high',
      't.baseline',
      't.unit',
      't.dueOn',
    ])
    .where('t.tenantId', '=', tenantId)
    .where('t.planId', '=', planId)
    .orderBy('t.sort')
    .execute();
  return tasks.map(({ leadUnitId, ...task }) => {
    const mine = units.filter(({ taskId }) => taskId === task.id);
    return {
      ...task,
      leadUnitCode: mine.find(({ id }) => id === leadUnitId)?.code ?? null,
      unitCodes: mine.filter(({ id }) => id !== leadUnitId).map(({ code }) => code),
      targets: targets.filter(({ taskId }) => taskId === task.id).map(({ taskId: _, ...target }) => target),
    };
  });
}
