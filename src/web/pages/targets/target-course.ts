import type { TFunction } from 'i18next';
import type { TargetPage } from '../../../subjects/indicators/targets/schema';
import type { TargetStep, TrajectoryData } from '../../parts/figures/trajectory-data';
import { timeInChina } from '../../parts/format-date';
import { lightOf } from '../indicators/status-light';
import { aimText } from '../tasks/target-words';

const aimOf = ({ value, low, high }: TargetPage['terms']): string | null => value ?? low ?? high;

/** The value that was aimed at from each day on: the first as it stood before any revision. */
const steps = (t: TFunction<'targets'>, { terms, revisions, unit }: TargetPage, from: string): TargetStep[] => {
  const aim = aimOf(terms);
  if (aim === null) return [];
  const words = aimText(t as TFunction, { ...terms, unit, approximate: false });
  const high = terms.value === null ? terms.high : null;
  const revised = revisions
    .toReversed()
    .filter(({ before, after }) => aimOf(before) !== null && aimOf(after) !== null && aimOf(before) !== aimOf(after));
  if (revised.length === 0) return [{ from, value: aim, high, words }];
  return [
    { from, value: aimOf(revised[0]!.before)! },
    ...revised.map(({ at, after }, index) => {
      const step = { from: timeInChina(at).date, value: aimOf(after)! };
      return index === revised.length - 1 ? { ...step, high, words } : step;
    }),
  ];
};

/** A target as the 推进曲线 draws it; `points` in place of its own for what is not signed yet. */
export const targetCourse = (
  t: TFunction<'targets'>,
  target: TargetPage,
  today: string,
  { points = target.terms.points, dueOn = target.terms.dueOn, aim = aimOf(target.terms) } = {},
): TrajectoryData => {
  const values = target.values.filter(({ whole }) => whole).toSorted((a, b) => a.on.localeCompare(b.on));
  const days = [...points.map(({ on }) => on), ...values.map(({ on }) => on), dueOn].toSorted();
  const from = days[0]!;
  const isOwn = aim === aimOf(target.terms);
  return {
    unit: target.unit,
    span: { from, to: days.at(-1)! },
    today: today >= from && today <= days.at(-1)! ? today : null,
    planned: points,
    reported: values.map(({ on, value }, index) => ({
      period: on,
      label: on.slice(5),
      on,
      value,
      planned: index === values.length - 1 ? target.reading.plannedThen : null,
      light: index === values.length - 1 && isOwn ? lightOf(target.reading.status) : null,
    })),
    targets: isOwn
      ? steps(t, target, from)
      : aim === null
        ? []
        : [...steps(t, target, from), { from: today, value: aim }],
    baseline: target.terms.baseline && points[0] ? { on: points[0].on, value: target.terms.baseline } : null,
  };
};
