import { sql } from 'kysely';
import { addDecimals, compareDecimals, plainDecimal, proportionOf, subtractDecimals } from '../../../kernel/decimal';
import { type Frequency, periodOf } from '../../../kernel/period';
import type { Db } from '../../../platform/database/connect';
import type { Decimal, Id } from '../../../platform/database/tables';
import { codesOf } from '../rules/expression/codes-of';
import { evaluate } from '../rules/expression/evaluate';
import type { Expression } from '../rules/expression/expression';
import type { FigureKind } from '../schema';
import type { Target } from './reads';

// What was reported is kept by a later subject; here it is only read, as the weight and the start of a part.

type Cell = { unitId: Id; code: string; kind: FigureKind; period: string; category: string; value: Decimal };

/**
 * Accepted values of some figures in the periods of a year (or in one period) by unit: of a school its own, of any other unit
 * the sum over what is below it; `units` null: of the whole body, under no unit.
 */
const cellsOf = async (
  db: Db,
  tenantId: Id,
  codes: readonly string[],
  period: string,
  units: readonly Id[] | null,
): Promise<Cell[]> => {
  // In the order of the key: a year is before its months, and they before a point.
  const when = sql`x.period >= ${period} collate "C" and x.period < ${`${period}.`} collate "C"`;
  const figures = sql`f.tenant_id = x.tenant_id and f.id = x.figure_id and f.code = any(${[...codes]}::text[])`;
  const rolled = sql`case f.aggregation when 'max' then x.high when 'min' then x.low when 'mean' then x.total / nullif(x.n, 0) else x.total end`;
  const { rows } =
    units === null
      ? await sql<Cell>`
        select '' as unit_id, f.code, f.kind, x.period, x.category, sum(x.total) as value
        from rollups x join figures f on ${figures}
        where x.tenant_id = ${tenantId} and x.lens = 3 and ${when} and f.aggregation = 'sum'
        group by f.code, f.kind, x.period, x.category`.execute(db)
      : await sql<Cell>`
        select o.id as unit_id, f.code, f.kind, x.period, x.category, ${rolled} as value
        from org_units o
        join rollups x on x.tenant_id = o.tenant_id and x.group_id = o.id and x.lens = 3
        join figures f on ${figures}
        where o.tenant_id = ${tenantId} and o.id = any(${[...units]}::bigint[]) and o.kind <> 'school' and ${when}
        union all
        select x.org_unit_id, f.code, f.kind, x.period, x.category, x.value
        from figure_values x
        join figures f on ${figures}
        join org_units o on o.tenant_id = x.tenant_id and o.id = x.org_unit_id and o.kind = 'school'
        join submissions s on s.tenant_id = x.tenant_id and s.form_id = x.form_id and s.period = x.period
          and s.org_unit_id = x.org_unit_id and s.stage = 3
        where x.tenant_id = ${tenantId} and x.org_unit_id = any(${[...units]}::bigint[]) and ${when}`.execute(db);
  return rows.filter(({ value }) => value !== null);
};

const sum = (values: readonly Decimal[]): Decimal | null =>
  values.length === 0 ? null : plainDecimal(values.reduce(addDecimals, '0'));

/** One figure in one period: a category, or all together (which are their sum where the figure has a dimension). */
const valueIn = (cells: readonly Cell[], category: string | null): Decimal | null => {
  const whole = cells.filter(cell => cell.category === (category ?? ''));
  return sum((whole.length > 0 || category !== null ? whole : cells).map(({ value }) => value));
};

const finest: readonly Frequency[] = ['year', 'month', 'quarter', 'term', 'week'];

/** A figure over a year: what came in all its periods (flow), else what stood at the last that was reported. */
const valueOver = (cells: readonly Cell[], category: string | null): Decimal | null => {
  const of = (frequency: Frequency) => cells.filter(cell => periodOf(cell.period)?.frequency === frequency);
  const chosen = finest.map(of).find(found => found.length > 0) ?? [];
  const flow = chosen[0]?.kind === 'flow';
  const last = chosen
    .map(({ period }) => period)
    .toSorted()
    .at(-1);
  return valueIn(flow ? chosen : chosen.filter(({ period }) => period === last), category);
};

/** By unit: a figure (`CODE`) in a period, or over a year (`2025`). Units without a value are left out. */
export const figureByUnit = async (
  db: Db,
  tenantId: Id,
  code: string,
  period: string,
  units: readonly Id[],
): Promise<Map<Id, Decimal>> => {
  const cells = await cellsOf(db, tenantId, [code], period, units);
  return new Map(
    units.flatMap(unit => {
      const value = valueOver(
        cells.filter(({ unitId }) => unitId === unit),
        null,
      );
      return value === null ? [] : [[unit, value] as const];
    }),
  );
};

