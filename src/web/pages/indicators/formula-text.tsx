import type { Series } from '../../../subjects/analysis/schema';

type Figures = Series['indicator']['figures'];

/** A code, alone or with an option of its dimension: KG, KG.public. */
const CODE = /([A-Z][A-Z0-9_]*)(\.[A-Za-z0-9_-]+)?/g;

/** A formula with each code as the name of its figure. */
export const formulaWords = (formula: string, figures: Figures): string =>
  formula.replaceAll(CODE, (whole, code: string, option = '') => {
    const name = figures.find(figure => figure.code === code)?.name;
    return name ? `${name}${option}` : whole;
  });

/** The same in words and, below, as it is reckoned. */
export const FormulaText = ({ formula, figures }: { formula: string; figures: Figures }) => (
  <span className="formula">
    {formulaWords(formula, figures)}
    <code className="quiet">{formula}</code>
  </span>
);
