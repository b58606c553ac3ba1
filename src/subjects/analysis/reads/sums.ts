import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { groupsAsToday } from '../../reporting/reads/as-today';
import { lensValues, lensValuesAt } from '../../reporting/reads/lens-values';
import { type GroupSum, sumsAsOf } from '../../reporting/reads/sums-as-of';
import type { Sum } from '../../reporting/rules/indicator-value';
import type { Lens } from '../../reporting/schema';
import type { SumColumn } from '../rules/sums';

/** Which sums: of these figures (ids by code) in these periods, under a lens. */
export type WantedSums = {
  figureIds: ReadonlyMap<string, Id>;
  needed: readonly { code: string; period: string }[];
  lens: Lens;
};

type Packed = {
  figureId: Id;
  period: string;
  category: string;
  groups: string;
  counts: string;
  totals: string;
  /** Only of figures of which the least and greatest are kept. */
  lows: string | null;
  highs: string | null;
};

const unpack = (text: string): string[] => text.split(' ');

// One row per figure and period with all groups in it: taking ten thousand rows apart would cost more than reading them.
const columnOf = (row: Packed, code: string): SumColumn => {
  const [groups, counts, totals] = [unpack(row.groups), unpack(row.counts), unpack(row.totals)];
  const [lows, highs] = [row.lows, row.highs].map(packed => (packed === null ? null : unpack(packed)));
  const byGroup = new Map<Id, Sum>();
  for (const [at, groupId] of groups.entries())
    byGroup.set(groupId, {
      n: Number(counts[at]),
      total: totals[at]!,
      low: lows?.[at] ?? null,
      high: highs?.[at] ?? null,
    });
  return { code, category: row.category, period: row.period, byGroup };
};

/**
 * Sums by group: as stored; as they were known at the end of a day (`asOf`), worked out from what was written down; or with every school
 * where it stands today (`tree`).
 */
export async function loadSums(
  db: Db,
  tenantId: Id,
  { tree, asOf, ...wanted }: WantedSums & { tree?: 'then' | 'today'; asOf?: string | undefined },
): Promise<SumColumn[]> {
  const { figureIds, needed, lens } = wanted;
  if (needed.length === 0 || (asOf === undefined && tree !== 'today')) return storedSums(db, tenantId, wanted);
  const named = { figureIds: [...figureIds.values()], periods: [...new Set(needed.map(({ period }) => period))], lens };
  const rows =
    asOf === undefined
      ? await groupsAsToday(db, tenantId, named)
      : await sumsAsOf(db, tenantId, { ...named, at: endOfDay(asOf) });
  return columnsOf(rows, figureIds);
}

/** Stands for all groups together. */
export const TOGETHER: Id = '*';

/** The stored sums of some groups together, where nobody asks which is whose: a row for each figure and period. */
export async function totalsOf(
  db: Db,
  tenantId: Id,
  { figureIds, needed, lens }: WantedSums,
  groupIds: readonly Id[],
): Promise<SumColumn[]> {
  const codes = new Map([...figureIds].map(([code, figureId]) => [figureId, code]));
  const { rows } = await sql<Omit<GroupSum, 'groupId'>>`
    select r.figure_id, r.period, r.category, sum(r.n)::int as n, sum(r.total)::text as total, min(r.low)::text as low,
      max(r.high)::text as high
    from rollups r
    where r.tenant_id = ${tenantId} and r.lens = ${lens} and r.n > 0 and r.group_id = any(${[...groupIds]}::bigint[])
      and r.period = any(${[...new Set(needed.map(({ period }) => period))]}::text[])
      and r.figure_id = any(${[...figureIds.values()]}::bigint[])
    group by r.figure_id, r.period, r.category`.execute(db);
  return rows.map(({ figureId, period, category, ...sum }) => ({
    code: codes.get(figureId)!,
    period,
    category,
    byGroup: new Map([[TOGETHER, sum]]),
  }));
}

