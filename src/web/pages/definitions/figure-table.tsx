import { useTranslation } from 'react-i18next';
import type { FiguresPage } from '../../../subjects/indicators/definitions/schema';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { useRowWalk } from '../../parts/use-row-walk';

type Shown<T> = { data: T | undefined; error: unknown; refetch: () => unknown };
type Props = { state: Shown<FiguresPage>; isFiltered: boolean; onOpen: (id: string) => void };

/** What is collected: code, unit, kind, split, and who asks it. */
export const FigureTable = ({ state: { data, error, refetch }, isFiltered, onOpen }: Props) => {
  const { t } = useTranslation('definitions');
  const box = useRowWalk<HTMLTableSectionElement>();
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <LinesSkeleton lines={10} />;
  if (data.figures.length === 0)
    return <Empty title={t(isFiltered ? 'noneFound' : 'none.figures')}>{!isFiltered && t('none.how')}</Empty>;
  return (
    <table className="plain-table card-table">
      <thead>
        <tr>
          <th scope="col">{t('field.name')}</th>
          <th scope="col">{t('field.unit')}</th>
          <th scope="col">{t('field.kind')}</th>
          <th scope="col">{t('field.dimension')}</th>
          <th scope="col">{t('field.forms')}</th>
          <th scope="col" className="right">
            {t('field.indicators')}
          </th>
        </tr>
      </thead>
      <tbody ref={box}>
        {data.figures.map(row => (
          <tr key={row.id} data-row>
            <th scope="row">
              <button type="button" className="link-button" onClick={() => onOpen(row.id)}>
                {row.name}
              </button>
              <p className="quiet">{row.code}</p>
            </th>
            <td>{row.unit || '—'}</td>
            <td>{t(`kind.${row.kind}`)}</td>
            <td>{row.dimensionName ?? '—'}</td>
            <td>{row.forms.map(({ name }) => name).join(t('comma')) || '—'}</td>
            <td className="right number" data-label={t('field.indicators')}>
              {row.indicators}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
