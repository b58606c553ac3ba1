import type { TFunction } from 'i18next';
import type { FormFigure } from '../../../subjects/reporting/form-schema';

const SIGNS: Record<string, string> = {
  ...{ '<=': '≤', '>=': '≥', '!=': '≠', '==': '=' },
  ...{ '*': '×', '/': '÷', '-': '−' },
};
const SIGN = /<=|>=|!=|==|[*/-]/g;
const NAME = /[A-Z][A-Z0-9_]*(\.[^\s.()+*/<>=!&|,-]+)?/g;

/** A formula as a person reads it: `A <= previous(B)` → 甲 ≤ 上期乙. Namespace `reporting`. */
export const formulaInWords = (
  t: TFunction<'reporting'>,
  text: string,
  figures: readonly Pick<FormFigure, 'code' | 'name' | 'categories'>[],
): string => {
  const byCode = new Map(figures.map(figure => [figure.code, figure]));
  const named = (found: string): string => {
    const [code = '', option] = found.split('.');
    const figure = byCode.get(code);
    if (!figure) return found;
    const category = figure.categories.find(one => one.code === option)?.name;
    return category ? t('reporting:formula.category', { figure: figure.name, category }) : figure.name;
  };
  return text
    .replace(SIGN, sign => SIGNS[sign] ?? sign)
    .replace(NAME, named)
    .replace(/previous\(([^()]*)\)/g, (_, inner: string) => t('reporting:formula.previous', { inner }))
    .replace(/lastYear\(([^()]*)\)/g, (_, inner: string) => t('reporting:formula.lastYear', { inner }));
};
