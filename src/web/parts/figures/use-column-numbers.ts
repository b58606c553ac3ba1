import { useTranslation } from 'react-i18next';
import { type ColumnNumbers, columnNumbers } from './column-numbers';

/** One unit for all of a chart's values, as the language of the interface writes it: 万 and 亿 in Chinese only. See `columnNumbers`. */
export const useColumnNumbers = (
  values: readonly (string | null)[],
  unit: string | null,
  others: readonly (string | null)[] = [],
): ColumnNumbers => {
  const { i18n } = useTranslation();
  return columnNumbers(values, unit, i18n.language !== 'en', others);
};
