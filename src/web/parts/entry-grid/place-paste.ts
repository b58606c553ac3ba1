import { parseEntry } from '../../../kernel/parse-entry';
import { type CellRange, isSingle } from './cell-range';
import type { At, EntryChange } from './entry-types';
import { isFigure } from './move-active';
import { type NamedBlock, nameLines } from './name-lines';
import type { Block } from './parse-clipboard';
import { fillRange, isOpenAt, type SheetView, textAt, writeAt } from './sheet-view';

export type Pasted = {
  changes: EntryChange[];
  /** The cells that the block covers now. */
  covered: CellRange;
  /** How many cells were read into open ones, changed or not. */
  read: number;
  /** Of these, no numbers: kept as they are, to be fixed. */
  wrong: number;
  /** Cells with something in them that fell outside the grid. */
  outside: number;
  /** Cells with something else in them than the locked or computed cell they fell on. */
  shut: number;
  /** Titles that were passed over because the block has no lines for them. */
  titlesPassed: number;
  /** Lines that were placed by the names in them; 0 where the block fell as it lay. */
  named: number;
  /** Cells with a number that no name leads anywhere. */
  unnamed: number;
};

const isBlank = (text: string): boolean => text.trim() === '';

/**
 * The rows of the grid on which the lines of a block fall. A block copied from the same form has lines for its titles, without
 * figures: they fall on them. One copied from a bare list has none: then all titles are passed over. Never some of them, so
 * that no figure slips a line unseen.
 */
const rowsFor = (view: SheetView, block: Block, from: number): number[] => {
  const straight = block.map((_, line) => from + line);
  const figuresOnTitles = straight.some((row, line) => {
    const target = view.rows[row];
    return target?.kind === 'section' && block[line]!.some(text => parseEntry(text, {}).kind === 'number');
  });
  if (!figuresOnTitles) return straight;
  let row = from - 1;
  return block.map(() => {
    row += 1;
    while (view.rows[row]?.kind === 'section') row += 1;
    return row;
  });
};

/** Reads one copied cell into its place. */
const lay = (view: SheetView, result: Pasted, at: At, text: string): void => {
  const row = view.rows[at.row];
  if (row === undefined || at.column >= view.columns.length) {
    if (!isBlank(text)) result.outside += 1;
    return;
  }
  // The words of a title.
  if (!isFigure(row)) return;
  const { covered } = result;
  covered.top = Math.min(covered.top, at.row);
  covered.left = Math.min(covered.left, at.column);
  covered.bottom = Math.max(covered.bottom, at.row);
  covered.right = Math.max(covered.right, at.column);
  const entry = parseEntry(text, row);
  if (!isOpenAt(view, at)) {
    if (entry.kind !== 'blank' && entry.text !== textAt(view, at)) result.shut += 1;
    return;
  }
  result.read += 1;
  if (entry.kind === 'wrong') result.wrong += 1;
  const change = writeAt(view, at, entry);
  if (change) result.changes.push(change);
};

const NOTHING = { read: 0, wrong: 0, outside: 0, shut: 0, titlesPassed: 0, named: 0, unnamed: 0 };

const layNamed = (view: SheetView, { lines, cells, unnamed }: NamedBlock): Pasted => {
  const first = cells[0]!.at;
  const covered = { top: first.row, bottom: first.row, left: first.column, right: first.column };
  const result: Pasted = { ...NOTHING, changes: [], covered, named: lines, unnamed };
  for (const { at, text } of cells) lay(view, result, at, text);
  return result;
};

/**
 * Lays a block of copied cells on the grid: by the names of the figures where it brings them along, else its first cell on the active
 * one. One value fills the whole selection.
 */
export const placePaste = (view: SheetView, block: Block, selected: CellRange): Pasted => {
  const from: At = { row: selected.top, column: selected.left };
  const only = block.length === 1 && block[0]!.length === 1 ? block[0]![0]! : null;
  if (only !== null && !isSingle(selected)) return fillWith(view, only, selected);
  const named = nameLines(view, block, from.column);
  if (named) return layNamed(view, named);
  const targets = rowsFor(view, block, from.row);
  const result: Pasted = {
    ...NOTHING,
    changes: [],
    covered: { ...selected },
    titlesPassed: targets.length === 0 ? 0 : targets.at(-1)! - from.row - (targets.length - 1),
  };
  block.forEach((line, down) => {
    line.forEach((text, along) => {
      lay(view, result, { row: targets[down]!, column: from.column + along }, text);
    });
  });
  return result;
};

const fillWith = (view: SheetView, text: string, selected: CellRange): Pasted => {
  const { changes, shut } = fillRange(view, selected, () => text);
  const wrong = changes.filter(change => change.fault).length;
  return { ...NOTHING, changes, covered: selected, read: changes.length, wrong, shut };
};
