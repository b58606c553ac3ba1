import type { Light } from '../../../subjects/tasks/schema';
import { lightShapes } from '../light-mark';
import { onPaper, type TrajectoryDrawing } from './trajectory-drawing';

const symbols: Record<Light, string> = {
  green: 'circle',
  yellow: 'triangle',
  red: 'rect',
  grey: 'circle',
  blue: 'circle',
};

/** What was reported, in ink, broken where a period is missing; the latest value with its light and its words. */
export const actualSeries = (drawing: TrajectoryDrawing) => {
  const { data, numbers, ink, words } = drawing;
  const lastAt = data.reported.findLastIndex(({ value }) => value !== null);
  return {
    id: 'actual',
    name: words.actual,
    type: 'line',
    connectNulls: false,
    z: 4,
    symbol: 'circle',
    symbolSize: 6,
    lineStyle: { width: 2, color: ink.ink },
    itemStyle: { color: ink.ink },
    data: data.reported.map(({ on, value, period, light }, index) => {
      const place = { value: [on, value === null ? null : numbers.at(value)], period };
      if (index !== lastAt) return place;
      const itemStyle = light && {
        color: light === 'grey' ? ink.paper : ink.lights[light],
        borderColor: ink.lights[light],
        borderWidth: light === 'grey' ? 2 : 0,
      };
      const mark = light ? { symbol: symbols[light], itemStyle } : {};
      return { ...place, ...mark, symbolSize: light ? 11 : 8, label: latestLabel(drawing, lastAt) };
    }),
  };
};

/** “实际 92.9 ▲ 预警”, towards the days that are not yet drawn, on the side where the planned curve is not. */
const latestLabel = ({ data, numbers, ink, words }: TrajectoryDrawing, at: number) => {
  const { on, value, planned, light } = data.reported[at]!;
  const [from, to] = [Date.parse(data.span.from), Date.parse(data.span.to)];
  const isLate = (Date.parse(on) - from) / (to - from) > 0.7;
  const isBelow = planned != null && value !== null && numbers.at(value) < numbers.at(planned);
  const lightWords = light ? `  {s|${lightShapes[light]}}{w| ${words.lights[light]}}` : '';
  return {
    show: true,
    position: isBelow ? 'bottom' : 'top',
    align: isLate ? 'right' : 'left',
    offset: [isLate ? 6 : -6, isBelow ? 3 : -3],
    padding: [2, 3],
    backgroundColor: ink.paper,
    formatter: `{v|${words.actual} ${numbers.text(value)}}${lightWords}`,
    rich: {
      v: { ...onPaper(ink), color: ink.ink, fontWeight: 600 },
      s: { ...onPaper(ink), color: light ? ink.lights[light] : ink.ink },
      w: { ...onPaper(ink), color: ink.ink },
    },
  };
};
