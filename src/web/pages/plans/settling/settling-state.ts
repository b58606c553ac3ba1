import { applyStep, type KeptCorrection, type Step } from '../../../../subjects/plans/rules/steps';
import type { PlanPage } from '../../../../subjects/plans/schema';

/** What the server has, and the acts it has not yet taken. */
export type SettlingState = { version: number; kept: KeptCorrection[]; pending: Step[]; me: string };

export type SettlingEvent =
  | { type: 'loaded'; page: Pick<PlanPage, 'version' | 'corrections'> }
  | { type: 'done'; step: Step }
  | { type: 'taken'; step: Step; version: number; at: string }
  | { type: 'refused'; step: Step };

// After every time stamp of a server, in order among themselves.
const later = (count: number): string => `z${String(count).padStart(9, '0')}`;

const sameStep = (step: Step, state: Pick<SettlingState, 'kept' | 'me'>): boolean => {
  if (step.kind !== 'correct') return false;
  const tail = state.kept.slice(-step.corrections.length);
  return (
    tail.length === step.corrections.length &&
    tail.every(one => one.by === state.me && one.undoneAt === null) &&
    JSON.stringify(tail.map(one => one.payload)) === JSON.stringify(step.corrections)
  );
};

/** How one act or one answer changes what the page holds. */
export function nextSettling(state: SettlingState, event: SettlingEvent): SettlingState {
  switch (event.type) {
    case 'loaded': {
      if (event.page.version <= state.version && state.version > 0) return state;
      const next = { ...state, version: event.page.version, kept: event.page.corrections };
      // The server took the act, but its answer was lost on the way.
      const [first, ...rest] = next.pending;
      return first && sameStep(first, next) ? { ...next, pending: rest } : next;
    }
    case 'done':
      return { ...state, pending: [...state.pending, event.step] };
    case 'taken': {
      const pending = state.pending.filter(step => step !== event.step);
      // A fresh page may have brought it already.
      if (event.version <= state.version) return { ...state, pending };
      const kept = applyStep(state.kept, event.step, event.at, state.me);
      return { ...state, version: event.version, kept, pending };
    }
    case 'refused':
      return { ...state, pending: state.pending.filter(step => step !== event.step) };
  }
}

/** What counts on the page now: what the server has, with the acts that are on their way. */
export const keptNow = (state: SettlingState): KeptCorrection[] =>
  state.pending.reduce((kept, step, index) => applyStep(kept, step, later(index), state.me), state.kept);
