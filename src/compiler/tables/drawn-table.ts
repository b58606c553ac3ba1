import type { Region } from '../draft';
import { largest } from '../plain/add-all';

const UPRIGHT = new Set([...'│┃║|├┼┤┬┴┌┐└┘┏┓┗┛┣┫┳┻╋┠┨┯┷┿╂╔╗╚╝╠╣╦╩╬╟╢╫┝┥']);
const LEVEL = /^[─━═\-=—\s]*$/;
const LEVEL_MARK = /[─━═\-=—]/g;

type Segment = Region & { ruled: boolean; at: number };
type Drawn = { row: number; column: number; pieces: Region[] };

/**
 * The rows of a drawn table from its lines: for each column the pieces of text that make its cell, in order. A cell that takes several
 * rows stands in the first.
 */
export const readDrawnTable = (surface: string, lines: Region[]): Region[][][] => {
  const cut = lines.map(line => cutLine(surface, line));
  const width = largest(cut.map(({ length }) => length));
  if (width < 2) return [];
  const edges = cut.find(segments => segments.length === width)!.map(({ at }) => at);
  const rules = cut.filter(segments => segments.length > 0 && segments.every(({ ruled }) => ruled)).length;
  const texts = cut.length - rules;
  // Where only the header is ruled off, a line with something in its first column begins a row.
  const partly = cut.some(segments => segments.some(({ ruled }) => ruled) && !segments.every(({ ruled }) => ruled));
  const unruled = !partly && rules <= 3 && texts > rules + 1;
  const rows: Drawn[][] = [];
  let row = -1;
  let owners: Array<Drawn | undefined> = [];
  const openRow = (): void => {
    row += 1;
    rows.push([]);
  };
  for (const segments of cut) {
    const whole = segments.every(({ ruled }) => ruled);
    const columns = segments.map(({ at }, index) => (segments.length === width ? index : nearest(edges, at)));
    if (segments.some(({ ruled }) => ruled)) {
      openRow();
      if (whole) owners = [];
      else for (const [index, { ruled }] of segments.entries()) if (ruled) owners[columns[index]!] = undefined;
    } else if (row < 0) openRow();
    if (whole) continue;
    if (unruled && segments[0] && filled(segments[0]) && owners.some(owner => owner)) {
      openRow();
      owners = [];
    }
    for (const [index, segment] of segments.entries()) {
      if (segment.ruled || !filled(segment)) continue;
      const column = columns[index]!;
      let owner = owners[column];
      if (!owner) {
        owner = { row, column, pieces: [] };
        owners[column] = owner;
        rows[row]!.push(owner);
      }
      owner.pieces.push({ start: segment.start, end: segment.end });
    }
  }
  return rows
    .filter(cells => cells.length > 0)
    .map(cells =>
      Array.from({ length: width }, (_, column) => cells.find(cell => cell.column === column)?.pieces ?? []),
    );
};

const filled = ({ start, end }: Region): boolean => end > start;

const nearest = (edges: number[], at: number): number => {
  let best = 0;
  for (const [index, edge] of edges.entries()) if (Math.abs(edge - at) < Math.abs(edges[best]! - at)) best = index;
  return best;
};

/** The parts of a line between its upright marks; `at` is the place of a part in columns of the screen. */
const cutLine = (surface: string, { start, end }: Region): Segment[] => {
  const plus = surface[start] === '+' || (surface[start] === '|' && surface.slice(start, end).includes('+--'));
  const segments: Segment[] = [];
  let from = -1;
  let [at, column] = [0, 0];
  const push = (to: number): void => {
    let [first, last] = [from, to];
    while (first < last && /\s/.test(surface[first]!)) first += 1;
    while (last > first && /\s/.test(surface[last - 1]!)) last -= 1;
    const said = surface.slice(first, last);
    const ruled = said !== '' && LEVEL.test(said) && (said.match(LEVEL_MARK)?.length ?? 0) >= 2;
    segments.push({ start: first, end: last, ruled, at: column });
  };
  for (let index = start; index < end; index += 1) {
    const character = surface[index]!;
    const upright = UPRIGHT.has(character) || (plus && character === '+');
    if (upright) {
      if (from >= 0) push(index);
      from = index + 1;
      column = at;
    }
    at += character.charCodeAt(0) > 0x2e80 ? 2 : 1;
  }
  if (from >= 0 && from < end) push(end);
  return segments;
};
