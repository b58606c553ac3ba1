import type { Correction } from '../schema';

/** A correction as it is kept: those of one act (one click) share who and when. */
export type KeptCorrection = {
  seq: number;
  payload: Correction;
  by: string | null;
  at: string;
  /** When it was taken back; null while it counts. */
  undoneAt: string | null;
};

const sameAct = (a: KeptCorrection, b: KeptCorrection): boolean => a.at === b.at && a.by === b.by;
const bySeq = (a: KeptCorrection, b: KeptCorrection): number => a.seq - b.seq;

/** ISO time stamps sort as text. */
const latestOf = (times: readonly string[]): string => [...times].sort().at(-1) ?? '';

/** What counts now, in order. */
export const activeOf = (kept: readonly KeptCorrection[]): Correction[] =>
  kept
    .filter(one => one.undoneAt === null)
    .sort(bySeq)
    .map(one => one.payload);

/** The rows that one undo takes back: the last act that still counts. Empty where nothing is left. */
export function lastAct<T extends KeptCorrection>(kept: readonly T[]): T[] {
  const active = kept.filter(one => one.undoneAt === null).sort(bySeq);
  const last = active.at(-1);
  if (!last) return [];
  return active.slice(active.findLastIndex(one => !sameAct(one, last)) + 1);
}

/** The rows that one redo brings back: what was taken back last, unless something new was done since. */
export function nextUndone<T extends KeptCorrection>(kept: readonly T[]): T[] {
  const undone = kept.filter(one => one.undoneAt !== null).sort(bySeq);
  const latest = latestOf(undone.map(one => one.undoneAt ?? ''));
  if (kept.some(one => one.undoneAt === null && one.at > latest)) return [];
  const first = undone.find(one => one.undoneAt === latest);
  return first ? undone.filter(one => one.undoneAt === latest && sameAct(one, first)) : [];
}

/** A time stamp that is after `earlier`, so that two acts of one millisecond stay two. */
export const laterThan = (now: string, earlier: readonly string[]): string => {
  const last = latestOf(earlier);
  return last && last >= now ? new Date(Date.parse(last) + 1).toISOString() : now;
};

/** One act of a person on a plan. */
export type Step = { kind: 'correct'; corrections: Correction[] } | { kind: 'undo' } | { kind: 'redo' };

/** The kept corrections after one more act: the page shows it before the server has answered. */
export function applyStep(
  kept: readonly KeptCorrection[],
  step: Step,
  at: string,
  by: string | null,
): KeptCorrection[] {
  if (step.kind === 'correct') {
    const first = Math.max(0, ...kept.map(one => one.seq)) + 1;
    const added = step.corrections.map((payload, index) => ({ seq: first + index, payload, by, at, undoneAt: null }));
    return [...kept, ...added];
  }
  const touched = new Set((step.kind === 'undo' ? lastAct(kept) : nextUndone(kept)).map(one => one.seq));
  const undoneAt = step.kind === 'undo' ? at : null;
  return kept.map(one => (touched.has(one.seq) ? { ...one, undoneAt } : one));
}
