import { useTranslation } from 'react-i18next';
import type { Board, BoardRow } from '../../../subjects/analysis/schema';
import { HeatTable } from '../../parts/figures/heat-table';
import { shownValue } from './shown-value';
import { lightOf } from './status-light';
import { unitsShown } from './units-shown';

type Props = {
  board: Board;
  rows: BoardRow[];
  tint: 'light' | 'ink';
  xlsx: string;
  asOf: string;
  onUnit: (unitId: string) => void;
  onCell: (unitId: string, indicatorId: string) => void;
};

/** 热力表: units × indicators. */
export const BoardHeat = ({ board, rows, tint, xlsx, asOf, onUnit, onCell }: Props) => {
  const { t } = useTranslation('analysis');
  const lit = rows.some(({ statuses }) => statuses);
  return (
    <HeatTable
      title={t('chart.heat')}
      asOf={asOf}
      xlsx={xlsx}
      rowsAre={t('below.unit')}
      columns={rows.map(({ id, name, unit }) => ({ id, label: name, unit }))}
      rows={unitsShown(t, board, rows).map(({ id, name, at }) => ({
        id,
        name,
        cells: rows.map(row => ({
          value: shownValue(row.byUnit[at] ?? null, row),
          light: lightOf(row.statuses?.[at] ?? null),
        })),
      }))}
      colouring={tint === 'light' && lit ? 'light' : 'ink'}
      note={tint === 'light' && !lit ? t('noLights') : undefined}
      onOpenRow={onUnit}
      onOpenCell={onCell}
    />
  );
};
