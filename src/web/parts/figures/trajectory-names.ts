import type { Light } from '../../../subjects/tasks/schema';
import { lightShapes } from '../light-mark';
import type { ColumnNumbers } from './column-numbers';
import type { Domain } from './nice-domain';
import { spreadLabels } from './spread-labels';
import type { TargetStep } from './trajectory-data';
import { aimOf, ROOM, type TrajectoryDrawing } from './trajectory-drawing';
import { wordsWidth } from './words-width';

const LINE = 15;

type Name = { at: number; text: string; color: string; shape?: string };

/** What is named beside the ends of the lines: target, planned curve, and what it means to be in the band and below it. */
const namesOf = ({ data, numbers, ink, words, narrow }: TrajectoryDrawing): Name[] => {
  const [plan, target] = [data.planned.at(-1), data.targets.at(-1)];
  const light = (one: Light, at: number): Name => ({
    at,
    text: `{s|${lightShapes[one]}} ${words.lights[one]}`,
    color: ink.ink2,
    shape: ink.lights[one],
  });
  const aim = aimOf(target ?? null, numbers);
  // There is not always room for both.
  const said = `${words.target} ${aim}`;
  const short = wordsWidth(said) > (narrow ? 84 : 190);
  const { warn = null, behind = null } = plan ?? {};
  return [
    ...(target ? [{ at: middleOf(target, numbers), text: short ? aim : said, color: ink.ink }] : []),
    ...(plan ? [{ at: numbers.at(plan.planned), text: words.planned, color: ink.ink3 }] : []),
    ...(warn !== null && behind !== null
      ? [light('yellow', (numbers.at(warn) + numbers.at(behind)) / 2), light('red', numbers.at(behind))]
      : []),
  ];
};

/** A range is named in its middle. */
const middleOf = ({ value, high }: TargetStep, { at }: ColumnNumbers): number =>
  high ? (at(value) + at(high)) / 2 : at(value);

/** Room that the names need at the right, in pixels. */
export const namesRoom = (drawing: TrajectoryDrawing): number => {
  const widest = Math.max(20, ...namesOf(drawing).map(({ text }) => wordsWidth(text)));
  return Math.min(drawing.narrow ? 110 : 200, widest + 12);
};

/** The names beside the ends of lines, moved apart where they meet. */
export const lineNames = (drawing: TrajectoryDrawing, { low, high }: Domain) => {
  const names = namesOf(drawing);
  const inside = drawing.height - ROOM.top - ROOM.bottom;
  const y = (at: number) => ((high - at) / (high - low)) * inside;
  const wanted = names.map(({ at }) => y(at));
  const places = spreadLabels(wanted, LINE, -LINE, inside + LINE / 2);
  return {
    id: 'names',
    type: 'scatter',
    silent: true,
    itemStyle: { opacity: 1 },
    clip: false,
    data: names.map(({ at, text, color, shape = color }, index) => ({
      value: [drawing.data.span.to, at],
      symbolSize: 0,
      label: {
        show: true,
        position: 'right',
        offset: [2, places[index]! - wanted[index]!],
        formatter: text,
        color,
        fontSize: 12,
        rich: { s: { color: shape, fontSize: 12 } },
      },
    })),
  };
};
