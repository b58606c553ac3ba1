import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AcrossFigure, AcrossGroups } from '../../../subjects/reporting/across-schema';
import { readOnce } from '../../api';
import { HeatTable } from '../../parts/figures/heat-table';
import { periodName } from '../../parts/period-name';
import { changeCell, changeOf } from './across-heat';

/** More columns than this are no overview. */
const MOST = 12;

type Props = { figures: AcrossFigure[]; period: string };

/** Figures × counties of one period: how far each sum moved against the period before; a cell opens to the units behind it. */
export const AcrossOverview = ({ figures, period }: Props) => {
  const { t } = useTranslation('review');
  const navigate = useNavigate();
  const shown = figures.filter(({ periods }) => periods.some(one => one.period === period)).slice(0, MOST);
  const answers = useQueries({
    queries: shown.map(({ figureId }) => {
      const input = { figureId, period, lens: 'submitted' as const };
      return {
        queryKey: ['reporting.acrossFigure', input],
        queryFn: ({ signal }: { signal: AbortSignal }) => readOnce('reporting.acrossFigure', input, signal),
      };
    }),
  });
  const answered = answers.flatMap(({ data }) => (data ? [data] : []));
  if (answered.length === 0) return null;
  const open = (groupId: string, figureId: string) =>
    void navigate({ to: `/review/across/${figureId}/${period}`, search: { group: groupId } as never });
  return (
    <section className="review-section">
      <HeatTable
        title={t('across.moved', { period: periodName(t, period) })}
        columns={answered.map(({ figure }) => ({ id: figure.id, label: figure.name }))}
        rows={rowsOf(answered)}
        rowsAre={t('column.group')}
        unit="%"
        colouring="ink"
        onOpenCell={open}
      />
    </section>
  );
};

/** A county in a row, in the order in which they come. */
const rowsOf = (answered: readonly AcrossGroups[]) => {
  const names = new Map(answered.flatMap(({ groups }) => groups.map(({ groupId, groupName }) => [groupId, groupName])));
  return [...names].map(([id, name]) => ({
    id,
    name,
    cells: answered.map(({ groups }) => {
      const group = groups.find(({ groupId }) => groupId === id);
      return changeCell(group ? changeOf(group) : null);
    }),
  }));
};
