import { useTranslation } from 'react-i18next';
import { useMe } from '../me';
import { dateInSentence, daysBetween, timeInChina } from './format-date';

/** A date: 2026-03-31 in tables, 3月31日（周二） in sentences; missing is “—”. */
export const DateText = ({ on, form = 'table' }: { on: string | null; form?: 'table' | 'sentence' }) => {
  const { i18n } = useTranslation();
  const { today } = useMe();
  if (!on) return <span className="quiet">—</span>;
  return (
    <time dateTime={on} className="number">
      {form === 'table' ? on : dateInSentence(on, today, i18n.language)}
    </time>
  );
};

/** An instant: 2026-03-31 14:05; 今天 and 昨天 for the last two days. */
export const TimeText = ({ at }: { at: string | null }) => {
  const { t } = useTranslation();
  const { today } = useMe();
  if (!at) return <span className="quiet">—</span>;
  const { date, time } = timeInChina(at);
  const ago = daysBetween(date, today);
  const day = ago === 0 ? t('frame:date.today') : ago === 1 ? t('frame:date.yesterday') : date;
  return (
    <time dateTime={at} title={`${date} ${time}`} className="number">
      {day} {time}
    </time>
  );
};
