import { useTranslation } from 'react-i18next';
import type { DimensionRow } from '../../../subjects/indicators/definitions/schema';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { useRowWalk } from '../../parts/use-row-walk';

type Props = {
  rows: DimensionRow[] | undefined;
  error: unknown;
  onRetry: () => void;
  isFiltered: boolean;
  onOpen: (id: string) => void;
};

/** By what figures are split: sex, stage of schooling. */
export const DimensionTable = ({ rows, error, onRetry, isFiltered, onOpen }: Props) => {
  const { t } = useTranslation('definitions');
  const box = useRowWalk<HTMLTableSectionElement>();
  if (error) return <ErrorNote error={error} onRetry={onRetry} />;
  if (!rows) return <LinesSkeleton lines={6} />;
  if (rows.length === 0)
    return <Empty title={t(isFiltered ? 'noneFound' : 'none.dimensions')}>{!isFiltered && t('none.how')}</Empty>;
  return (
    <table className="plain-table card-table">
      <thead>
        <tr>
          <th scope="col">{t('field.name')}</th>
          <th scope="col">{t('field.options')}</th>
          <th scope="col" className="right">
            {t('field.splits')}
          </th>
        </tr>
      </thead>
      <tbody ref={box}>
        {rows.map(row => (
          <tr key={row.id} data-row>
            <th scope="row">
              <button type="button" className="link-button" onClick={() => onOpen(row.id)}>
                {row.name}
              </button>
              <p className="quiet">{row.code}</p>
            </th>
            <td>{row.options.map(({ name }) => name).join(t('comma'))}</td>
            <td className="right number" data-label={t('field.splits')}>
              {row.figures}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
