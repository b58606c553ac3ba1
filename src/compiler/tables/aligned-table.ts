import type { Region } from '../draft';
import { addAll } from '../plain/add-all';
import { columnOf, listTasks } from './columns';

type Segment = Region & { at: number };

const GAP = /[ \u3000\u00a0]{2,}/;
const LONGEST_LINE = 400;
const MOST_LINES = 2000;
const NUMBER = /^[0-9]{1,4}[.、．]?$/;
const TITLE = /^(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])/;

/** A table in columns of blanks whose cells go on in the lines below: its lines, and the pieces of each cell row by row. */
export type AlignedTable = { next: number; rows: Region[][][] };

/**
 * Reads the table whose header is line `at`; null where there is none, or where no cell goes on. A row begins with its number; a line
 * that begins with blanks goes on with the cells above it.
 */
export const readAlignedTable = (surface: string, lines: Region[], at: number): AlignedTable | null => {
  const header = cutColumns(surface, lines[at]!);
  if (header.length < 3) return null;
  const columns = header.map(({ start, end }) => columnOf(surface.slice(start, end)));
  if (columns[0]?.kind !== 'number' || columns.some(column => column === null) || !listTasks(columns)) return null;
  const rows: Region[][][] = [header.map(({ start, end }) => [{ start, end }])];
  let edges = header.map(segment => segment.at);
  let known = false;
  let goesOn = 0;
  let next = at + 1;
  for (; next < lines.length && next - at < MOST_LINES; next += 1) {
    const segments = cutColumns(surface, lines[next]!);
    const [first] = segments;
    if (!first) break;
    const said = surface.slice(first.start, first.end);
    if (NUMBER.test(said) && segments.length > 1) {
      // Headers stand in the middle of their columns; the first whole row tells where these begin.
      if (!known && segments.length === header.length) {
        edges = segments.map(segment => segment.at);
        known = true;
      }
      rows.push(placeSegments(segments, edges));
    } else if (segments.length === 1 && TITLE.test(said)) {
      rows.push([[{ start: first.start, end: first.end }], ...header.slice(1).map(() => [])]);
    } else if (first.at > edges[0]! + 1 && rows.length > 1) {
      const more = placeSegments(segments, edges);
      for (const [column, pieces] of more.entries()) addAll(rows.at(-1)![column]!, pieces);
      goesOn += 1;
    } else break;
  }
  return goesOn > 0 && rows.length > 1 ? { next, rows } : null;
};

const placeSegments = (segments: Segment[], edges: number[]): Region[][] => {
  const cells: Region[][] = edges.map(() => []);
  let least = 0;
  for (const { start, end, at } of segments) {
    let best = least;
    for (let column = least; column < edges.length; column += 1)
      if (Math.abs(edges[column]! - at) < Math.abs(edges[best]! - at)) best = column;
    cells[best]!.push({ start, end });
    least = best;
  }
  return cells;
};

/** The parts of a line between runs of blanks, each with its place in columns of the screen. */
const cutColumns = (surface: string, { start, end }: Region): Segment[] => {
  if (end - start > LONGEST_LINE) return [];
  const segments: Segment[] = [];
  let at = 0;
  let open: Segment | null = null;
  for (let index = start; index < end; index += 1) {
    const character = surface[index]!;
    const blank = GAP.test(surface.slice(index, index + 2)) || (isBlank(character) && !open);
    if (blank) open = null;
    else if (isBlank(character) && open && isBlank(surface[index - 1] ?? '')) open = null;
    else if (!isBlank(character)) {
      if (!open) {
        open = { start: index, end: index + 1, at };
        segments.push(open);
      }
      open.end = index + 1;
    }
    at += character.charCodeAt(0) > 0x2e80 ? 2 : 1;
  }
  return segments;
};

const isBlank = (character: string): boolean => character === ' ' || character === '\u3000' || character === '\u00a0';
