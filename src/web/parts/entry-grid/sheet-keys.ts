import type { KeyboardEvent } from 'react';
import type { At } from './entry-types';
import { type Direction, nextInOrder, step, toEdge } from './move-active';
import { isOpenAt, planeOf } from './sheet-view';
import type { SheetActions } from './use-sheet';

const ARROWS: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

type Around = {
  /** Rows in sight: a page. */
  pageRows: () => number;
  /** Puts the keyboard into the bubble of the active cell; false where there is nothing to type. */
  enterBubble: () => boolean;
  onComment: (at: At) => void;
};

/** Moves of the keyboard: where to, or null where the key is none. */
const target = (event: KeyboardEvent, { live }: SheetActions, pageRows: () => number): At | null => {
  const { place, view } = live.current;
  if (!place) return null;
  const plane = planeOf(view);
  // With Shift it is the other end that moves.
  const from = event.shiftKey ? place.head : place.active;
  const far = event.ctrlKey || event.metaKey;
  const arrow = ARROWS[event.key];
  if (arrow) return far ? toEdge(plane, from, arrow) : step(plane, from, arrow);
  if (event.key === 'PageDown') return step(plane, from, 'down', pageRows());
  if (event.key === 'PageUp') return step(plane, from, 'up', pageRows());
  if (event.key === 'Home') return toEdge(plane, far ? toEdge(plane, from, 'up') : from, 'left');
  if (event.key === 'End') return toEdge(plane, far ? toEdge(plane, from, 'down') : from, 'right');
  return null;
};

/** Enter and Tab: they write what was typed and go on. Tab leaves at the end, and anywhere after Escape. */
const goOn = (event: KeyboardEvent, actions: SheetActions): boolean => {
  const { place, view, notice, tabFrom } = actions.live.current;
  if (!place || (event.key !== 'Enter' && event.key !== 'Tab')) return false;
  const plane = planeOf(view);
  const back = event.shiftKey;
  if (event.key === 'Enter') {
    const from = { ...place.active, column: tabFrom ?? place.active.column };
    actions.select(step(plane, from, back ? 'up' : 'down'));
    return true;
  }
  const next = nextInOrder(plane, place.active, back ? -1 : 1, at => isOpenAt(view, at));
  if (notice?.kind === 'leaving' || !next) {
    actions.commit();
    return false;
  }
  actions.goAlong(next);
  return true;
};

const command = (event: KeyboardEvent, actions: SheetActions): boolean => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
  const { view } = actions.live.current;
  const key = event.key.toLowerCase();
  if (key === 'z' && !event.shiftKey) actions.undo();
  else if (key === 'y' || key === 'z') actions.redo();
  else if (key === 'd') actions.fillDown();
  else if (key === 'r' && !event.shiftKey) actions.fillRight();
  else if (key === 'a') {
    const plane = planeOf(view);
    actions.select(step(plane, { row: 0, column: 0 }, 'down', 0));
    actions.select({ row: view.rows.length - 1, column: plane.columns - 1 }, true);
  } else return false;
  return true;
};

/** The keys of a spreadsheet. True: the key was taken. */
const standing = (event: KeyboardEvent, actions: SheetActions, around: Around): boolean => {
  const { place, view } = actions.live.current;
  if (!place) return false;
  if (event.key === 'ArrowDown' && event.altKey) return around.enterBubble();
  if (event.altKey) return false;
  if (command(event, actions) || goOn(event, actions)) return true;
  const to = target(event, actions, around.pageRows);
  if (to) actions.select(to, event.shiftKey);
  else if (event.key === 'F2' && event.shiftKey) around.onComment(place.active);
  else if (event.key === 'F2') actions.edit();
  else if (event.key === 'Delete' || event.key === 'Backspace') actions.clear();
  else if (event.key === 'Escape') actions.say({ kind: 'leaving' });
  else {
    const types = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
    if (types && !isOpenAt(view, place.active)) actions.say({ kind: 'shut', cells: 1 });
    // Whatever else is typed goes into the field of the cell, an input method's keys too.
    return false;
  }
  return true;
};

/** While something is being typed: only what ends it. */
const typing = (event: KeyboardEvent, actions: SheetActions, pageRows: () => number): boolean => {
  const { draft } = actions.live.current;
  if (event.key === 'Escape') actions.type(null);
  else if (event.key === 'F2') actions.edit();
  else if (goOn(event, actions)) return true;
  else if (draft?.how === 'over' && !event.shiftKey) {
    const to = target(event, actions, pageRows);
    if (!to) return false;
    actions.select(to);
  } else return false;
  return true;
};

/** One handler for all keys in the table. */
export const sheetKeys =
  (actions: SheetActions, around: Around) =>
  (event: KeyboardEvent): void => {
    // While an input method composes, its keys are its own.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const taken = actions.live.current.draft
      ? typing(event, actions, around.pageRows)
      : standing(event, actions, around);
    if (taken) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
