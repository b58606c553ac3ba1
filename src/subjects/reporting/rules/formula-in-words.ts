import type { FormFigure } from '../form-schema';

const SIGNS: Record<string, string> = {
  ...{ '<=': '≤', '>=': '≥', '!=': '≠', '==': '=' },
  ...{ '*': '×', '/': '÷', '-': '−' },
};
const SIGN = /<=|>=|!=|==|[*/-]/g;
const NAME = /[A-Z][A-Z0-9_]*(\.[^\s.()+*/<>=!&|,-]+)?/g;

/** The words around the names: 甲（女）, 上期甲, 上年同期甲. */
export type FormulaWords = (key: 'category' | 'previous' | 'lastYear', values: Record<string, string>) => string;

/** A formula as a person reads it: `A <= previous(B)` → 甲 ≤ 上期乙. */
export const formulaInWords = (
  words: FormulaWords,
  text: string,
  figures: readonly Pick<FormFigure, 'code' | 'name' | 'categories'>[],
): string => {
  const byCode = new Map(figures.map(figure => [figure.code, figure]));
  const named = (found: string): string => {
    const [code = '', option] = found.split('.');
    const figure = byCode.get(code);
    if (!figure) return found;
    const category = figure.categories.find(one => one.code === option)?.name;
    return category ? words('category', { figure: figure.name, category }) : figure.name;
  };
  return text
    .replace(SIGN, sign => SIGNS[sign] ?? sign)
    .replace(NAME, named)
    .replace(/previous\(([^()]*)\)/g, (_, inner: string) => words('previous', { inner }))
    .replace(/lastYear\(([^()]*)\)/g, (_, inner: string) => words('lastYear', { inner }))
    .replace(/abs\(([^()]*)\)/g, '|$1|');
};
