/** What a formula may name: a figure with the options of its dimension. */
export type NamedFigure = { code: string; name: string; categories?: readonly { code: string; name: string }[] };

/** A code, alone or with an option of its dimension: KG, KG.public. */
const CODE = /([A-Z][A-Z0-9_]*)(?:\.([A-Za-z0-9_-]+))?/g;

/** A formula with each code as the name of its figure: 在园幼儿数（公办）. */
export const formulaWords = (formula: string, figures: readonly NamedFigure[]): string =>
  formula.replaceAll(CODE, (whole, code: string, option?: string) => {
    const figure = figures.find(one => one.code === code);
    if (!figure) return whole;
    if (option === undefined) return figure.name;
    return `${figure.name}（${figure.categories?.find(one => one.code === option)?.name ?? option}）`;
  });

/** The same in words and, below, as it is reckoned. */
export const FormulaText = ({ formula, figures }: { formula: string; figures: readonly NamedFigure[] }) => (
  <span className="formula">
    {formulaWords(formula, figures)}
    <code className="quiet">{formula}</code>
  </span>
);
