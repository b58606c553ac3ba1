import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import { type Count, countsAsOf } from '../../reporting/reads/counts-as-of';
import { isReported, submissionsAt } from '../../reporting/reads/submissions-at';
import type { AskedOf } from '../../reporting/rules/asked-of';
import { type LensName, lenses } from '../../reporting/schema';
import type { Reported } from '../schema';

/** How far forms are reported, asked by forms and period over some groups; null: over all there are. */
export type TallyTable = (formIds: readonly Id[], period: string, groupIds: readonly Id[] | null) => Reported;

/** The stored tallies of forms in periods under a lens. */
export async function talliesOf(
  db: Db,
  tenantId: Id,
  formIds: readonly Id[],
  periods: readonly string[],
  lens: LensName,
): Promise<TallyTable> {
  const { rows } = await sql<Count>`
    select t.form_id, t.period, t.group_id, t.expected, t.${sql.ref(lens)} as reported from tallies t
    where t.tenant_id = ${tenantId} and ${asked(sql`t`, formIds, periods)}`.execute(db);
  return tallyTable(rows);
}

/** The same by group as they stood at an earlier moment. */
export async function talliesAsOf(
  db: Db,
  tenantId: Id,
  at: Timestamp,
  formIds: readonly Id[],
  periods: readonly string[],
  lens: LensName,
): Promise<TallyTable> {
  const chosen = (rows: RawBuilder<unknown>) => asked(rows, formIds, periods);
  const { rows } = await countsAsOf(tenantId, { lens, at, chosen }).execute(db);
  return tallyTable(rows);
}

/** The same of one unit alone, as if it were a group of its own; `at`: as it stood then. */
export async function talliesOfUnit(
  db: Db,
  tenantId: Id,
  { unitId, at }: { unitId: Id; at: Timestamp | null },
  formIds: readonly Id[],
  periods: readonly string[],
  lens: LensName,
): Promise<TallyTable> {
  const chosen = sql`s.org_unit_id = ${unitId} and ${asked(sql`s`, formIds, periods)}`;
  const { rows } = await sql<Count>`
    select x.form_id, x.period, x.org_unit_id as group_id,
      (count(*) filter (where not x.is_exempt))::int as expected, (count(*) filter (where ${isReported(lenses[lens])}))::int as reported
    from (${submissionsAt(tenantId, at, chosen)}) x
    group by 1, 2, 3`.execute(db);
  return tallyTable(rows);
}

const asked = (rows: RawBuilder<unknown>, formIds: readonly Id[], periods: readonly string[]): RawBuilder<unknown> =>
  sql`${rows}.form_id = any(${[...new Set(formIds)]}::bigint[]) and ${rows}.period = any(${[...new Set(periods)]}::text[] collate "C")`;

const tallyTable = (rows: readonly Count[]): TallyTable => {
  const byForm = new Map<string, Map<Id, Count>>();
  for (const row of rows) {
    const key = `${row.formId} ${row.period}`;
    byForm.set(key, (byForm.get(key) ?? new Map()).set(row.groupId, row));
  }
  return (forms, period, groupIds) => {
    const whole = { expected: 0, reported: 0 };
    for (const formId of forms) {
      const groups = byForm.get(`${formId} ${period}`);
      if (!groups) continue;
      for (const groupId of groupIds ?? groups.keys()) {
        const row = groups.get(groupId);
        whole.expected += row?.expected ?? 0;
        whole.reported += row?.reported ?? 0;
      }
    }
    return whole;
  };
};

/** Of whom among some groups the forms ask a figure. */
export const askedAmong =
  (figures: ReadonlyMap<string, { formIds: readonly Id[] }>, tallies: TallyTable, groupIds: readonly Id[]): AskedOf =>
  (code, period) => {
    const formIds = figures.get(code)?.formIds ?? [];
    if (tallies(formIds, period, groupIds).expected > 0) return 'here';
    return tallies(formIds, period, null).expected > 0 ? 'elsewhere' : 'nowhere';
  };
