import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import type { exportInput, Light, LightReason, TaskStatus } from '../schema';
import { orderOf } from './ledger';
import { ledgerWhere } from './ledger-filter';
import { allPartsVisible } from './visible';

/** A task as a paper shows it. */
export type ExportRow = {
  id: Id;
  number: string | null;
  section: string | null;
  title: string;
  content: string;
  leadUnitName: string | null;
  units: string[];
  leaderName: string | null;
  dueOn: DateText;
  status: TaskStatus;
  light: Light;
  lightReason: LightReason;
  percent: number;
  lastPeriod: string | null;
  /** What the lead said last, once it is accepted; who works for the lead reads it before. */
  summary: string | null;
};

/** All tasks that the filter finds, in the order asked for. */
export async function exportRows(db: Db, actor: Actor, input: z.output<typeof exportInput>): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    with page as (
      select t.*, row_number() over (order by ${orderOf(input)}) as place from tasks t where ${ledgerWhere(actor, input)})
    select p.id, p.number, p.section, p.title, p.content, o.short_name as lead_unit_name, p.leader_name, p.due_on, p.status,
      p.light, p.light_reason, p.percent, p.last_period,
      array(select coalesce(u.written_as, uo.short_name) from task_units u
            join org_units uo on uo.tenant_id = u.tenant_id and uo.id = u.org_unit_id
            where u.tenant_id = p.tenant_id and u.task_id = p.id and u.role <> 'lead'
            group by 1 order by min(u.sort)) as units,
      (select r.summary from progress_reports r where r.tenant_id = p.tenant_id and r.task_id = p.id
        and r.org_unit_id = p.lead_unit_id and r.period = p.last_period
        and (r.status = 'accepted' or ${allPartsVisible(actor, 'p')})) as summary
    from page p left join org_units o on o.tenant_id = p.tenant_id and o.id = p.lead_unit_id
    order by p.place`.execute(db);
  return rows;
}
