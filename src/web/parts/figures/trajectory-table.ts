import { columnNumbers } from './column-numbers';
import type { FigureRows } from './figure-table';
import { type ReportedPoint, type TrajectoryData, targetOn, valuesOf } from './trajectory-data';
import { aimOf, type TrajectoryWords } from './trajectory-drawing';

type Ways = {
  /** 万 and 亿 where they read better. */
  scaled: boolean;
  onPick?: ((period: string) => void) | undefined;
};

/** A trajectory as rows: each period that is due, and the planned curve beyond it. */
export const trajectoryTable = (data: TrajectoryData, words: TrajectoryWords, { scaled, onPick }: Ways): FigureRows => {
  const { unit, planned, reported, targets } = data;
  const plannedOn = (point: ReportedPoint) =>
    point.planned ?? planned.find(({ on }) => on === point.on)?.planned ?? null;
  const ahead = planned.filter(({ on }) => on > (reported.at(-1)?.on ?? ''));
  const values = reported.map(({ value }) => value);
  const plans = [...reported.map(plannedOn), ...ahead.map(point => point.planned)];
  // Two columns, each with its own decimals, of one unit.
  const actual = columnNumbers(values, unit, scaled, valuesOf(data));
  const plan = columnNumbers(plans, unit, scaled, valuesOf(data));
  const aim = (on: string) => aimOf(targetOn(targets, on), actual);
  const counts = reported.some(({ missing }) => missing);
  return {
    columns: [words.period, words.actual, words.planned, words.target, ...(counts ? [words.unreported] : [])],
    rows: [
      ...reported.map(point => [
        point.label,
        { text: actual.cell(point.value), light: point.light ?? null, onOpen: onPick && (() => onPick(point.period)) },
        plan.cell(plannedOn(point)),
        aim(point.on),
        ...(counts ? [String(point.missing ?? 0)] : []),
      ]),
      ...ahead.map(point => [point.on, '—', plan.cell(point.planned), aim(point.on), ...(counts ? ['—'] : [])]),
    ],
  };
};
