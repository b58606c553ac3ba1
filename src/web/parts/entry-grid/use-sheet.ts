import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type CellRange, rangeOf } from './cell-range';
import type { At, EntryChange, EntryGridProps } from './entry-types';
import { beyond, dragged, sourceIn } from './fill-area';
import { firstPlace, within } from './move-active';
import type { Block } from './parse-clipboard';
import { type Pasted, placePaste } from './place-paste';
import { changeAt, fillRange, isOpenAt, planeOf, type SheetView, textAt } from './sheet-view';
import { type ActionKind, emptyStack, recordAction, redo, type Undone, type UndoStack, undo } from './undo-stack';

/** What is being typed into the active cell. `over`: it replaces, and arrows move on; `edit`: arrows move in the text. */
export type Draft = { text: string; how: 'over' | 'edit' };
/** The active cell, and the other end of the selection. */
export type Place = { active: At; head: At };
/** What was just done, for the status line. */
export type Notice =
  | { kind: 'pasted'; pasted: Pasted }
  | { kind: 'undone' | 'redone'; action: ActionKind; cells: number; kept: number }
  | { kind: 'shut'; cells: number }
  | { kind: 'leaving' };

type State = {
  place: Place | null;
  /** Where one began to go along a line with Tab: Enter comes back there, a line below. */
  tabFrom: number | null;
  /** Counts what moved the person: then the keyboard and the view follow, and not when cells change by themselves. */
  moves: number;
  draft: Draft | null;
  notice: Notice | null;
  stack: UndoStack;
};
const START: State = { place: null, tabFrom: null, moves: 0, draft: null, notice: null, stack: emptyStack };

const textIn =
  ({ cells }: SheetView) =>
  (row: string, column: string): string =>
    cells[row]?.[column]?.text ?? '';

/**
 * What a person does in the grid: where they stand, what is selected and typed, and every action that changes cells, with its
 * undoing. The cells themselves are the caller's.
 */
