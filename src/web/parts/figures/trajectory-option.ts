import type { ChartOption } from '../chart-canvas';
import { type Domain, niceDomain } from './nice-domain';
import { actualSeries } from './trajectory-actual';
import { bandSeries, dayAxis, monthNames, rangeSeries } from './trajectory-axes';
import { type TargetStep, valuesOf } from './trajectory-data';
import { later, ROOM, type TrajectoryDrawing } from './trajectory-drawing';
import { markSeries } from './trajectory-marks';
import { lineNames, namesRoom } from './trajectory-names';

/** The scale of a trajectory; a rate in % does not pass 100 without reason. */
export const trajectoryDomain = ({ data, numbers }: Pick<TrajectoryDrawing, 'data' | 'numbers'>): Domain => {
  const cap = data.unit === '%' ? 100 : undefined;
  return niceDomain(valuesOf(data).map(numbers.at), { cap }) ?? { low: 0, high: 1, step: 1 };
};

/**
 * The drawing of a trajectory for ECharts: planned curve dotted, with the band in which the light is yellow; target as a line with
 * steps where it was revised; reported values in ink, broken where a period is missing. All is labelled where it stands.
 */
export const trajectoryOption = (drawing: TrajectoryDrawing): ChartOption => {
  const { data, numbers, ink, words, narrow } = drawing;
  const domain = trajectoryDomain(drawing);
  const tick = (position: number) => numbers.tick(position, domain.step);
  const widest = Math.max(tick(domain.low).length, tick(domain.high).length);
  return {
    grid: { left: widest * 7 + 12, right: namesRoom(drawing), ...ROOM, containLabel: false },
    xAxis: dayAxis(data),
    yAxis: {
      type: 'value',
      min: domain.low,
      max: domain.high,
      interval: domain.step,
      axisLabel: { formatter: tick, color: ink.ink2 },
      splitLine: { lineStyle: { color: ink.line } },
    },
    series: [
      ...bandSeries(data, numbers, ink.yellowWash),
      ...rangeSeries(data, numbers, ink.range),
      plannedSeries(drawing),
      ...targetSeries(drawing),
      actualSeries(drawing),
      markSeries(drawing, domain),
      lineNames(drawing, domain),
      monthNames(data, domain, words, ink, narrow),
    ],
  };
};

const plannedSeries = ({ data, numbers, ink, words }: TrajectoryDrawing) => ({
  id: 'planned',
  name: words.planned,
  type: 'line',
  silent: true,
  symbol: 'none',
  data: data.planned.map(({ on, planned }) => [on, numbers.at(planned)]),
  lineStyle: { type: 'dotted', width: 2, color: ink.ink3 },
});

const targetSeries = ({ data, numbers, ink, words }: TrajectoryDrawing) => {
  const { targets, span } = data;
  const line = (id: string, level: (step: TargetStep) => string) => ({
    id,
    name: words.target,
    type: 'line',
    silent: true,
    symbol: 'none',
    step: 'end',
    data: [
      ...targets.map(step => [later(step.from, span.from), numbers.at(level(step))]),
      ...targets.slice(-1).map(step => [span.to, numbers.at(level(step))]),
    ],
    lineStyle: { type: 'solid', width: 1.5, color: ink.ink2 },
  });
  const low = targets.length > 0 ? [line('target', ({ value }) => value)] : [];
  const high = targets.some(step => step.high) ? [line('target-high', step => step.high ?? step.value)] : [];
  return [...low, ...high];
};
