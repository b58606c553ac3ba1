import { useTranslation } from 'react-i18next';
import type { IndicatorsPage } from '../../../subjects/indicators/definitions/schema';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { useRowWalk } from '../../parts/use-row-walk';

type Shown<T> = { data: T | undefined; error: unknown; refetch: () => unknown };
type Props = { state: Shown<IndicatorsPage>; isFiltered: boolean; onOpen: (id: string) => void };

/** The catalogue: every indicator, defined or only named by a plan. */
export const IndicatorTable = ({ state: { data, error, refetch }, isFiltered, onOpen }: Props) => {
  const { t } = useTranslation(['definitions', 'reporting']);
  const box = useRowWalk<HTMLTableSectionElement>();
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <LinesSkeleton lines={10} />;
  if (data.indicators.length === 0)
    return (
      <Empty title={t(isFiltered ? 'definitions:noneFound' : 'definitions:none.indicators')}>
        {!isFiltered && t('definitions:none.how')}
      </Empty>
    );
  return (
    <table className="plain-table card-table">
      <thead>
        <tr>
          <th scope="col">{t('definitions:field.name')}</th>
          <th scope="col">{t('definitions:field.unit')}</th>
          <th scope="col">{t('definitions:field.frequency')}</th>
          <th scope="col">{t('definitions:field.lead')}</th>
          <th scope="col" className="right">
            {t('definitions:field.targets')}
          </th>
        </tr>
      </thead>
      <tbody ref={box}>
        {data.indicators.map(row => (
          <tr key={row.id} data-row>
            <th scope="row">
              <button type="button" className="link-button" onClick={() => onOpen(row.id)}>
                {row.name}
              </button>
              <p className="quiet">
                {row.code ?? t('definitions:onlyPlanNames')}
                {row.code && !row.hasFormula && ` · ${t('definitions:noFormula')}`}
              </p>
            </th>
            <td data-label={t('definitions:field.unit')}>{row.unit || '—'}</td>
            <td data-label={t('definitions:field.frequency')}>
              {row.frequency ? t(`reporting:frequency.${row.frequency}`) : '—'}
            </td>
            <td data-label={t('definitions:field.lead')}>{row.leadUnitName ?? '—'}</td>
            <td className="right number" data-label={t('definitions:field.targets')}>
              {row.targets}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
