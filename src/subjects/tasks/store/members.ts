import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { UnitRole } from '../schema';

export type NewMember = { unitId: Id; role: UnitRole; writtenAs?: string | null };

/** Makes these the units of a task, in this order: those that stay keep their signature and progress, the others go. */
export async function saveMembers(db: Db, tenantId: Id, taskId: Id, members: readonly NewMember[]): Promise<void> {
  const ids = members.map(({ unitId }) => unitId);
  await db
    .deleteFrom('taskUnits')
    .where('tenantId', '=', tenantId)
    .where('taskId', '=', taskId)
    .$if(ids.length > 0, query => query.where('orgUnitId', 'not in', ids))
    .execute();
  if (members.length === 0) return;
  await db
    .insertInto('taskUnits')
    .values(
      members.map(({ unitId, role, writtenAs = null }, sort) => ({
        tenantId,
        taskId,
        orgUnitId: unitId,
        role,
        writtenAs,
        sort,
      })),
    )
    .onConflict(conflict =>
      conflict
        .columns(['tenantId', 'taskId', 'orgUnitId'])
        .doUpdateSet(eb => ({ role: eb.ref('excluded.role'), sort: eb.ref('excluded.sort') })),
    )
    .execute();
}
