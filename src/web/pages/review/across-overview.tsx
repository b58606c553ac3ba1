import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AcrossFigure, AcrossMoves } from '../../../subjects/reporting/across-schema';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { HeatTable } from '../../parts/figures/heat-table';
import { periodName } from '../../parts/period-name';
import { TableSkeleton } from '../../parts/skeletons';
import { asNumber, changeCell } from './across-heat';
import { changePercent } from './change-percent';

/** More columns than this are no overview. */
const MOST = 12;

type Props = { figures: AcrossFigure[]; period: string };

/** Figures × counties of one period: how far each sum moved against the period before; a cell opens to the units behind it. */
export const AcrossOverview = ({ figures, period }: Props) => {
  const { t } = useTranslation('review');
  const navigate = useNavigate();
  const shown = figures.filter(({ periods }) => periods.some(one => one.period === period)).slice(0, MOST);
  const input = { figureIds: shown.map(({ figureId }) => figureId), period };
  const { data, error, refetch } = useRead('reporting.acrossMoves', input, { enabled: shown.length > 0, keep: true });
  if (shown.length === 0) return null;
  const open = (groupId: string, figureId: string) =>
    void navigate({ to: `/review/across/${figureId}/${period}`, search: { group: groupId } as never });
  return (
    <section className="review-section">
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {!data && !error && <TableSkeleton rows={18} columns={Math.min(MOST, shown.length) + 1} />}
      {data && (
        <HeatTable
          title={t('across.moved', { period: periodName(t, data.period) })}
          columns={shown.map(({ figureId, name }) => ({ id: figureId, label: name }))}
          rows={rowsOf(data, shown)}
          rowsAre={t('column.group')}
          unit="%"
          colouring="ink"
          onOpenCell={open}
        />
      )}
    </section>
  );
};

const rowsOf = ({ groups }: AcrossMoves, shown: readonly AcrossFigure[]) =>
  groups.map(({ groupId, groupName, figures }) => ({
    id: groupId,
    name: groupName,
    cells: shown.map(({ figureId }) => {
      const sums = figures.find(one => one.figureId === figureId);
      return changeCell(sums ? asNumber(changePercent(sums.previous, sums.total)) : null);
    }),
  }));
