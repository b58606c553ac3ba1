import { addDays } from '../../../kernel/calendar';
import { periodOf } from '../../../kernel/period';
import type { Series } from '../../../subjects/analysis/schema';
import type { ReportedPoint, TargetStep, TrajectoryData } from '../../parts/figures/trajectory-data';
import { aimValue, aimWords } from './aim-words';
import { shownValue } from './shown-value';
import { lightOf } from './status-light';

const dayOf = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);

/** The value that was aimed at from each day on: the first as it stood before any revision. */
export const targetSteps = (
  { target, indicator }: Pick<Series, 'target' | 'indicator'>,
  from: string,
): TargetStep[] => {
  if (!target) return [];
  const value = aimValue(target);
  if (value === null) return [];
  const revised = target.revisions.filter(({ before, after }) => before !== null && after !== null && before !== after);
  const now = { high: target.value === null ? target.high : null, words: aimWords(target, indicator.unit) };
  if (revised.length === 0) return [{ from, value, ...now }];
  return [
    { from, value: revised[0]!.before! },
    ...revised.map(({ at, after }, index) => ({
      from: dayOf(at),
      value: after!,
      ...(index === revised.length - 1 ? now : {}),
    })),
  ];
};

/** A cumulative figure begins anew each year: a line from last December to this January would be a fall that never was. */
export const comparable = ({ indicator, whole }: Pick<Series, 'indicator' | 'whole'>): Series['whole'] => {
  if (!indicator.figures.some(({ kind }) => kind === 'cumulative')) return whole;
  const year = whole.at(-1)!.period.slice(0, 4);
  return whole.filter(({ period }) => period.startsWith(year));
};

/** A series as the 推进曲线 draws it; `label` writes a period. */
export const trendData = (series: Series, today: string, label: (period: string) => string): TrajectoryData => {
  const { indicator, target } = series;
  // Nobody was asked before the forms began: that is no gap.
  const asked = comparable(series).filter(({ value, reported }) => value !== null || reported.expected > 0);
  const whole = asked.length > 0 ? asked : series.whole.slice(-1);
  const first = periodOf(whole[0]!.period)!.start;
  const begins = target?.points[0]?.on ?? first;
  const span = {
    from: [first, begins].toSorted()[0]!,
    to: [whole.at(-1)!.endsOn, target?.dueOn ?? first].toSorted()[1]!,
  };
  return {
    unit: indicator.unit,
    span,
    today: today >= span.from && today <= span.to ? today : null,
    planned: (target?.points ?? []).map(({ on, planned }) => ({ on, planned: shownValue(planned, indicator)! })),
    reported: whole.map(
      (point): ReportedPoint => ({
        period: point.period,
        label: label(point.period),
        on: point.endsOn,
        // Beside a planned curve stands what counts towards it.
        value: shownValue(target ? point.actual : point.value, indicator),
        planned: shownValue(point.planned, indicator),
        // Before the target's course began there is nothing to be behind of.
        light: point.endsOn < begins ? null : lightOf(point.status),
        missing: point.reported.expected - point.reported.reported,
      }),
    ),
    targets: targetSteps(series, target ? begins : addDays(first, 0)),
    baseline: target?.baseline && target.points[0] ? { on: target.points[0].on, value: target.baseline } : null,
  };
};
