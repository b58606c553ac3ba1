import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNarrow } from '../../use-narrow';
import { inkOf, lightColors } from '../chart-theme';
import type { ChartUnit } from './chart-unit';
import { FigureFrame, type FigureFrameProps } from './figure-frame';
import { type TrajectoryData, valuesOf } from './trajectory-data';
import { aimOf, type TrajectoryWords } from './trajectory-drawing';
import { trajectoryOption } from './trajectory-option';
import { trajectoryTable } from './trajectory-table';
import { trajectoryTip } from './trajectory-tip';
import { useColumnNumbers } from './use-column-numbers';
import { useInk } from './use-ink';

const ChartCanvas = lazy(async () => ({ default: (await import('../chart-canvas')).ChartCanvas }));

export type TrajectoryChartProps = FigureFrameProps &
  TrajectoryData & {
    /** Who is missing in the latest value. */
    missing?: readonly ChartUnit[];
    missingOf?: number;
    onOpenMissing?: ((unitId: string) => void) | undefined;
    /** A reported value was picked: code of its period. */
    onPick?: ((period: string) => void) | undefined;
    /** Pixels; 280, on a phone 240. */
    height?: number;
  };

/** 推进曲线: reported values against the planned curve with its band, the target with its revisions, baseline and today. */
export const TrajectoryChart = (props: TrajectoryChartProps) => {
  const { unit, span, today, planned, reported, targets, baseline = null, onPick, height, ...frame } = props;
  const { t, i18n } = useTranslation(['charts', 'frame']);
  const narrow = useNarrow();
  const ink = useInk();
  const data: TrajectoryData = { unit, span, today, planned, reported, targets, baseline };
  const numbers = useColumnNumbers(
    reported.map(({ value }) => value),
    unit,
    valuesOf(data),
  );
  const words = useTrajectoryWords();
  const tall = height ?? (narrow ? 240 : 280);
  const signature = JSON.stringify(data);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `signature` holds the data, `ink` stands for the colours, t for the words
  const option = useMemo(
    () => ({
      ...trajectoryOption({ data, numbers, words, ink: trajectoryInk(), height: tall, narrow }),
      tooltip: trajectoryTip(data, numbers, words),
    }),
    [signature, ink, t, tall, narrow],
  );
  const isEmpty = planned.length === 0 && targets.length === 0 && reported.every(({ value }) => value === null);
  const last = reported.findLast(({ value }) => value !== null);
  const spoken = t('charts:trajectory.spoken', {
    title: props.title,
    period: last?.label ?? '—',
    value: numbers.text(last?.value ?? null),
    planned: numbers.text(last?.planned ?? null),
    target: aimOf(targets.at(-1) ?? null, numbers),
    unit: numbers.unit ?? '',
  });
  return (
    <FigureFrame
      {...frame}
      isEmpty={isEmpty}
      unit={numbers.unit}
      table={trajectoryTable(data, words, { scaled: i18n.language !== 'en', onPick })}
    >
      <Suspense fallback={<div className="skeleton-line" style={{ height: tall }} />}>
        <ChartCanvas
          key={ink}
          title={spoken}
          option={option}
          height={tall}
          onPick={onPick && (({ data: item }) => pick(item, onPick))}
        />
      </Suspense>
    </FigureFrame>
  );
};

const pick = (item: unknown, onPick: (period: string) => void): void => {
  if (typeof item === 'object' && item !== null && 'period' in item) onPick(String(item.period));
};

const trajectoryInk = () => ({
  ink: inkOf('ink'),
  ink2: inkOf('ink-2'),
  ink3: inkOf('ink-3'),
  line: inkOf('line'),
  lineStrong: inkOf('line-strong'),
  paper: inkOf('paper'),
  range: inkOf('paper-2'),
  yellowWash: inkOf('light-yellow-wash'),
  lights: lightColors(),
});

const useTrajectoryWords = (): TrajectoryWords => {
  const { t, i18n } = useTranslation(['charts', 'frame']);
  const word = (key: string) => t(`charts:trajectory.${key}`);
  return {
    period: word('period'),
    actual: word('actual'),
    planned: word('planned'),
    target: word('target'),
    baseline: word('baseline'),
    today: word('today'),
    unreported: word('unreported'),
    missing: count => t('charts:missing.count', { count }),
    revised: (from, to) => t('charts:trajectory.revised', { from, to }),
    lights: {
      red: t('frame:light.red'),
      yellow: t('frame:light.yellow'),
      green: t('frame:light.green'),
      grey: t('frame:light.grey'),
      blue: t('frame:light.blue'),
    },
    month: month => new Date(2026, month - 1, 15).toLocaleDateString(i18n.language, { month: 'short' }),
    year: year => t('charts:trajectory.year', { year }),
  };
};
