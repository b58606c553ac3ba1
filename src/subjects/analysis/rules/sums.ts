import { addDecimals, compareDecimals } from '../../../kernel/decimal';
import type { Decimal, Id } from '../../../platform/database/tables';
import type { Sum, SumOf } from '../../reporting/rules/indicator-value';

/** The stored sum of one figure, period and category for each group. */
export type SumColumn = { code: string; category: string; period: string; byGroup: ReadonlyMap<Id, Sum> };

/** What was summed, ready to be asked for any set of groups. */
export type SumTable = {
  /** For these groups together; the same array gives the same answer without adding again. */
  over: (groupIds: readonly Id[]) => SumOf;
};

const least = (a: Decimal | null, b: Decimal | null): Decimal | null =>
  a === null || b === null ? (a ?? b) : compareDecimals(a, b) <= 0 ? a : b;
const greatest = (a: Decimal | null, b: Decimal | null): Decimal | null =>
  a === null || b === null ? (a ?? b) : compareDecimals(a, b) >= 0 ? a : b;

/** Two sums as one. Over categories of the same units the count is that of the units, so it is the greater. */
const together = (a: Sum, b: Sum, sameUnits: boolean): Sum => ({
  n: sameUnits ? Math.max(a.n, b.n) : a.n + b.n,
  total: addDecimals(a.total, b.total),
  low: least(a.low, b.low),
  high: greatest(a.high, b.high),
});

const folded = (sums: readonly (Sum | null | undefined)[], sameUnits: boolean): Sum | null => {
  let whole: Sum | null = null;
  for (const sum of sums) if (sum && sum.n > 0) whole = whole ? together(whole, sum, sameUnits) : sum;
  return whole;
};

const NONE: readonly SumColumn[] = [];

export const sumTable = (columns: readonly SumColumn[]): SumTable => {
  const byFigure = new Map<string, Map<string, SumColumn[]>>();
  for (const column of columns) {
    const byPeriod = byFigure.get(column.code) ?? new Map<string, SumColumn[]>();
    byFigure.set(column.code, byPeriod);
    byPeriod.set(column.period, [...(byPeriod.get(column.period) ?? []), column]);
  }
  const columnsFor = (code: string, period: string): readonly SumColumn[] => byFigure.get(code)?.get(period) ?? NONE;
  // Most units are one group: nothing to add, nothing to keep.
  const ofOne =
    (groupId: Id): SumOf =>
    (code, category, period) => {
      const found = columnsFor(code, period);
      const only = found[0];
      // A figure without categories, which most are.
      if (found.length === 1 && (category === null || only!.category === category)) {
        const sum = only!.byGroup.get(groupId);
        return sum && sum.n > 0 ? sum : null;
      }
      const chosen = found.filter(column => category === null || column.category === category);
      return folded(
        chosen.map(({ byGroup }) => byGroup.get(groupId)),
        true,
      );
    };
  return {
    over: groupIds => {
      if (groupIds.length === 1) return ofOne(groupIds[0]!);
      const known = new Map<string, Sum | null>();
      const overGroups = ({ byGroup }: SumColumn): Sum | null =>
        folded(
          groupIds.map(groupId => byGroup.get(groupId)),
          false,
        );
      return (code, category, period) => {
        const key = `${code} ${period} ${category ?? '*'}`;
        const found = known.get(key);
        if (found !== undefined) return found;
        const chosen = columnsFor(code, period).filter(column => category === null || column.category === category);
        const sum = folded(chosen.map(overGroups), true);
        known.set(key, sum);
        return sum;
      };
    },
  };
};
