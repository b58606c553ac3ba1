import { type RawBuilder, sql } from 'kysely';
import { addDays } from '../../../kernel/calendar';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id, Timestamp } from '../../../platform/database/tables';
import type { WindowCount } from '../rules/firm-period';
import { type OpenDays, windowState } from '../rules/timing';
import type { LensName } from '../schema';
import { countsAsOf } from './counts-as-of';

// As long as a firm period is looked for, and what it is held against last year.
const DAYS_BACK = 760;

/** `formIds`: only of these forms. */
type Looked = {
  on: DateText;
  lens: LensName;
  since?: DateText;
  at?: Timestamp | null;
  formIds?: readonly Id[] | undefined;
};
type Row = Omit<WindowCount, 'state'> & OpenDays & { closedAt: string | null };

/**
 * How far every window of periods that ended since a day (of the last two years, where none is named) has come over the whole body, under a
 * lens. `on`: the day from which windows are looked at. `at`: as it was at that moment; else as it is.
 */
export async function windowCounts(
  db: Db,
  tenantId: Id,
  { on, lens, since = addDays(on, -DAYS_BACK), at = null, formIds }: Looked,
): Promise<WindowCount[]> {
  const chosen = (rows: RawBuilder<unknown>) =>
    formIds ? sql`${rows}.form_id = any(${[...formIds]}::bigint[])` : sql`true`;
  const days = sql`w.form_id, w.period, w.opens_on, w.due_on, w.locks_on`;
  const { rows } = await (at === null
    ? sql<Row>`
      select ${days}, w.closed_at, sum(t.expected)::int as expected, sum(t.${sql.ref(lens)})::int as reported
      from form_windows w
      join tallies t on t.tenant_id = w.tenant_id and t.form_id = w.form_id and t.period = w.period
      where w.tenant_id = ${tenantId} and w.ends_on > ${since}::date and ${chosen(sql`w`)}
      group by w.tenant_id, w.form_id, w.period`
    : sql<Row>`
      select ${days}, case when w.closed_at <= ${at}::timestamptz then w.closed_at end as closed_at,
        sum(x.expected)::int as expected, sum(x.reported)::int as reported
      from form_windows w
      join (${countsAsOf(tenantId, { lens, at, chosen })}) x on x.form_id = w.form_id and x.period = w.period
      where w.tenant_id = ${tenantId} and w.ends_on > ${since}::date and ${chosen(sql`w`)}
      group by w.tenant_id, w.form_id, w.period`
  ).execute(db);
  return rows.map(({ formId, period, expected, reported, ...open }) => ({
    ...{ formId, period, expected, reported },
    state: windowState(open, on),
  }));
}
