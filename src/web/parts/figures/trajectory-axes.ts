import type { ColumnNumbers } from './column-numbers';
import { monthLabels } from './month-labels';
import type { Domain } from './nice-domain';
import type { TrajectoryData } from './trajectory-data';
import { later, type TrajectoryInk, type TrajectoryWords } from './trajectory-drawing';

/** Days from left to right; the months are named by `monthNames`. */
export const dayAxis = ({ span }: TrajectoryData) => ({
  type: 'time',
  min: span.from,
  max: span.to,
  axisLabel: { show: false },
  splitLine: { show: false },
});

/** The names of the months, each under the middle of its month; January names the year where there are several. */
export const monthNames = (
  { span }: TrajectoryData,
  domain: Domain,
  words: TrajectoryWords,
  ink: TrajectoryInk,
  narrow: boolean,
) => {
  const years = span.from.slice(0, 4) !== span.to.slice(0, 4);
  return {
    id: 'months',
    type: 'scatter',
    silent: true,
    itemStyle: { opacity: 1 },
    clip: false,
    data: monthLabels(span, narrow ? 6 : 12).map(({ on, year, month }) => ({
      value: [on, domain.low],
      symbolSize: 0,
      label: {
        show: true,
        position: 'bottom',
        distance: 7,
        color: ink.ink2,
        fontSize: 12,
        formatter: years && month === 1 ? words.year(year) : words.month(month),
      },
    })),
  };
};

type Api = { coord: (place: Corner) => [number, number] };
type Corner = [on: string, at: number];

/** A surface between corners on the axes. */
const surface = (id: string, corners: Corner[], fill: string) => ({
  id,
  type: 'custom',
  silent: true,
  clip: true,
  z: 1,
  data: [corners[0]],
  renderItem: (_: unknown, api: Api) => ({
    type: 'polygon',
    shape: { points: corners.map(corner => api.coord(corner)) },
    style: { fill },
  }),
});

/** The band between the thresholds, in which the light is yellow. */
export const bandSeries = ({ planned }: TrajectoryData, { at }: ColumnNumbers, fill: string) => {
  const edges = planned.filter(({ warn, behind }) => warn != null && behind != null);
  if (edges.length < 2) return [];
  const corners: Corner[] = [
    ...edges.map(({ on, warn }): Corner => [on, at(warn!)]),
    ...edges.toReversed().map(({ on, behind }): Corner => [on, at(behind!)]),
  ];
  return [surface('band', corners, fill)];
};

/** The surface of a target that is a range, for each stretch in which it held. */
export const rangeSeries = ({ targets, span }: TrajectoryData, { at }: ColumnNumbers, fill: string) =>
  targets.flatMap(({ from, value, high }, index) => {
    if (!high) return [];
    const [left, right] = [later(from, span.from), targets[index + 1]?.from ?? span.to];
    const corners: Corner[] = [
      [left, at(value)],
      [right, at(value)],
      [right, at(high)],
      [left, at(high)],
    ];
    return [surface(`range ${index}`, corners, fill)];
  });
