import { useTranslation } from 'react-i18next';
import { formatQuantity } from './format-quantity';

type Props = {
  /** Decimal text as the server gives it; null and undefined show as “—”, never as 0. */
  value: string | number | null | undefined;
  unit?: string | null;
  /** A difference: with its sign. */
  signed?: boolean;
  /** The unit stands in the column's header. */
  bare?: boolean;
};

/** 数值: tabular figures, 亿 and 万 where they read better, missing is “—”. */
export const Quantity = ({ value, unit = null, signed = false, bare = false }: Props) => {
  const { t, i18n } = useTranslation();
  if (value === null || value === undefined || value === '')
    return (
      <span className="number quiet">
        <span aria-hidden="true">—</span>
        <span className="visually-hidden">{t('frame:missing')}</span>
      </span>
    );
  const written = formatQuantity(value, unit, !bare && i18n.language !== 'en');
  const plus = signed && Number(value) > 0 ? '+' : '';
  return (
    <span className="number">
      {plus}
      {written.number}
      {!bare && written.unit && <span>{/^[%‰]/.test(written.unit) ? written.unit : ` ${written.unit}`}</span>}
    </span>
  );
};
