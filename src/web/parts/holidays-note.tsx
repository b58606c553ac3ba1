import { useTranslation } from 'react-i18next';
import { useMe } from '../me';

/** Said once where working days are counted from today to these dates: holidays of a year among them are not announced yet. */
export const HolidaysNote = ({ days }: { days: readonly string[] }) => {
  const { t } = useTranslation();
  const { today, unannounced } = useMe();
  const span = [today, ...days].map(day => day.slice(0, 4)).toSorted();
  const years = unannounced.filter(year => span[0]! <= year && year <= span.at(-1)!);
  if (days.length === 0 || years.length === 0) return null;
  return <p className="quiet holidays-note">{t('frame:date.unannounced', { years: years.join('、') })}</p>;
};
