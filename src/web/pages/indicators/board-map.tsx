import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, BoardRow } from '../../../subjects/analysis/schema';
import { useRead } from '../../api';
import { useMe } from '../../me';
import { RegionMap } from '../../parts/figures/region-map';
import { TileMap } from '../../parts/figures/tile-map';
import { periodName } from '../../parts/period-name';
import { MapDialog } from './map-dialog';
import { shownValue } from './shown-value';
import { lightOf } from './status-light';
import { unitsShown } from './units-shown';

type Props = {
  board: Board;
  row: BoardRow;
  tint: 'light' | 'ink';
  xlsx: string;
  asOf: string;
  onUnit: (unitId: string) => void;
};

/** 地图: the body's own map where it brought one and the counties are shown, else tiles. */
export const BoardMap = ({ board, row, tint, xlsx, asOf, onUnit }: Props) => {
  const { t } = useTranslation('analysis');
  const me = useMe();
  const { data: map } = useRead('analysis.map', {}, { staleTime: 600_000 });
  const [bringing, setBringing] = useState(false);
  const lit = row.statuses !== null;
  const units = unitsShown(t, board, [row]).map(({ id, name, at }) => ({
    id,
    name,
    value: shownValue(row.byUnit[at] ?? null, row),
    light: lightOf(row.statuses?.[at] ?? null),
  }));
  const title = t('chart.map', { name: row.name, period: periodName(t, row.period) });
  const common = { title, asOf, xlsx, units, unit: row.unit, onOpen: onUnit };
  const colouring = tint === 'light' && lit ? ('light' as const) : ('ink' as const);
  const note = tint === 'light' && !lit ? t('noLights') : undefined;
  const drawn = map?.shapes.regions.some(({ unitId }) => units.some(({ id }) => id === unitId));
  return (
    <>
      {map && drawn ? (
        <RegionMap
          {...common}
          colouring={colouring}
          shapes={map.shapes}
          note={
            <>
              {note} {t('map.by', { name: map.name })}
            </>
          }
        />
      ) : (
        <TileMap {...common} colouring={colouring} note={note} />
      )}
      {me.can.settle && (
        <p className="no-print">
          <button type="button" className="link-button" onClick={() => setBringing(true)}>
            {t(map ? 'map.replace' : 'map.bring')}
          </button>
        </p>
      )}
      {bringing && <MapDialog kept={map?.name ?? null} units={board.units} onClose={() => setBringing(false)} />}
    </>
  );
};
