import { plainDecimal } from '../../../kernel/decimal';
import type { EntryChange } from './entry-types';

/** What was done at once, and so is taken back at once. */
export type ActionKind = 'type' | 'paste' | 'clear' | 'cut' | 'fill';
export type Step = { row: string; column: string; before: string; after: string };
export type Action = { kind: ActionKind; steps: Step[] };
export type UndoStack = { done: readonly Action[]; undone: readonly Action[] };

const MOST_ACTIONS = 200;
export const emptyStack: UndoStack = { done: [], undone: [] };

type TextOf = (row: string, column: string) => string;

/** Notes an action; what was undone before it is gone. */
export const recordAction = (stack: UndoStack, kind: ActionKind, changes: EntryChange[], textOf: TextOf): UndoStack => {
  const steps = changes.map(({ row, column, text }) => ({ row, column, before: textOf(row, column), after: text }));
  return { done: [...stack.done.slice(1 - MOST_ACTIONS), { kind, steps }], undone: [] };
};

const isSame = (a: string, b: string): boolean => {
  if (a === b) return true;
  const number = /^-?\d+(\.\d+)?$/;
  return number.test(a) && number.test(b) && plainDecimal(a) === plainDecimal(b);
};

export type Undone = {
  stack: UndoStack;
  action: Action;
  changes: { row: string; column: string; text: string }[];
  /** Cells that somebody else, or a choice, has changed since: left alone. */
  kept: number;
};

/** Takes back the last action (or does it again); null where there is none. */
const turn = (stack: UndoStack, back: boolean, textOf: TextOf): Undone | null => {
  const [from, to] = back ? [stack.done, stack.undone] : [stack.undone, stack.done];
  const action = from.at(-1);
  if (!action) return null;
  const changes = action.steps
    .map(({ row, column, before, after }) => ({ row, column, now: back ? after : before, text: back ? before : after }))
    .filter(({ row, column, now }) => isSame(textOf(row, column), now))
    .map(({ row, column, text }) => ({ row, column, text }));
  const [less, more] = [from.slice(0, -1), [...to, action]];
  return {
    stack: back ? { done: less, undone: more } : { done: more, undone: less },
    action,
    changes,
    kept: action.steps.length - changes.length,
  };
};

export const undo = (stack: UndoStack, textOf: TextOf): Undone | null => turn(stack, true, textOf);
export const redo = (stack: UndoStack, textOf: TextOf): Undone | null => turn(stack, false, textOf);
