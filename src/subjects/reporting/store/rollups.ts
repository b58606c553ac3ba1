import { type RawBuilder, sql } from 'kysely';
import { addDecimals, compareDecimals, negateDecimal } from '../../../kernel/decimal';
import type { Db } from '../../../platform/database/connect';
import type { Decimal, Id } from '../../../platform/database/tables';
import { lensValues, standingValues } from '../reads/lens-values';
import type { Lens, SubmissionKey } from '../schema';

type Sum = { lens: Lens; period: string; figureId: Id; groupId: Id; category: string; n: number; total: Decimal };
type Tally = {
  formId: Id;
  period: string;
  groupId: Id;
  expected: number;
  submitted: number;
  approved: number;
  accepted: number;
  onTime: number;
};

/** What some submissions contribute to the stored sums. */
export type Contribution = { sums: Sum[]; tallies: Tally[] };

/** A clause over `submissions s`: one of these. */
export const amongKeys = (keys: readonly SubmissionKey[]): RawBuilder<boolean> =>
  sql<boolean>`(s.form_id, s.period, s.org_unit_id) in (
    select k.form_id, k.period collate "C", k.org_unit_id
    from unnest(${keys.map(key => key.formId)}::bigint[], ${keys.map(key => key.period)}::text[], ${keys.map(key => key.unitId)}::bigint[])
      as k(form_id, period, org_unit_id))`;

/** How the counts of a tally come about, over `submissions s` and its window `w`. An acceptance that stands counts as handed in. */
export const tallyColumns = sql`
  count(*) filter (where s.exempt is null)::int as expected,
  count(*) filter (where s.stage >= 1 or s.accepted_at is not null)::int as submitted,
  count(*) filter (where s.stage >= 2 or s.accepted_at is not null)::int as approved,
  count(*) filter (where s.accepted_at is not null)::int as accepted,
  count(*) filter (where s.exempt is null and (s.first_submitted_at at time zone 'Asia/Shanghai')::date
    <= greatest(w.due_on, s.extended_to))::int as on_time`;

/** What some submissions contribute now, under the lenses that are asked for. */
export async function contributionOf(
  db: Db,
  tenantId: Id,
  keys: readonly SubmissionKey[],
  lenses: readonly Lens[],
): Promise<Contribution> {
  const chosen = amongKeys(keys);
  const sums = lenses.length === 0 ? [] : await sumsOf(db, tenantId, chosen, lenses);
  const { rows: tallies } = await sql<Tally>`
    select s.form_id, s.period, s.group_id, ${tallyColumns}
    from submissions s
    join form_windows w on w.tenant_id = s.tenant_id and w.form_id = s.form_id and w.period = s.period
    where s.tenant_id = ${tenantId} and ${chosen}
    group by s.form_id, s.period, s.group_id`.execute(db);
  return { sums, tallies };
}

// All lenses in one pass over the cells. What stands while it is being corrected is rare, and has its own query.
const sumsOf = async (db: Db, tenantId: Id, chosen: RawBuilder<boolean>, lenses: readonly Lens[]): Promise<Sum[]> => {
  const { rows: standing } = await sql<{ lens: Lens }>`
    select distinct l.lens from submissions s join unnest(${[...lenses]}::int[]) as l(lens) on s.stage < l.lens
    where s.tenant_id = ${tenantId} and s.accepted_at is not null and ${chosen}`.execute(db);
  const { rows } = await sql<Sum>`
    select x.lens, x.period, x.figure_id, x.group_id, x.category, count(*)::int as n, sum(x.value) as total
    from (
      select l.lens, s.period, s.group_id, v.figure_id, v.category, v.value
      from submissions s
      join figure_values v on v.tenant_id = s.tenant_id and v.org_unit_id = s.org_unit_id and v.period = s.period
        and v.form_id = s.form_id
      join unnest(${[...lenses]}::int[]) as l(lens) on s.stage >= l.lens
      where s.tenant_id = ${tenantId} and ${chosen}
      ${sql.join(
        standing.map(
          ({ lens }) => sql`union all
            select ${lens}::int, y.period, y.group_id, y.figure_id, y.category, y.value from (${standingValues(tenantId, lens, chosen)}) y`,
        ),
        sql` `,
      )}) x
    group by x.lens, x.period, x.figure_id, x.group_id, x.category`.execute(db);
  return rows;
};

const sumKey = ({ lens, period, figureId, groupId, category }: Sum): string =>
  [lens, period, figureId, groupId, category].join('\t');

