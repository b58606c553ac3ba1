import type { Finding } from '../../../kernel/finding';
import { drawTrajectory, type GivenPoint } from '../../../subjects/indicators/rules/trajectory';
import type { TrajectoryShape } from '../../../subjects/indicators/schema';
import type { TargetPage } from '../../../subjects/indicators/targets/schema';
import { useDraft } from '../../parts/use-draft';

/** What is typed in a 目标调整; numbers as text, blank where there is none. */
export type RevisionText = {
  value: string;
  low: string;
  high: string;
  dueOn: string;
  baseline: string;
  trajectory: TrajectoryShape;
  startOn: string;
  points: { on: string; planned: string }[];
  pairValue: string;
  reason: string;
};

/** A number as the server takes it: without the commas of a spreadsheet. */
export const plainInput = (text: string): string => text.replaceAll(/[,，\s]/g, '');
export const isNumber = (text: string): boolean => /^-?\d{1,15}(\.\d{1,6})?$/.test(plainInput(text));
const orNull = (text: string): string | null => (text.trim() === '' ? null : plainInput(text));

export const byGivenDays = (shape: TrajectoryShape): boolean => shape === 'manual' || shape === 'stepped';

/** The day of the baseline, where nothing else is said. */
const startDay = (target: TargetPage): string => target.terms.startOn ?? `${target.task.year - 1}-12-31`;

const textOf = (target: TargetPage): RevisionText => {
  const { value, low, high, dueOn, baseline, trajectory, points } = target.terms;
  const start = startDay(target);
  return {
    ...{ value: value ?? '', low: low ?? '', high: high ?? '', dueOn, baseline: baseline ?? '', trajectory },
    startOn: start,
    points: byGivenDays(trajectory) ? points.filter(({ on }) => on !== start && on !== dueOn) : [],
    pairValue: target.pair?.value ?? '',
    reason: '',
  };
};

const givenOf = (points: RevisionText['points']): GivenPoint[] =>
  points.filter(({ on }) => on !== '').map(({ on, planned }) => ({ on, planned: orNull(planned) }));

/** The trajectory as it would be drawn. */
const preview = (
  target: TargetPage,
  text: RevisionText,
): { points: { on: string; planned: string }[]; findings: Finding[] } => {
  const { comparator } = target.terms;
  const numbers = [text.value, text.low, text.high, text.baseline, ...text.points.map(({ planned }) => planned)];
  if (text.dueOn === '' || numbers.some(one => one.trim() !== '' && !isNumber(one)))
    return { points: [], findings: [] };
  const [value, low, high, baseline] = [text.value, text.low, text.high, text.baseline].map(orNull);
  return drawTrajectory({
    target: { comparator, value: value!, low: low!, high: high!, baseline: baseline!, unit: target.unit },
    shape: text.trajectory,
    startOn: text.startOn || startDay(target),
    dueOn: text.dueOn,
    direction: target.indicator.direction,
    given: givenOf(text.points),
  });
};

/** What is sent: only what differs from the terms in force. */
const changeOf = (target: TargetPage, text: RevisionText) => {
  const { terms } = target;
  const differs = <T>(now: T, before: T): now is T => now !== before;
  const [value, low, high, baseline] = [text.value, text.low, text.high, text.baseline].map(orNull);
  const given = givenOf(text.points);
  const before = textOf(target);
  const pointsDiffer =
    byGivenDays(text.trajectory) &&
    (text.trajectory !== terms.trajectory || JSON.stringify(text.points) !== JSON.stringify(before.points));
  return {
    ...(differs(value, terms.value) ? { value: value! } : {}),
    ...(differs(low, terms.low) ? { low: low! } : {}),
    ...(differs(high, terms.high) ? { high: high! } : {}),
    ...(differs(baseline, terms.baseline) ? { baseline: baseline! } : {}),
    ...(differs(text.dueOn, terms.dueOn) ? { dueOn: text.dueOn } : {}),
    ...(differs(text.trajectory, terms.trajectory) ? { trajectory: text.trajectory } : {}),
    ...(differs(text.startOn, startDay(target)) ? { startOn: text.startOn || null } : {}),
    ...(pointsDiffer ? { points: given } : {}),
    ...(target.pair && differs(text.pairValue, target.pair.value ?? '') && isNumber(text.pairValue)
      ? { pairValue: plainInput(text.pairValue) }
      : {}),
  };
};

/** A revision while it is written: kept as it is typed, its trajectory drawn at once. */
export const useRevision = (target: TargetPage) => {
  const draft = useDraft<RevisionText>(`target-revise.${target.id}`, textOf(target));
  const text = draft.value;
  const change = changeOf(target, text);
  const drawn = preview(target, text);
  const aims = target.terms.comparator === 'range' ? [text.low, text.high] : [text.value];
  const isValid =
    aims.some(isNumber) &&
    [...aims, text.baseline].every(one => one.trim() === '' || isNumber(one)) &&
    drawn.findings.every(({ level }) => level !== 'error');
  return {
    text,
    set: (patch: Partial<RevisionText>) => draft.set({ ...text, ...patch }),
    clear: draft.clear,
    change,
    drawn,
    aim: aims.map(orNull).find(one => one !== null && isNumber(one)) ?? null,
    /** Something differs, and what is typed can be signed. */
    ready: isValid && Object.keys(change).length > 0 && text.reason.trim() !== '',
  };
};

export type Revising = ReturnType<typeof useRevision>;
