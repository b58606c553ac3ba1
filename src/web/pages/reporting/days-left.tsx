import { useTranslation } from 'react-i18next';

/** Working days to the day on which something is due; negative: late. */
export const DaysLeft = ({ days }: { days: number }) => {
  const { t } = useTranslation('reporting');
  if (days === 0) return <strong>{t('days.today')}</strong>;
  return days > 0 ? (
    <span>{t('days.left', { count: days })}</span>
  ) : (
    <strong>{t('days.late', { count: -days })}</strong>
  );
};
