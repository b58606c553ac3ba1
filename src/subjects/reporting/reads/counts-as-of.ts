import { type RawBuilder, sql } from 'kysely';
import type { Id, Timestamp } from '../../../platform/database/tables';
import { type LensName, lenses } from '../schema';
import { changedSince } from './changed-since';
import { isReported, submissionsAt } from './submissions-at';

/** How many of a group were asked, and how many of them had reported. */
export type Count = { formId: Id; period: string; groupId: Id; expected: number; reported: number };

/** `chosen`: a clause over rows that have `form_id` and `period`, under the name it is given. */
type Wanted = { lens: LensName; at: Timestamp; chosen: (rows: RawBuilder<unknown>) => RawBuilder<unknown> };

/**
 * The tallies of windows that were open by then as they stood at an earlier moment, as a query: those stored, with what changed since taken
 * off and put back as it was.
 */
export const countsAsOf = (tenantId: Id, { lens, at, chosen }: Wanted): RawBuilder<Count> => {
  const changed = sql`${chosen(sql`s`)} and ${changedSince(tenantId, at)}`;
  const opened = sql`join form_windows w on w.tenant_id = ${tenantId} and w.opened_at <= ${at}::timestamptz`;
  const counted = (sign: number, moment: Timestamp | null) => sql`
    select x.form_id, x.period, x.group_id, case when x.is_exempt then 0 else ${sign}::int end as expected,
      case when ${isReported(lenses[lens])} then ${sign}::int else 0 end as reported
    from (${submissionsAt(tenantId, moment, changed)}) x ${opened} and w.form_id = x.form_id and w.period = x.period`;
  return sql`
    select y.form_id, y.period, y.group_id, sum(y.expected)::int as expected, sum(y.reported)::int as reported
    from (
      select t.form_id, t.period, t.group_id, t.expected, t.${sql.ref(lens)} as reported
      from tallies t ${opened} and w.form_id = t.form_id and w.period = t.period
      where t.tenant_id = ${tenantId} and ${chosen(sql`t`)}
      union all ${counted(-1, null)}
      union all ${counted(1, at)}) y
    group by y.form_id, y.period, y.group_id`;
};
