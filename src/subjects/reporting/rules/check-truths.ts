import { addDecimals, compareDecimals } from '../../../kernel/decimal';
import { codesOf } from '../../indicators/rules/expression/codes-of';
import { evaluate, type Lookup } from '../../indicators/rules/expression/evaluate';
import type { Expression, Shift } from '../../indicators/rules/expression/expression';
import type { CellFinding, CellTexts } from '../entry-schema';
import { cellNameOf, cellsOfFigure } from './cell-name';
import { numberIn } from './cell-number';
import type { CheckedCells, CheckedFigure, CheckedForm } from './check-cells';

/** How far back a check of a form may look: twelve periods, or the same period of last year. */
export const MOST_BACK = 12;
export const isWithinReach = ({ periods, years }: Shift): boolean =>
  (years === 0 && periods <= 0 && periods >= -MOST_BACK) || (years === -1 && periods === 0);

/** The texts of one period by its distance; null where it is out of reach. */
const readerOf = ({ texts, previous, lastYear, history }: CheckedCells) => {
  return ({ periods, years }: Shift): ((cell: string) => string | undefined) | null => {
    if (!isWithinReach({ periods, years })) return null;
    const of = (from: CellTexts) => (cell: string) => from[cell];
    if (years === -1) return of(lastYear);
    if (periods === 0) return of(texts);
    return periods === -1 ? of(previous) : cell => history.values[cell]?.[-periods - 1] ?? undefined;
  };
};

/**
 * Looks a figure of the form up for an expression. Without a category it is the sum over all its cells, and missing as long as one of
 * those is: a total over half the options is none.
 */
export const lookupIn = (figures: readonly CheckedFigure[], cells: CheckedCells): Lookup => {
  const byCode = new Map(figures.map(figure => [figure.code, figure]));
  const textsAt = readerOf(cells);
  return (code, category, shift) => {
    const figure = byCode.get(code);
    const textOf = textsAt(shift);
    if (!figure || !textOf) return null;
    const names = category === null ? cellsOfFigure(figure) : [cellNameOf(code, category)];
    const values = names.map(name => numberIn(textOf(name)));
    return values.every(value => value !== null) ? values.reduce(addDecimals) : null;
  };
};

/** Where a finding about an expression is shown: the first cell of this period that it reads and that is asked. */
const placeOf = (expression: Expression, figures: readonly CheckedFigure[]): string | null => {
  for (const { code, category, shift } of codesOf(expression)) {
    const figure = figures.find(one => one.code === code && one.mode === 'ask');
    if (!figure || shift.periods !== 0 || shift.years !== 0) continue;
    return category === null ? cellsOfFigure(figure)[0]! : cellNameOf(code, category);
  }
  return null;
};

/** What does not hold between cells: the checks of the form, and ratios above 100 %. Nothing is said of what cannot be worked out. */
export const findUntrue = ({ figures, checks, derived }: CheckedForm, cells: CheckedCells): CellFinding[] => {
  const lookup = lookupIn(figures, cells);
  const findings: CellFinding[] = [];
  for (const { expression, level, message, text } of checks) {
    const at = placeOf(expression, figures);
    if (at !== null && evaluate(expression, lookup) === false)
      findings.push({ code: 'check', level, at, values: { message, text } });
  }
  for (const { expression, isRatio, unit, name } of derived) {
    const at = placeOf(expression, figures);
    const value = isRatio && unit === '%' && at !== null ? evaluate(expression, lookup) : null;
    if (at === null || typeof value !== 'string' || compareDecimals(value, '100') <= 0) continue;
    findings.push({ code: 'ratio-above-hundred', level: 'must-explain', at, values: { name, value: shown(value) } });
  }
  return findings;
};

const shown = (value: string): string => String(Number(Number(value).toFixed(2)));
