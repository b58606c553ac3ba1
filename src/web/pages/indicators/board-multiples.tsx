import { useTranslation } from 'react-i18next';
import type { BoardRow } from '../../../subjects/analysis/schema';
import { downloadUrl, useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { ChartSkeleton } from '../../parts/skeletons';
import { type Seen, seenInput } from './seen-address';
import { SeriesMultiples } from './series-multiples';

type Props = { row: BoardRow; seen: Seen; asOf: string; onUnit: (unitId: string) => void };

/** 小图: one indicator, a little line for each unit. */
export const BoardMultiples = ({ row, seen, asOf, onUnit }: Props) => {
  const { t } = useTranslation('analysis');
  const input = { indicatorId: row.id, ...seenInput(seen) };
  const { data, error, refetch } = useRead('analysis.series', input, { keep: true });
  if (error && !data) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data || data.indicator.id !== row.id) return <ChartSkeleton height={360} />;
  return (
    <SeriesMultiples
      series={data}
      title={t('chart.small', { name: row.name })}
      asOf={asOf}
      xlsx={downloadUrl('analysis.exportSeries', input)}
      onOpen={onUnit}
    />
  );
};
