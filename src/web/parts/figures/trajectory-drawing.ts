import type { Light } from '../../../subjects/tasks/schema';
import type { ColumnNumbers } from './column-numbers';
import type { TargetStep, TrajectoryData } from './trajectory-data';

/** Colours as they are now, from the theme. */
export type TrajectoryInk = Record<
  'ink' | 'ink2' | 'ink3' | 'line' | 'lineStrong' | 'paper' | 'range' | 'yellowWash',
  string
> & {
  lights: Record<Light, string>;
};

export type TrajectoryWords = Record<
  'period' | 'actual' | 'planned' | 'target' | 'baseline' | 'today' | 'unreported',
  string
> & {
  revised: (from: string, to: string) => string;
  missing: (count: number) => string;
  lights: Record<Light, string>;
  month: (month: number) => string;
  year: (year: number) => string;
};

/** All that a trajectory is drawn from: figures, their unit, colours and words. */
export type TrajectoryDrawing = {
  data: TrajectoryData;
  numbers: ColumnNumbers;
  ink: TrajectoryInk;
  words: TrajectoryWords;
  height: number;
  /** On a phone. */
  narrow: boolean;
};

/** Room around the drawing, in pixels: it is fixed so that words can be placed. */
export const ROOM = { top: 34, bottom: 26 } as const;

export const later = (...days: string[]): string => days.toSorted().at(-1)!;

/** Words on paper: readable where they cross a line. */
export const onPaper = (ink: TrajectoryInk) => ({ textBorderColor: ink.paper, textBorderWidth: 3, fontSize: 12 });

/** A target in words, or in figures. */
export const aimOf = (step: TargetStep | null, numbers: ColumnNumbers): string => {
  if (!step) return '—';
  return (
    step.words ??
    [step.value, step.high ?? null]
      .filter(value => value !== null)
      .map(numbers.text)
      .join('–')
  );
};
