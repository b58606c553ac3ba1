import { useTranslation } from 'react-i18next';

/** A value that is already written in its column's unit; “—” is said as “no data”. */
export const FigureValue = ({ text }: { text: string }) => {
  const { t } = useTranslation();
  if (text !== '—') return <span className="number">{text}</span>;
  return (
    <span className="number quiet">
      <span aria-hidden="true">—</span>
      <span className="visually-hidden">{t('frame:missing')}</span>
    </span>
  );
};
