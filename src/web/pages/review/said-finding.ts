import { useTranslation } from 'react-i18next';
import type { CellFinding } from '../../../subjects/reporting/entry-schema';
import type { ReviewCell } from '../../../subjects/reporting/review-schema';
import { formulaInWords } from '../reporting/formula-in-words';

/** A finding as the reporter read it: the formula of a check in the names of its figures. */
export const useSayFinding = (cells: readonly ReviewCell[]): ((finding: CellFinding) => string) => {
  const { t } = useTranslation(['form-check', 'reporting']);
  const figures = cells.map(({ code, name }) => ({
    code,
    name,
    categories: cells
      .filter(cell => cell.code === code && cell.category !== '')
      .map(({ category, categoryName }) => ({ code: category, name: categoryName })),
  }));
  return ({ code, values }) =>
    t(`form-check:${code}`, values.text ? { ...values, text: formulaInWords(t, values.text, figures) } : values);
};