/** The values of a target's own indicator that were reported for units in a year, the newest of each. */
const reportedByUnit = async (db: Db, tenantId: Id, target: Target, year: number, units: readonly Id[]) => {
  const { rows } = await sql<{ unitId: Id; value: Decimal }>`
    select distinct on (v.org_unit_id) v.org_unit_id as unit_id, v.value
    from target_values v
    join targets g on g.tenant_id = v.tenant_id and g.id = v.target_id and g.indicator_id = ${target.indicatorId}
    where v.tenant_id = ${tenantId} and v.org_unit_id = any(${[...units]}::bigint[])
      and v.on_date between ${`${year}-01-01`} and ${`${year}-12-31`}
    order by v.org_unit_id, v.on_date desc`.execute(db);
  return new Map(rows.map(({ unitId, value }) => [unitId, plainDecimal(value)]));
};

const codesNamed = ({ expression }: Pick<Target, 'expression'>): string[] => [
  ...new Set(
    [expression?.numerator, expression?.denominator].flatMap(side =>
      side ? codesOf(side).map(({ code }) => code) : [],
    ),
  ),
];

/** An indicator over a year from the cells of its figures; null where something of it is not known, or looks further back. */
const yearValue = ({ expression, decimals, unit }: Target, cells: readonly Cell[]): Decimal | null => {
  if (!expression) return null;
  const worth = (side: Expression) =>
    evaluate(side, (code, category, shift) =>
      shift.periods !== 0 || shift.years !== 0
        ? null
        : valueOver(
            cells.filter(cell => cell.code === code),
            category,
          ),
    );
  const [above, below] = [worth(expression.numerator), expression.denominator ? worth(expression.denominator) : '1'];
  if (typeof above !== 'string' || typeof below !== 'string' || compareDecimals(below, '0') === 0) return null;
  return plainDecimal(proportionOf(above, unit === '%' ? '100' : '1', below, decimals));
};

/**
 * 去年值 by unit: the target's indicator over the year before the target's, worked out from accepted figures by its formula; for
 * an indicator without one, what was reported for the unit. Units of which nothing is known are left out.
 */
export const lastYearByUnit = async (
  db: Db,
  tenantId: Id,
  target: Target,
  units: readonly Id[],
): Promise<Map<Id, Decimal>> => {
  if (units.length === 0) return new Map();
  if (!target.expression) return reportedByUnit(db, tenantId, target, target.year - 1, units);
  const cells = await cellsOf(db, tenantId, codesNamed(target), String(target.year - 1), units);
  return new Map(
    units.flatMap(unit => {
      const value = yearValue(
        target,
        cells.filter(({ unitId }) => unitId === unit),
      );
      return value === null ? [] : [[unit, value] as const];
    }),
  );
};

/**
 * 去年值 of the whole body by target: worked out alike over everything that adds up. Where each unit has to reach it, or where it is no
 * sum, none is known.
 */
export const lastYearOfBody = async (
  db: Db,
  tenantId: Id,
  year: number,
  targets: readonly Target[],
): Promise<Map<Id, Decimal>> => {
  const summed = targets.filter(({ aggregation }) => aggregation === 'sum' || aggregation === 'ratio');
  const codes = [...new Set(summed.flatMap(codesNamed))];
  if (codes.length === 0) return new Map();
  const cells = await cellsOf(db, tenantId, codes, String(year), null);
  return new Map(
    summed.flatMap(target => {
      const value = yearValue(target, cells);
      return value === null ? [] : [[target.id, value] as const];
    }),
  );
};

/** 去年各月 of an indicator that is one figure: what came in each month, January first; null where that is not known. */
export const lastYearByMonth = async (db: Db, tenantId: Id, target: Target): Promise<(Decimal | null)[]> => {
  const numerator = target.expression?.numerator;
  if (target.expression?.denominator || numerator?.op !== 'figure') return [];
  const { code, category } = numerator;
  const year = target.year - 1;
  const cells = [
    ...(await cellsOf(db, tenantId, [code], String(year), null)),
    ...(await cellsOf(db, tenantId, [code], `${year - 1}-12`, null)),
  ];
  const inMonth = (period: string) =>
    valueIn(
      cells.filter(cell => cell.period === period),
      category,
    );
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
  return months.map((month, index) => {
    const value = inMonth(month);
    if (value === null || cells[0]?.kind === 'flow') return value;
    if (index === 0 && cells[0]?.kind === 'cumulative') return value;
    const before = inMonth(index === 0 ? `${year - 1}-12` : months[index - 1]!);
    return before === null ? null : plainDecimal(subtractDecimals(value, before));
  });
};
