import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Actor } from '../../../platform/operation';
import type { GanttRow } from '../schema';
import { ledgerCount } from './ledger';
import { type LedgerFilter, ledgerWhere } from './ledger-filter';

// What a person can still look at in one chart; the total says how much is not shown.
const GANTT_ROWS = 300;

/** Tasks with their milestones, in the order of the plan; at most 300 rows, with the count of all. */
export async function ganttOf(
  db: Db,
  actor: Actor,
  filter: LedgerFilter,
): Promise<{ total: number; rows: GanttRow[] }> {
  const { rows } = await sql<GanttRow>`
    with page as (select t.* from tasks t where ${ledgerWhere(actor, filter)} order by t.sort, t.id limit ${GANTT_ROWS})
    select p.id, p.number, p.title, o.short_name as lead_unit_name, p.start_on, p.due_on, p.percent, p.light,
      coalesce((select jsonb_agg(jsonb_build_object('title', m.title, 'dueOn', m.due_on, 'doneOn', m.done_on)
                                 order by m.due_on, m.id)
                from milestones m where m.tenant_id = p.tenant_id and m.task_id = p.id), '[]') as milestones
    from page p left join org_units o on o.tenant_id = p.tenant_id and o.id = p.lead_unit_id
    order by p.sort, p.id`.execute(db);
  return { total: rows.length < GANTT_ROWS ? rows.length : await ledgerCount(db, actor, filter), rows };
}
