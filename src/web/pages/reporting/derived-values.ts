import { Decimal as Exact } from 'decimal.js';
import { addDecimals } from '../../../kernel/decimal';
import { evaluate } from '../../../subjects/indicators/rules/expression/evaluate';
import type { CellTexts, EntryPage } from '../../../subjects/reporting/entry-schema';
import type { FormFigure } from '../../../subjects/reporting/form-schema';
import { cellsOfFigure } from '../../../subjects/reporting/rules/cell-name';
import { numberIn } from '../../../subjects/reporting/rules/cell-number';
import type { CheckedCells } from '../../../subjects/reporting/rules/check-cells';
import { lookupIn } from '../../../subjects/reporting/rules/check-truths';

/** Everything that checks and formulas look at. */
export const checkedCells = (page: EntryPage, texts: CellTexts): CheckedCells => ({
  period: page.period.code,
  texts,
  previous: page.previous.values,
  lastYear: page.lastYear.values,
  history: page.history,
});

/** The sum over the categories; empty as long as one of them is missing. */
export const totalOf = (figure: FormFigure, texts: CellTexts): string => {
  let sum = '0';
  for (const cell of cellsOfFigure(figure)) {
    const value = numberIn(texts[cell]);
    if (value === null) return '';
    sum = addDecimals(sum, value);
  }
  return sum;
};

/** The values of the form's own indicators by code, rounded as they are shown; empty where something is missing. */
export const derivedValues = ({ figures, derived }: EntryPage, cells: CheckedCells): Record<string, string> => {
  const lookup = lookupIn(figures, cells);
  return Object.fromEntries(
    derived.map(({ code, expression, decimals }) => {
      const value = evaluate(expression, lookup);
      return [code, typeof value === 'string' ? new Exact(value).toDecimalPlaces(decimals).toFixed() : ''];
    }),
  );
};
