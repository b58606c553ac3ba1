import type { Region } from '../draft';
import { looksLikeBody } from '../responsibilities/body-shape';
import { type CellKind, cellKind } from './cell-kinds';
import type { Column } from './columns';

/**
 * A stretch of text that is a cell, or a part of one. `anchor`: a number that goes on with the sequence of the rows; `broken`: it ends
 * in the middle of a name; `closed`: a bar behind it ends the cell.
 */
export type Piece = Region & {
  kind: CellKind;
  anchor: boolean;
  group: boolean;
  beforeAnchor: boolean;
  broken: boolean;
  remark: boolean;
  closed: boolean;
};

/** Which column a piece belongs to (from 0), and whether a row begins with it; -1 is a row that heads a group. */
export type Placed = Region & { column: number; opens: boolean };

type Fit = Record<CellKind, number>;

// How well what a cell looks like suits a column; what matters is only which of them is larger.
const TASK: Fit = { number: -3, deadline: -4, bodies: -2, charge: -3, people: -2, prose: 4, words: 2.5 };
const NAME: Fit = { ...TASK, prose: 3, words: 3.5 };
const CATEGORY: Fit = { number: -6, deadline: -5, bodies: -1, charge: -4, people: -2, prose: -2, words: 2 };
const BODIES: Fit = { number: -6, deadline: -6, bodies: 5, charge: 4, people: -3, prose: -4, words: 0 };
const PEOPLE: Fit = { number: -6, deadline: -6, bodies: -3, charge: -4, people: 5, prose: -6, words: 0.5 };
const BOTH: Fit = { ...BODIES, people: 4 };
const UNTIL: Fit = { number: -3, deadline: 6, bodies: -6, charge: -6, people: -6, prose: -2, words: -1 };
const OTHER: Fit = { number: 0, deadline: -0.5, bodies: -0.5, charge: -0.5, people: -0.5, prose: 0.5, words: 0.3 };
const NUMBER: Fit = { number: -20, deadline: -20, bodies: -20, charge: -20, people: -20, prose: -20, words: -20 };

/** `fit`: what suits; `empty`: what an empty cell costs; `merged`: the same at the head of a row; `more`: what each further line costs. */
type Slot = { fit: Fit; empty: number; merged: number; more: number; number: boolean };

const slot = (fit: Fit, empty: number, more: number, merged = empty): Slot => ({
  fit,
  empty,
  merged,
  more,
  number: fit === NUMBER,
});

const slotsOf = (columns: Column[]): Slot[] => {
  const tasks = columns.flatMap(({ kind }, index) => (kind === 'task' ? [index] : []));
  const categories = columns.flatMap(({ kind }, index) => (kind === 'category' ? [index] : []));
  const numbered = columns.some(({ kind }) => kind === 'number');
  return columns.map((column, index) => {
    if (column.kind === 'number') return slot(NUMBER, 7, 20, 3.5);
    if (column.kind === 'category') return slot(CATEGORY, 0.3, 0.5, index === categories.at(-1) ? 0.3 : 0.1);
    if (column.kind === 'task') {
      if (index === tasks.at(-1)) return tasks.length === 1 ? slot(TASK, 6, 0.7) : slot(TASK, 2.5, 0.7);
      return index === tasks[0] ? slot(NAME, 6, 1.5, numbered ? 0.5 : 1.5) : slot(TASK, 2, 0.7);
    }
    if (column.kind !== 'stated') return slot(OTHER, 0.2, 0.2);
    if (column.role === 'deadline') return slot(UNTIL, 2, 1.5);
    if (column.role === 'leader' || column.role === 'contact') return slot(PEOPLE, 2, 1);
    return slot(column.people ? BOTH : BODIES, column.role === 'assist' ? 1.5 : 2.5, column.role === 'lead' ? 2 : 1.5);
  });
};

const GOES_ON = /[、,(/]$/;
const TAKES_UP = /^[、,)及和]/;
const ANCHOR = 8;

const suits = (piece: Piece, { fit, number }: Slot): number => {
  if (piece.anchor) return number ? ANCHOR : Math.min(-4, fit.number);
  return fit[piece.kind];
};

const suitsGroup = (piece: Piece): number =>
  piece.group ? 5 : piece.beforeAnchor && piece.kind === 'words' && !piece.remark ? 1 : -20;

/**
 * Puts the pieces of a table, in order, into its columns: the assignment that suits best, found by dynamic programming over the
 * pieces with the columns as states. Cells may be empty, or take several pieces. Behind the last piece that suits, the rest is left out:
 * it is text that follows the table. `oneRow`: all pieces are of one row.
 */
