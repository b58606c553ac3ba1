import { sql } from 'kysely';
import type { Db } from '../../../src/platform/database/connect';
import type { Id } from '../../../src/platform/database/tables';
import type { Definitions } from '../../../src/subjects/analysis/reads/definitions';
import type { Board } from '../../../src/subjects/analysis/schema';
import type { Expression } from '../../../src/subjects/indicators/rules/expression/expression';

type Cell = { code: string; category: string; period: string; groupId: Id; total: number };

/** Accepted cells as they lie, added up by the unit above; those of a correction under way are left to the law of the stored sums. */
const cellsOf = async (owner: Db): Promise<Cell[]> =>
  (
    await sql<Cell>`
      select f.code, v.category, v.period, s.group_id, sum(v.value)::float8 as total
      from figure_values v
      join figures f on f.tenant_id = v.tenant_id and f.id = v.figure_id and f.aggregation = 'sum'
      join submissions s on s.tenant_id = v.tenant_id and s.form_id = v.form_id and s.period = v.period
        and s.org_unit_id = v.org_unit_id and s.stage = 3
      where v.tenant_id = 1
      group by 1, 2, 3, 4`.execute(owner)
  ).rows;

/** An expression in floating point; null where a figure of it is not there, NaN where it looks back, or is more than the four kinds of reckoning. */
const worth = (side: Expression, figure: (code: string, category: string | null) => number | null): number | null => {
  if (side.op === 'number') return Number(side.value);
  if (side.op === 'figure') return figure(side.code, side.category);
  if (side.op === 'convert') {
    const of = worth(side.of, figure);
    return of === null ? null : (of * Number(side.times)) / Number(side.over);
  }
  if (side.op !== '+' && side.op !== '-' && side.op !== '*' && side.op !== '/') return Number.NaN;
  const [left, right] = [worth(side.left, figure), worth(side.right, figure)];
  if (left === null || right === null) return null;
  return { '+': left + right, '-': left - right, '*': left * right, '/': left / right }[side.op];
};

const SCALES: Record<string, number> = { '%': 100, '‰': 1000 };

/**
 * What each indicator of a board gives for the whole and each county by the figures of its own period alone. Left out is what needs more of
 * the product than adding up: other aggregations, other rhythms, earlier periods, figures that one has and another has not.
 */
export async function reckonedFrom(
  owner: Db,
  { indicators, figures }: Definitions,
  { rows, units }: Board,
  counties: readonly { id: Id }[],
): Promise<{ right: number; wrong: unknown[] }> {
  const cells = new Map<string, Cell[]>();
  for (const cell of await cellsOf(owner)) {
    const key = `${cell.code} ${cell.period}`;
    const found = cells.get(key) ?? [];
    found.push(cell);
    cells.set(key, found);
  }
  const places = new Map(units.map(({ id }, at) => [id, at]));
  const wrong: unknown[] = [];
  let right = 0;
  for (const [at, { expression, aggregation, unit, code, frequency }] of indicators.entries()) {
    const row = rows[at]!;
    if (aggregation !== 'sum' && aggregation !== 'ratio') continue;
    const collected = [...JSON.stringify(expression).matchAll(/"code":"(\w+)"/g)].map(([, one]) => figures.get(one!));
    if (collected.some(one => one?.frequency !== frequency) || /"(periods|years)":-/.test(JSON.stringify(expression)))
      continue;
    const figureOver = (groups: ReadonlySet<Id> | null) => (one: string, category: string | null) => {
      const found = (cells.get(`${one} ${row.period}`) ?? []).filter(
        cell => (groups === null || groups.has(cell.groupId)) && (category === null || cell.category === category),
      );
      return found.length === 0 ? null : found.reduce((sum, { total }) => sum + total, 0);
    };
    const valueOver = (groups: ReadonlySet<Id> | null): number | null => {
      const above = worth(expression.numerator, figureOver(groups));
      if (expression.denominator === null || above === null) return above;
      const below = worth(expression.denominator, figureOver(groups));
      return below === null || below === 0 ? null : (above / below) * (SCALES[unit] ?? 1);
    };
    const compare = (whose: string, value: string | null, reckoned: number | null) => {
      if (reckoned === null || Number.isNaN(reckoned)) return;
      const isNear = value !== null && Math.abs(Number(value) - reckoned) <= 1e-8 * Math.max(1, Math.abs(reckoned));
      if (isNear) right += 1;
      else wrong.push({ code, whose, period: row.period, value, reckoned });
    };
    compare('whole', row.value, valueOver(null));
    for (const { id } of counties) compare(id, row.byUnit[places.get(id)!] ?? null, valueOver(new Set([id])));
  }
  return { right, wrong };
}
