import { useTranslation } from 'react-i18next';
import { formatQuantity } from '../format-quantity';

/** Writes a value with its unit in a sentence; “无数据” where it is missing. */
export const useQuantityWords = (): ((value: string | null, unit: string | null) => string) => {
  const { t, i18n } = useTranslation();
  return (value, unit) => {
    if (value === null) return t('frame:missing');
    const { number, unit: written } = formatQuantity(value, unit, i18n.language !== 'en');
    return /^[%‰]/.test(written) || !written ? `${number}${written}` : `${number} ${written}`;
  };
};
