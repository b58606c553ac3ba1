import { Decimal as Exact } from 'decimal.js';
import { compareDecimals, plainDecimal, scaleOf } from '../../../kernel/decimal';
import type { CellFinding, CellTexts, DerivedRow } from '../entry-schema';
import type { FormFigure } from '../form-schema';
import type { FormCheck } from '../schema';
import { cellsOfFigure } from './cell-name';
import { isTooLarge, numberIn } from './cell-number';
import { findStrangers } from './check-series';
import { findUntrue } from './check-truths';

/** What is asked of a figure's cells. */
export type CheckedFigure = Pick<
  FormFigure,
  'code' | 'name' | 'unit' | 'kind' | 'decimals' | 'low' | 'high' | 'categories' | 'mode' | 'required' | 'changeLimit'
>;
export type CheckedForm = {
  figures: readonly CheckedFigure[];
  checks: readonly FormCheck[];
  derived: readonly DerivedRow[];
};

/** Everything that is looked at: `texts` as typed or handed in, figures of mode show included; what was before. */
export type CheckedCells = {
  period: string;
  texts: CellTexts;
  previous: CellTexts;
  lastYear: CellTexts;
  /** The latest first. */
  history: { periods: readonly string[]; values: Readonly<Record<string, readonly (string | null)[]>> };
};

const HUNDRED = '100';

/** What is wrong with one cell by itself: no number, too fine, out of range. Blank is nothing wrong here. */
export const checkCell = (figure: CheckedFigure, cell: string, text: string): CellFinding | null => {
  if (text.trim() === '') return null;
  const must = (code: CellFinding['code'], values: Record<string, string>): CellFinding => ({
    code,
    level: 'must-fix',
    at: cell,
    values: { name: figure.name, ...values },
  });
  const value = numberIn(text);
  if (value === null) return must('not-a-number', { value: text.trim() });
  if (isTooLarge(value)) return must('too-large', { value });
  if (scaleOf(value) > figure.decimals) return must('too-many-decimals', { value, decimals: String(figure.decimals) });
  const { low, high, unit } = figure;
  if (low !== null && compareDecimals(value, low) < 0) return must('below-low', { value, low: plainDecimal(low) });
  if (high !== null && compareDecimals(value, high) > 0) return must('above-high', { value, high: plainDecimal(high) });
  // A share of a whole; where more is possible (a gross rate) the figure says so by its own upper bound.
  if (high === null && unit === '%' && compareDecimals(value, HUNDRED) > 0) return must('above-hundred', { value });
  return null;
};

const missing = (figure: CheckedFigure, cell: string): CellFinding => ({
  code: 'required',
  level: 'must-fix',
  at: cell,
  values: { name: figure.name },
});

/** A change of more than the figure's limit in percent against the period before. Told once: it is no outlier besides. */
const changedMuch = (figure: CheckedFigure, cell: string, value: string, before: string | null): CellFinding | null => {
  if (figure.changeLimit === null || before === null) return null;
  const [now, then] = [new Exact(value), new Exact(before)];
  if (then.isZero()) return null;
  const percent = now.minus(then).abs().times(100).dividedBy(then.abs());
  if (percent.lessThanOrEqualTo(figure.changeLimit)) return null;
  return {
    code: 'changed-much',
    level: 'must-explain',
    at: cell,
    values: {
      name: figure.name,
      value,
      before,
      percent: percent.toDecimalPlaces(1).toFixed(),
      limit: plainDecimal(figure.changeLimit),
    },
  };
};

const yearOf = (period: string): string => period.slice(0, 4);

/** What was reported last in the same year, be it some periods ago; null in its first. */
const lastInYear = (cell: string, { period, history }: CheckedCells): string | null => {
  const back = history.periods.findIndex((_, at) => numberIn(history.values[cell]?.[at]) !== null);
  const found = history.periods[back];
  return found !== undefined && yearOf(found) === yearOf(period) ? numberIn(history.values[cell]?.[back]) : null;
};

/** Since the year began there can be no less than there was. */
const falls = (figure: CheckedFigure, cell: string, value: string, cells: CheckedCells): CellFinding | null => {
  const before = figure.kind === 'cumulative' ? lastInYear(cell, cells) : null;
  return before !== null && compareDecimals(value, before) < 0
    ? { code: 'cumulative-falls', level: 'must-fix', at: cell, values: { name: figure.name, value, before } }
    : null;
};

/** What is odd about a sound value beside what was reported before: the gravest alone. */
const besideEarlier = (figure: CheckedFigure, cell: string, cells: CheckedCells): CellFinding | null => {
  const value = numberIn(cells.texts[cell]);
  if (value === null) return null;
  const before = numberIn(cells.previous[cell]);
  return (
    falls(figure, cell, value, cells) ??
    changedMuch(figure, cell, value, before) ??
    findStrangers(figure, cell, value, cells)
  );
};

/**
 * Everything that is wrong with what a unit fills in, cell by cell in the order of the form, then what cells say of each other. Pure:
 * the same in the browser while typing and on the server when it is handed in. A check in which a figure is missing says nothing.
 */
export const checkCells = (form: CheckedForm, cells: CheckedCells): CellFinding[] => {
  const findings: CellFinding[] = [];
  // What is wrong by itself says nothing of its neighbours.
  const sound: CellTexts = {};
  for (const figure of form.figures) {
    for (const cell of cellsOfFigure(figure)) {
      const text = cells.texts[cell] ?? '';
      if (figure.mode !== 'ask') {
        sound[cell] = text;
        continue;
      }
      const alone = text.trim() === '' && figure.required ? missing(figure, cell) : checkCell(figure, cell, text);
      if (alone) findings.push(alone);
      else sound[cell] = text;
      const beside = alone ? null : besideEarlier(figure, cell, cells);
      if (beside) findings.push(beside);
    }
  }
  return [...findings, ...findUntrue(form, { ...cells, texts: sound })];
};

/** Those that keep a form from being handed in: what must be fixed, and what must be explained and is not. */
export const findStopping = (findings: readonly CellFinding[], explained: ReadonlySet<string>): CellFinding[] =>
  findings.filter(({ level, at }) => level === 'must-fix' || !explained.has(at));