export const alignPieces = (text: string, pieces: Piece[], columns: Column[], oneRow = false): Placed[] => {
  const slots = slotsOf(columns);
  const width = slots.length;
  const [group, end] = [width, width + 1];
  const states = width + 2;
  // Sums of the cost of empty cells: of all columns before one, at the head of a row and behind.
  const head = [0];
  const empty = [0];
  for (const [index, { empty: cost, merged }] of slots.entries()) {
    head.push(head[index]! + merged);
    empty.push(empty[index]! + cost);
  }
  const rest = (column: number): number => empty[width]! - empty[column + 1]!;
  const from = new Int8Array(pieces.length * states);
  const opens = new Uint8Array(pieces.length * states);
  let before = new Float64Array(states).fill(Number.NEGATIVE_INFINITY);
  for (const [at, piece] of pieces.entries()) {
    const now = new Float64Array(states).fill(Number.NEGATIVE_INFINITY);
    const last = pieces[at - 1];
    const bound =
      last !== undefined &&
      (last.broken ||
        GOES_ON.test(text.slice(last.end - 1, last.end)) ||
        TAKES_UP.test(text.slice(piece.start, piece.start + 1)));
    const offer = (state: number, source: number, score: number, opening: boolean): void => {
      if (score <= now[state]!) return;
      now[state] = score;
      from[at * states + state] = source;
      opens[at * states + state] = opening ? 1 : 0;
    };
    for (let column = 0; column < width; column += 1) {
      const fit = suits(piece, slots[column]!);
      if (at === 0) {
        offer(column, column, fit - head[column]!, true);
        continue;
      }
      for (let source = 0; source < width; source += 1) {
        const score = before[source]! + fit;
        const apart = bound && source !== column ? 4 : 0;
        if (source < column) offer(column, source, score - (empty[column]! - empty[source + 1]!) - apart, false);
        else if (source === column && !slots[column]!.number && (oneRow || !last!.closed)) {
          offer(column, source, score + (bound ? 0.5 : -slots[column]!.more), false);
        }
        if (!oneRow && source >= column)
          offer(column, source, score - rest(source) - head[column]! - (bound ? 4 : 0), true);
      }
      if (!oneRow) offer(column, group, before[group]! + fit - head[column]!, true);
    }
    if (!oneRow) {
      const fit = suitsGroup(piece);
      if (at === 0) offer(group, group, fit, true);
      for (let source = 0; source < width; source += 1)
        offer(group, source, before[source]! + fit - rest(source), true);
      offer(group, group, before[group]! + fit, true);
      for (let source = 0; source < width; source += 1) offer(end, source, before[source]! - rest(source) - 0.5, false);
      offer(end, group, before[group]! - 3, false);
      offer(end, end, before[end]!, false);
    }
    before = now;
  }
  let state = 0;
  for (let other = 1; other < states; other += 1) {
    const value = (which: number): number =>
      before[which]! - (which < width ? (oneRow ? 0 : rest(which)) : which === group ? 3 : 0);
    if (value(other) > value(state)) state = other;
  }
  const placed: Placed[] = [];
  for (let at = pieces.length - 1; at >= 0; at -= 1) {
    const { start, end: stop } = pieces[at]!;
    if (state !== end) {
      placed.push({ start, end: stop, column: state === group ? -1 : state, opens: opens[at * states + state] === 1 });
    }
    state = from[at * states + state]!;
  }
  return placed.reverse();
};

/** What the aligner has to know of stretches of text. */
export const toPieces = (
  text: string,
  regions: Region[],
  anchors: ReadonlySet<number>,
  isGroup: (said: string, index: number) => boolean,
): Piece[] =>
  regions.map(({ start, end }, index) => {
    const kind = cellKind(text, { start, end });
    const broken = kind === 'words' && breaksName(text, { start, end }, regions[index + 1]);
    return {
      start,
      end,
      kind: broken ? 'bodies' : kind,
      anchor: anchors.has(index),
      group: end - start <= 80 && isGroup(text.slice(start, end), index),
      beforeAnchor: anchors.has(index + 1),
      broken,
      remark: REMARK.test(text.slice(start, Math.min(end, start + 40))),
      closed: text[text[end] === ' ' ? end + 1 : end] === '|',
    };
  });

// No title: 已举办5场, 续建, 见附件.
const REMARK = /[0-9]|^(?:已|正在|续建|新建|在建|按|每|见|详见|参照|无|是|否)/;

const LAST_WORD =
  /^(?:[一-龥]?(?:中心|公司|集团|大队|支队|总队|学院|医院|学校|机关|协会|联合会|委员会|管委会)|[局委办室科处股会院站所厅部队])$/;

/** 法律援助 and 中心, a line each, are one name. */
const breaksName = (text: string, { start, end }: Region, next: Region | undefined): boolean =>
  next !== undefined &&
  end - start <= 10 &&
  LAST_WORD.test(text.slice(next.start, Math.min(next.end, next.start + 6))) &&
  looksLikeBody(text.slice(start, end) + text.slice(next.start, next.end));
