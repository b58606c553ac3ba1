import { useTranslation } from 'react-i18next';
import { useQuantityWords } from '../../parts/figures/use-quantity-words';

/** Writes how far two values are apart: percentages in points. */
export const useDifferenceWords = (unit: string | null): ((gap: string | null) => string) => {
  const { t } = useTranslation('targets');
  const write = useQuantityWords();
  return gap => write(gap, unit === '%' ? t('percentagePoints') : unit);
};