const sumDeltas = (before: readonly Sum[], after: readonly Sum[]): Sum[] => {
  const found = new Map<string, Sum>(after.map(sum => [sumKey(sum), { ...sum }]));
  for (const sum of before) {
    const other = found.get(sumKey(sum));
    if (!other) found.set(sumKey(sum), { ...sum, n: -sum.n, total: negateDecimal(sum.total) });
    else {
      other.n -= sum.n;
      other.total = addDecimals(other.total, negateDecimal(sum.total));
    }
  }
  return [...found.values()].filter(({ n, total }) => n !== 0 || compareDecimals(total, '0') !== 0);
};

const counts = ['expected', 'submitted', 'approved', 'accepted', 'onTime'] as const;

const tallyDeltas = (before: readonly Tally[], after: readonly Tally[]): Tally[] => {
  const keyOf = ({ formId, period, groupId }: Tally): string => [formId, period, groupId].join('\t');
  const found = new Map<string, Tally>(after.map(tally => [keyOf(tally), { ...tally }]));
  for (const tally of before) {
    const other = found.get(keyOf(tally)) ?? {
      ...tally,
      expected: 0,
      submitted: 0,
      approved: 0,
      accepted: 0,
      onTime: 0,
    };
    for (const count of counts) other[count] -= tally[count];
    found.set(keyOf(tally), other);
  }
  return [...found.values()].filter(tally => counts.some(count => tally[count] !== 0));
};

/**
 * Adds what changed to the stored sums, in the order of their keys so that writers wait for each other rather than lock each other
 * out. The least and greatest of a group cannot be added: for figures that are summed so they are looked up again, after the rows
 * are held.
 */
export async function addToRollups(db: Db, tenantId: Id, before: Contribution, after: Contribution): Promise<void> {
  const sums = sumDeltas(before.sums, after.sums);
  if (sums.length > 0) {
    await sql`
      insert into rollups (tenant_id, lens, period, figure_id, group_id, category, n, total)
      select ${tenantId}, d.lens, d.period, d."figureId", d."groupId", d.category, d.n, d.total
      from jsonb_to_recordset(${JSON.stringify(sums)}::jsonb)
        as d(lens smallint, period text, "figureId" bigint, "groupId" bigint, category text, n int, total numeric)
      order by d.lens, d.period collate "C", d."figureId", d."groupId", d.category collate "C"
      on conflict (tenant_id, lens, period, figure_id, group_id, category)
      do update set n = rollups.n + excluded.n, total = rollups.total + excluded.total`.execute(db);
    await settleExtremes(db, tenantId, [...before.sums, ...after.sums]);
  }
  const tallies = tallyDeltas(before.tallies, after.tallies);
  if (tallies.length > 0)
    await sql`
      insert into tallies (tenant_id, form_id, period, group_id, expected, submitted, approved, accepted, on_time)
      select ${tenantId}, d."formId", d.period, d."groupId", d.expected, d.submitted, d.approved, d.accepted, d."onTime"
      from jsonb_to_recordset(${JSON.stringify(tallies)}::jsonb)
        as d("formId" bigint, period text, "groupId" bigint, expected int, submitted int, approved int, accepted int, "onTime" int)
      order by d."formId", d.period collate "C", d."groupId"
      on conflict (tenant_id, form_id, period, group_id)
      do update set expected = tallies.expected + excluded.expected, submitted = tallies.submitted + excluded.submitted,
        approved = tallies.approved + excluded.approved, accepted = tallies.accepted + excluded.accepted,
        on_time = tallies.on_time + excluded.on_time`.execute(db);
}

const settleExtremes = async (db: Db, tenantId: Id, touched: readonly Sum[]): Promise<void> => {
  const { rows: figures } = await sql<{ id: Id }>`
    select f.id from figures f
    where f.tenant_id = ${tenantId} and f.aggregation in ('max', 'min')
      and f.id = any(${[...new Set(touched.map(({ figureId }) => figureId))]}::bigint[])`.execute(db);
  if (figures.length === 0) return;
  const ids = new Set(figures.map(({ id }) => id));
  const groups = new Map<string, Sum>();
  for (const sum of touched) if (ids.has(sum.figureId)) groups.set(`${sum.lens}\t${sum.period}\t${sum.groupId}`, sum);
  for (const { lens, period, groupId } of groups.values())
    await sql`
      update rollups r set low = x.low, high = x.high
      from (
        select k.figure_id, k.category, min(x.value) as low, max(x.value) as high
        from rollups k
        left join (${lensValues(tenantId, lens, sql`s.period = ${period} and s.group_id = ${groupId}`)}) x
          on x.figure_id = k.figure_id and x.category = k.category
        where k.tenant_id = ${tenantId} and k.lens = ${lens} and k.period = ${period} and k.group_id = ${groupId}
          and k.figure_id = any(${[...ids]}::bigint[])
        group by k.figure_id, k.category) x
      where r.tenant_id = ${tenantId} and r.lens = ${lens} and r.period = ${period} and r.group_id = ${groupId}
        and r.figure_id = x.figure_id and r.category = x.category`.execute(db);
};
