import type { TaskTarget } from '../../../subjects/indicators/schema';

export type BulletTarget = Pick<
  TaskTarget,
  'comparator' | 'value' | 'low' | 'high' | 'baseline' | 'latest' | 'plannedToday'
>;

/** Where the marks of a bullet stand, each between 0 and 1 of its width; null where there is nothing to mark. */
export type BulletScale = {
  /** Value at the left edge: the baseline, or zero. */
  start: string;
  aim: number;
  done: number | null;
  planned: number | null;
};

const clamp = (share: number): number => Math.min(1, Math.max(0, share));
// Room to the right of the target for what went beyond it.
const ROOM = 0.12;

/**
 * The way from the start to the target: how much of it is done, and how much the trajectory asks for today. Works downwards
 * too (不超过, 降至). A level without a baseline begins at zero. Null where the target has no number.
 */
export const bulletScale = (target: BulletTarget): BulletScale | null => {
  const aim = target.value ?? target.low ?? target.high;
  if (aim === null) return null;
  const number = (text: string | null): number | null => (text === null ? null : Number(text));
  const [to, latest, planned] = [Number(aim), number(target.latest), number(target.plannedToday)];
  // 清零 is a ceiling too, however it is written.
  const less = target.comparator === 'le' || target.comparator === 'lt' || to === 0;
  const from = target.baseline === null || target.comparator === 'add' ? 0 : Number(target.baseline);
  // A ceiling without a baseline: the bar is the value itself, the target a mark before the end.
  const way = less && from <= to ? Math.max(to, latest ?? 0) : to - from;
  const base = less && from <= to ? 0 : from;
  if (way === 0) return less ? { start: '0', aim: 0, done: latest === null ? null : 0, planned: null } : null;
  const share = (value: number | null): number | null =>
    value === null ? null : clamp(((value - base) / way) * (1 - ROOM));
  return { start: String(base), aim: share(to) ?? 0, done: share(latest), planned: share(planned) };
};
