import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import type { HistoryRow } from '../schema';
import { allPartsVisible, insideVisible, partVisible, visibleTasks } from './visible';

const HISTORY_ROWS = 500;

/**
 * The changes of a task and of what hangs on it, newest first; of those that the person may see the newest 500. A signature is
 * seen like its part, a report's rounds (and that a draft was begun) from inside, an instruction like the instruction. Refuses
 * `not-found`.
 */
export async function historyOf(db: Db, actor: Actor, taskId: Id): Promise<HistoryRow[]> {
  const { tenantId } = actor;
  const task = await db
    .selectFrom('tasks as t')
    .select('t.id')
    .where('t.tenantId', '=', tenantId)
    .where('t.id', '=', taskId)
    .where(visibleTasks(actor))
    .executeTakeFirst();
  if (!task) return refuse('not-found');
  const { rows } = await sql<HistoryRow>`
    select a.id, a.at, u.name as by, a.operation, a.kind, a.before, a.after
    from audit_entries a
    join tasks t on t.tenant_id = a.tenant_id and t.id = ${taskId}
    left join org_units o on o.tenant_id = a.tenant_id and o.id = (a.after->>'unitId')::bigint
    left join users u on u.tenant_id = a.tenant_id and u.id = a.user_id
    where a.tenant_id = ${tenantId}
      and ((a.kind = 'task' and a.subject_id = ${taskId}) or (a.under_kind = 'task' and a.under_id = ${taskId}))
      and case
        when a.kind = 'report' then coalesce(${insideVisible(actor)}, false)
        when a.kind = 'task' and a.after ? 'signed' then coalesce(${partVisible(actor)}, false)
        when a.kind = 'comment' and a.after->>'kind' = 'instruction' then ${allPartsVisible(actor)}
        else true end
    order by a.id desc
    limit ${HISTORY_ROWS}`.execute(db);
  return rows;
}