/** The stored sums, by group as the tree was in each period. */
export async function storedSums(db: Db, tenantId: Id, { figureIds, needed, lens }: WantedSums): Promise<SumColumn[]> {
  const wanted = [...new Set(needed.map(({ code, period }) => `${figureIds.get(code) ?? ''} ${period}`))]
    .map(key => key.split(' ') as [Id, string])
    .filter(([figureId]) => figureId !== '');
  if (wanted.length === 0) return [];
  const codes = new Map([...figureIds].map(([code, figureId]) => [figureId, code]));
  const { rows } = await sql<Packed>`
    select r.figure_id, r.period, r.category, string_agg(r.group_id::text, ' ') as groups, string_agg(r.n::text, ' ') as counts,
      string_agg(r.total::text, ' ') as totals, string_agg(r.low::text, ' ') as lows, string_agg(r.high::text, ' ') as highs
    from unnest(${wanted.map(([figureId]) => figureId)}::bigint[], ${wanted.map(([, period]) => period)}::text[]) as k(figure_id, period)
    join rollups r on r.tenant_id = ${tenantId} and r.lens = ${lens} and r.period = k.period collate "C" and r.figure_id = k.figure_id
    where r.n > 0
    group by r.figure_id, r.period, r.category`.execute(db);
  return rows.map(row => columnOf(row, codes.get(row.figureId)!));
}

// Few rows, or worked out from what was written down: taken as they are.
const columnsOf = (rows: readonly GroupSum[], figureIds: WantedSums['figureIds']): SumColumn[] => {
  const codes = new Map([...figureIds].map(([code, figureId]) => [figureId, code]));
  const columns = new Map<string, SumColumn & { byGroup: Map<Id, Sum> }>();
  for (const { figureId, period, category, groupId, n, total, low, high } of rows) {
    const key = `${figureId} ${period} ${category}`;
    const column = columns.get(key) ?? { code: codes.get(figureId)!, period, category, byGroup: new Map() };
    column.byGroup.set(groupId, { n, total, low, high });
    columns.set(key, column);
  }
  return [...columns.values()];
};

type Cell = { figureId: Id; period: string; category: string; orgUnitId: Id; value: string };

/** What the units of one group reported, or one unit alone; each unit as if it were a group of its own. */
export async function cellsOf(
  db: Db,
  tenantId: Id,
  { figureIds, needed, lens, asOf }: WantedSums & { asOf?: string | undefined },
  whose: { groupId: Id } | { unitId: Id },
): Promise<SumColumn[]> {
  const theirs = 'unitId' in whose ? sql`s.org_unit_id = ${whose.unitId}` : sql`s.group_id = ${whose.groupId}`;
  const chosen = sql`${theirs} and s.period = any(${[...new Set(needed.map(({ period }) => period))]}::text[])`;
  const ids = [...figureIds.values()];
  const values = asOf ? lensValuesAt(tenantId, lens, endOfDay(asOf), chosen, ids) : lensValues(tenantId, lens, chosen);
  const { rows } = await sql<Cell>`
    select x.figure_id, x.period, x.category, x.org_unit_id, x.value from (${values}) x
    where x.figure_id = any(${ids}::bigint[])`.execute(db);
  const codes = new Map([...figureIds].map(([code, figureId]) => [figureId, code]));
  const columns = new Map<string, SumColumn & { byGroup: Map<Id, Sum> }>();
  for (const { figureId, period, category, orgUnitId, value } of rows) {
    const key = `${figureId} ${period} ${category}`;
    const column = columns.get(key) ?? { code: codes.get(figureId)!, period, category, byGroup: new Map() };
    column.byGroup.set(orgUnitId, { n: 1, total: value, low: value, high: value });
    columns.set(key, column);
  }
  return [...columns.values()];
}

/** The last moment of a day in China. */
export const endOfDay = (day: string): string => new Date(Date.parse(`${day}T23:59:59.999+08:00`)).toISOString();
