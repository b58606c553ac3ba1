import { useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { faultOf } from '../../../kernel/parse-entry';
import { CellBubble, hasBubble } from './cell-bubble';
import { CellLine } from './cell-line';
import { isSingle, rangeOf } from './cell-range';
import type { At, EntryGridProps } from './entry-types';
import { findProblems } from './find-problems';
import { GridTools } from './grid-tools';
import { isFigure } from './move-active';
import { SheetTable } from './sheet-table';
import { cellAt, isOpen, placeNamed, type SheetView } from './sheet-view';
import { StatusLine } from './status-line';
import type { Sheet } from './use-sheet';
import './entry-grid.css';
import './cell-bubble.css';

/** How long the pointer rests before a cell speaks, in ms. */
const REST = 250;

const speaks = (view: SheetView, at: At | null, passing: boolean): at is At => {
  if (!at) return false;
  const [row, cell] = [view.rows[at.row], cellAt(view, at)];
  const wrong = cell !== undefined && isFigure(row) && isOpen(cell) && faultOf(cell.text, row) !== null;
  return hasBubble(row, cell, wrong, passing);
};

/** The grid on a wide screen: a spreadsheet. */
export const EntrySheet = ({ sheet, props }: { sheet: Sheet; props: EntryGridProps }) => {
  const { view, place, actions } = sheet;
  const describedBy = useId();
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const explain = useRef<HTMLTextAreaElement>(null);
  const [hovered, setHovered] = useState<At | null>(null);
  const [previous, setPrevious] = useState(true);
  // A cell speaks when one stands on it, not because it is the first of the page.
  const [entered, setEntered] = useState(false);
  // Put away until one moves.
  const [hiddenAt, setHiddenAt] = useState(-1);
  const problems = useMemo(() => findProblems(view), [view]);

  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onHover = (at: At | null) => {
    clearTimeout(rest.current);
    rest.current = setTimeout(() => setHovered(at), at ? REST : 0);
  };
  useEffect(() => () => clearTimeout(rest.current), []);

  const active = place?.active ?? null;
  const [row, column] = [active && view.rows[active.row]?.key, active && view.columns[active.column]?.key];
  const onActive = useRef(props.onActive);
  useEffect(() => {
    onActive.current = props.onActive;
  });
  useEffect(() => {
    if (entered && row && column) onActive.current?.(row, column);
  }, [entered, row, column]);

  const isOther = hovered !== null && (hovered.row !== active?.row || hovered.column !== active?.column);
  const passing = isOther && speaks(view, hovered, true) ? hovered : null;
  const alone = place !== null && isSingle(rangeOf(place.active, place.head));
  const hidden = hiddenAt === sheet.moves || sheet.notice?.kind === 'leaving';
  const standing = entered && alone && !hidden && !sheet.draft && speaks(view, active, false) ? active : null;
  const spoken = passing ?? standing;
  useImperativeHandle(props.ref, () => ({
    goTo: (row, column) => {
      const at = placeNamed(actions.live.current.view, row, column);
      if (at) actions.select(at);
    },
    comeBack: () => {
      const { place } = actions.live.current;
      if (place) actions.select(place.head, true);
    },
  }));
  const backToCell = () => field.current?.focus({ preventScroll: true });

  return (
    <section
      className="entry-grid"
      aria-label={props.label}
      onFocus={() => setEntered(true)}
      onBlur={event => {
        // Another window took the keyboard: one comes back to the same cell.
        if (!event.currentTarget.contains(event.relatedTarget) && document.hasFocus()) setEntered(false);
      }}
    >
      <GridTools
        sheet={sheet}
        problems={problems}
        previous={props.previousLabel ? { shown: previous, label: props.previousLabel, onShow: setPrevious } : null}
        onGo={actions.select}
        onSpent={backToCell}
      />
      <CellLine id={describedBy} sheet={sheet} props={props} />
      <SheetTable
        sheet={sheet}
        props={props}
        previousLabel={previous ? (props.previousLabel ?? null) : null}
        describedBy={describedBy}
        boxRef={box}
        fieldRef={field}
        onHover={onHover}
        enterBubble={() => {
          explain.current?.focus();
          return explain.current !== null;
        }}
      />
      {spoken && (
        <CellBubble
          key={`${spoken.row} ${spoken.column} ${passing !== null}`}
          sheet={sheet}
          props={props}
          at={spoken}
          passing={passing !== null}
          boxRef={box}
          explainRef={explain}
          onLeave={backToCell}
          onClose={() => {
            setHiddenAt(sheet.moves);
            backToCell();
          }}
        />
      )}
      <StatusLine sheet={sheet} keys={!view.readOnly && place !== null} />
    </section>
  );
};
