import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Decimal, Id, Timestamp } from '../../../platform/database/tables';
import { periodOfCode } from '../rules/period';

/** A value towards a target that a progress report gave, and the day it stands for. */
export type SaidValue = { on: DateText; value: Decimal };

type Row = { targetId: Id; period: string; saidOn: DateText; value: Decimal };

/**
 * By target what progress reports said of the whole, as it was known at a moment: the last round of each that was handed in by then and not
 * returned yet; of the same day what was said last.
 */
export async function saidValuesAt(
  db: Db,
  tenantId: Id,
  targetIds: readonly Id[],
  at: Timestamp,
): Promise<Map<Id, SaidValue[]>> {
  const { rows } = await sql<Row>`
    select g.id as target_id, r.period, (s.submitted_at at time zone 'Asia/Shanghai')::date as said_on, trim_scale(x.value) as value
    from targets g
    join tasks t on t.tenant_id = g.tenant_id and t.id = g.task_id
    join progress_reports r on r.tenant_id = t.tenant_id and r.task_id = t.id and (r.org_unit_id = t.lead_unit_id or exists (
      select 1 from target_values v join org_units o on o.tenant_id = v.tenant_id and o.id = v.org_unit_id and o.parent_id is null
      where v.tenant_id = r.tenant_id and v.report_id = r.id))
    join lateral (
      select s.body, s.submitted_at, s.verdict, s.reviewed_at from report_submissions s
      where s.tenant_id = r.tenant_id and s.report_id = r.id and s.round > 0 and s.submitted_at <= ${at}::timestamptz
      order by s.round desc limit 1) s on s.verdict is distinct from 'returned' or s.reviewed_at > ${at}::timestamptz
    cross join lateral jsonb_to_recordset(s.body -> 'values') as x("targetId" bigint, value numeric)
    where g.tenant_id = ${tenantId} and g.id = any(${[...targetIds]}::bigint[]) and x."targetId" = g.id and x.value is not null
    order by s.submitted_at desc, r.id desc`.execute(db);
  const said = new Map<Id, SaidValue[]>();
  for (const { targetId, period, saidOn, value } of rows) {
    const end = periodOfCode(period)?.end ?? saidOn;
    said.set(targetId, [...(said.get(targetId) ?? []), { on: [end, saidOn].toSorted()[0]!, value }]);
  }
  return said;
}
