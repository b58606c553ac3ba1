import { lazy, Suspense, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegionShapes } from '../../../subjects/analysis/rules/read-geojson';
import { useNarrow } from '../../use-narrow';
import { inkOf } from '../chart-theme';
import { lightShapes } from '../light-mark';
import { type Colouring, shortNameOf, type UnitValue } from './chart-unit';
import { ColourKey } from './colour-key';
import { FigureFrame, type FigureFrameProps } from './figure-frame';
import { inkScale } from './ink-scale';
import { type RegionLook, regionOption } from './region-option';
import { tipOf } from './tip-of';
import { useColumnNumbers } from './use-column-numbers';
import { useInk } from './use-ink';

const RegionCanvas = lazy(async () => ({ default: (await import('./region-canvas')).RegionCanvas }));

export type RegionMapProps = FigureFrameProps & {
  /** What `readGeojson` made of the user's file; keep it (useMemo), it is large. */
  shapes: RegionShapes;
  units: readonly UnitValue[];
  unit: string | null;
  colouring: Colouring;
  onOpen?: ((unitId: string) => void) | undefined;
  /** Pixels; 460, on a phone 340. */
  height?: number;
};

/** The map that a user supplied, each region with its unit's name and value; what belongs to no unit is named below. */
export const RegionMap = ({ shapes, units, unit, colouring, onOpen, height, ...frame }: RegionMapProps) => {
  const { t } = useTranslation(['charts', 'frame']);
  const narrow = useNarrow();
  const ink = useInk();
  const numbers = useColumnNumbers(
    units.map(({ value }) => value),
    unit,
  );
  const tall = height ?? (narrow ? 340 : 460);
  const signature = JSON.stringify([units, colouring, unit, ink, !!onOpen]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `signature` holds all that is drawn
  const option = useCallback(
    (map: string) => {
      const step = inkScale(units.map(({ value }) => value));
      const find = (unitId: string | null) => units.find(({ id }) => id === unitId);
      const look = (unitId: string | null): RegionLook => {
        const one = find(unitId);
        if (!one)
          return { fill: inkOf('paper-2'), ink: inkOf('ink-3'), name: '', value: '', light: null, isMissing: true };
        const at = step(one.value);
        const light = colouring === 'light' ? one.light : null;
        return {
          fill: inkOf(
            colouring === 'light'
              ? light
                ? `light-${light}-wash`
                : 'paper'
              : at === null
                ? 'paper'
                : `ink-step-${at}`,
          ),
          ink: colouring === 'ink' && at === 4 ? inkOf('on-ink-step-4') : inkOf('ink'),
          name: shortNameOf(one),
          value: numbers.cell(one.value),
          light: light ? { shape: lightShapes[light], color: inkOf(`light-${light}`) } : null,
          isMissing: one.value === null,
        };
      };
      const tip = (unitId: string | null) => {
        const one = find(unitId);
        if (!one) return '';
        const words =
          one.light && colouring === 'light' ? [[lightShapes[one.light], t(`frame:light.${one.light}`)] as const] : [];
        return tipOf(one.name, [
          [t('charts:ranks.value'), [numbers.text(one.value), numbers.unit].filter(Boolean).join(' ')],
          ...words,
        ]);
      };
      const colours = { line: inkOf('line-strong'), lineStrong: inkOf('line-strong'), accent: inkOf('accent') };
      return regionOption({ map, regions: shapes.regions, look, tip, ink: colours, canOpen: !!onOpen });
    },
    [signature, shapes, t],
  );
  const table = {
    columns: [t('charts:ranks.unit'), t('charts:ranks.value')],
    rows: units.map(one => [
      { text: shortNameOf(one), onOpen: onOpen && (() => onOpen(one.id)) },
      { text: numbers.cell(one.value), light: colouring === 'light' ? (one.light ?? null) : null },
    ]),
  };
  const { unmatchedUnits, unmatchedRegions } = shapes;
  return (
    <FigureFrame
      {...frame}
      isEmpty={units.length === 0}
      unit={numbers.unit}
      table={table}
      missing={units.filter(({ value }) => value === null)}
      missingOf={units.length}
      onOpenMissing={onOpen}
      keyLine={<ColourKey colouring={colouring} cells={units} numbers={numbers} />}
      note={
        <>
          {unmatchedUnits.length > 0 && (
            <p>{t('charts:map.unitsWithout', { count: unmatchedUnits.length, names: listed(unmatchedUnits) })}</p>
          )}
          {unmatchedRegions.length > 0 && (
            <p>{t('charts:map.regionsWithout', { count: unmatchedRegions.length, names: listed(unmatchedRegions) })}</p>
          )}
          {frame.note}
        </>
      }
    >
      <Suspense fallback={<div className="skeleton-line" style={{ height: tall }} />}>
        <RegionCanvas
          key={ink}
          title={t('charts:map.spoken', { title: frame.title, count: units.length })}
          regions={shapes.regions}
          height={tall}
          option={option}
          onPick={onOpen && (name => units.some(({ id }) => id === name) && onOpen(name))}
        />
      </Suspense>
    </FigureFrame>
  );
};

const FEW = 12;
/** The first names of a long list; the table has all of them. */
const listed = (names: readonly string[]): string => names.slice(0, FEW).join('、') + (names.length > FEW ? '…' : '');