export const useSheet = (props: EntryGridProps) => {
  const { rows, columns, cells, readOnly = false } = props;
  const view = useMemo<SheetView>(() => ({ rows, columns, cells, readOnly }), [rows, columns, cells, readOnly]);
  const [state, setState] = useState(START);

  // Rows or columns may have gone away since.
  const place = useMemo<Place | null>(() => {
    const first = state.place?.active ?? firstPlace(planeOf(view));
    const active = first && within(planeOf(view), first);
    return active && { active, head: (state.place && within(planeOf(view), state.place.head)) ?? active };
  }, [view, state.place]);

  // What is called by keys finds what is true now, also between two drawings.
  const live = useRef({ view, props, ...state, place });
  useLayoutEffect(() => {
    live.current = { ...live.current, view, props, ...state, place };
  });
  const change = useCallback((next: Partial<State>) => {
    Object.assign(live.current, next);
    setState(now => ({ ...now, ...next, moves: next.place ? now.moves + 1 : now.moves }));
  }, []);

  const actions = useMemo(() => {
    const range = (): CellRange | null => {
      const { place } = live.current;
      return place && rangeOf(place.active, place.head);
    };
    const act = (kind: ActionKind, changes: EntryChange[]) => {
      if (changes.length === 0) return;
      const { view, props, stack } = live.current;
      change({ stack: recordAction(stack, kind, changes, textIn(view)) });
      props.onChange(changes);
    };
    const commit = () => {
      const { draft, place, view } = live.current;
      if (!draft || !place) return;
      change({ draft: null });
      const written = changeAt(view, place.active, draft.text);
      if (written) act('type', [written]);
    };
    const fill = (kind: ActionKind, area: CellRange, typedAt: (at: At) => string) => {
      const { changes, shut } = fillRange(live.current.view, area, typedAt);
      change({ notice: shut > 0 ? { kind: 'shut', cells: shut } : null });
      act(kind, changes);
    };
    const turned = (done: Undone | null, kind: 'undone' | 'redone') => {
      if (!done) return;
      const { action, changes, kept, stack } = done;
      change({ stack, notice: { kind, action: action.kind, cells: changes.length, kept } });
      if (changes.length > 0) live.current.props.onChange(restored(live.current.view, changes));
    };
    return {
      live,
      commit,
      act,
      range,
      /** Stands on a cell, or stretches the selection to it; what was being typed is written first. */
      select: (to: At, stretch = false) => {
        commit();
        const { place } = live.current;
        change({ place: { active: stretch && place ? place.active : to, head: to }, tabFrom: null, notice: null });
      },
      /** To the next cell of a line, as Tab goes. */
      goAlong: (to: At) => {
        const from = live.current.tabFrom ?? live.current.place?.active.column ?? null;
        commit();
        change({ place: { active: to, head: to }, tabFrom: from, notice: null });
      },
      type: (draft: Draft | null) => change({ draft, notice: null }),
      edit: () => {
        const { place, view, draft } = live.current;
        if (!place) return;
        if (!isOpenAt(view, place.active)) change({ notice: { kind: 'shut', cells: 1 } });
        else change({ draft: { text: draft?.text ?? textAt(view, place.active), how: 'edit' }, notice: null });
      },
      clear: (kind: 'clear' | 'cut' = 'clear') => {
        const area = range();
        if (area) fill(kind, area, () => '');
      },
      /** The top line of the selection down to its end; of one cell, the cell above. */
      fillDown: () => {
        const area = range();
        const { view } = live.current;
        if (!area) return;
        let from = area.top;
        if (area.top === area.bottom) from -= 1;
        while (from >= 0 && view.rows[from]?.kind === 'section') from -= 1;
        if (from < 0) return;
        fill('fill', { ...area, top: from + 1 }, at => textAt(view, { row: from, column: at.column }));
      },
      /** The left column of the selection along to its end; of one cell, the cell to its left. */
      fillRight: () => {
        const area = range();
        const { view } = live.current;
        if (!area) return;
        const from = area.left === area.right ? area.left - 1 : area.left;
        if (from >= 0) fill('fill', { ...area, left: from + 1 }, at => textAt(view, { row: at.row, column: from }));
      },
      /** Selects what a drag of the corner covers so far. */
      stretchFill: (from: CellRange, to: At) => {
        const { top, left, bottom, right } = dragged(from, to);
        const [first, last] = [
          { row: top, column: left },
          { row: bottom, column: right },
        ];
        const back = top < from.top || left < from.left;
        change({ place: back ? { active: last, head: first } : { active: first, head: last }, notice: null });
      },
      /** Fills what is selected by now beyond `from` with what stands there. */
      fillFrom: (from: CellRange) => {
        const over = range();
        const area = over && beyond(from, over);
        const { view } = live.current;
        const source = sourceIn(view, from);
        if (area)
          fill('fill', area, at => {
            const taken = source(at);
            return taken ? textAt(view, taken) : textAt(view, at);
          });
      },
      paste: (block: Block) => {
        const area = range();
        if (!area) return;
        const pasted = placePaste(live.current.view, block, area);
        const { top, left, bottom, right } = pasted.covered;
        const place = { active: { row: top, column: left }, head: { row: bottom, column: right } };
        change({ draft: null, place, notice: { kind: 'pasted', pasted } });
        act('paste', pasted.changes);
      },
      undo: () => turned(undo(live.current.stack, textIn(live.current.view)), 'undone'),
      redo: () => turned(redo(live.current.stack, textIn(live.current.view)), 'redone'),
      say: (notice: Notice | null) => change({ notice }),
    };
  }, [change]);

  // Nothing typed is lost, also when the grid or the page goes away.
  useEffect(() => {
    addEventListener('pagehide', actions.commit);
    return () => {
      removeEventListener('pagehide', actions.commit);
      actions.commit();
    };
  }, [actions]);

  return { ...state, view, place, actions };
};

export type Sheet = ReturnType<typeof useSheet>;
export type SheetActions = Sheet['actions'];

/** What comes back with an undo has its fault again. */
const restored = (view: SheetView, changes: EntryChange[]): EntryChange[] => {
  const rows = new Map(view.rows.map((row, at) => [row.key, at]));
  const columns = new Map(view.columns.map((column, at) => [column.key, at]));
  return changes.map(one => {
    const at = { row: rows.get(one.row) ?? -1, column: columns.get(one.column) ?? -1 };
    return changeAt(view, at, one.text) ?? one;
  });
};
