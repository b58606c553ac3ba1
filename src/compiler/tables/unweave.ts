import { allNodes, type Draft, type Region } from '../draft';
import { sourceSpan } from '../plain/fold';
import { readAlignedTable } from './aligned-table';
import { readDrawnTable } from './drawn-table';

const DRAWN = /[│┃║]/;
const BEGINS = new Set([...'│┃║|├┣┌┏└┗┠┝╔╠╚╟+']);
const FEWEST_LINES = 3;

type Raw = Region;

type Block = Region & { rows: Region[][][] };

/** The tables of a text whose cells take several lines, in order. */
const wovenBlocks = (surface: string): Block[] => {
  const drawn = DRAWN.test(surface) || surface.includes('+--') || surface.includes('+==') ? drawnBlocks(surface) : [];
  const found = drawn.flatMap((lines): Block[] => {
    const rows = readDrawnTable(surface, lines);
    return rows.length < 2 ? [] : [{ start: lines[0]!.start, end: lines.at(-1)!.end, rows }];
  });
  if (found.length > 0 || !NUMBERED.test(surface)) return found;
  const lines = allLines(surface);
  for (let at = 0; at < lines.length; at += 1) {
    if (!BEGINS_HEADER.test(surface.slice(lines[at]!.start, lines[at]!.start + 12))) continue;
    const table = readAlignedTable(surface, lines, at);
    if (!table) continue;
    found.push({ start: lines[at]!.start, end: lines[table.next - 1]!.end, rows: table.rows });
    at = table.next - 1;
  }
  return found;
};

const NUMBERED = /[序编] {0,4}号 {2}/;
const BEGINS_HEADER = /^\s*[序编] {0,4}号 {2}/;

const allLines = (surface: string): Raw[] => {
  const lines: Raw[] = [];
  for (let from = 0; from < surface.length; ) {
    const newline = surface.indexOf('\n', from);
    const to = newline < 0 ? surface.length : newline;
    if (surface.slice(from, to).trim() !== '') lines.push({ start: from, end: to });
    from = to + 1;
  }
  return lines;
};

/**
 * Tables drawn with lines, whose cells go on from one line to the next: each cell is put together, its columns divided by tabs, each
 * row on a line. Positions still lead back to the source; within such a table they do not rise any more.
 */
export const unweaveTables = (draft: Draft): void => {
  const { surface } = draft.plain;
  const blocks = wovenBlocks(surface);
  if (blocks.length === 0) return;
  const { text, offsets } = draft.plain;
  const units: string[] = [];
  const shown: string[] = [];
  const places: number[] = [];
  const woven: Region[] = [];
  const take = (from: number, to: number): void => {
    units.push(text.slice(from, to));
    shown.push(surface.slice(from, to));
    for (let at = from; at < to; at += 1) places.push(offsets ? offsets[at]! : at);
  };
  const put = (character: string): void => {
    units.push(character === '\t' ? ' ' : character);
    shown.push(character);
    places.push(places.at(-1) ?? 0);
  };
  let done = 0;
  for (const { rows, ...block } of blocks) {
    take(done, block.start);
    const start = places.length;
    for (const [index, row] of rows.entries()) {
      if (index > 0) put('\n');
      for (const [column, pieces] of row.entries()) {
        if (column > 0) put('\t');
        for (const piece of pieces) take(piece.start, piece.end);
      }
    }
    woven.push({ start, end: places.length });
    done = block.end;
  }
  take(done, text.length);
  const last = offsets ? offsets[text.length]! : text.length;
  draft.plain = {
    ...draft.plain,
    text: units.join(''),
    surface: shown.join(''),
    offsets: Uint32Array.from([...places, last]),
    woven,
  };
  draft.text = draft.plain.text;
};

/** Runs of lines that begin with the mark of a drawn table. */
const drawnBlocks = (surface: string): Raw[][] => {
  const blocks: Raw[][] = [];
  let open: Raw[] = [];
  const close = (): void => {
    const ruled = open.some(({ start, end }) =>
      /^(?:[├┣┌┏└┗┠┝╔╠╚╟]|\+[-=])/.test(surface.slice(start, Math.min(end, start + 2))),
    );
    if (open.length >= FEWEST_LINES && ruled) blocks.push(open);
    open = [];
  };
  for (let from = 0; from < surface.length; ) {
    const newline = surface.indexOf('\n', from);
    const to = newline < 0 ? surface.length : newline;
    let [start, end] = [from, to];
    while (start < end && /\s/.test(surface[start]!)) start += 1;
    while (end > start && /\s/.test(surface[end - 1]!)) end -= 1;
    if (end > start && BEGINS.has(surface[start]!)) open.push({ start, end });
    else if (end > start) close();
    from = to + 1;
  }
  close();
  return blocks;
};

/** Sentences of two cells side by side share their lines: the later ones belong to the item as a whole. */
export const settleWoven = (draft: Draft): void => {
  if (!draft.plain.woven) return;
  for (const node of allNodes(draft)) {
    if (node.kind !== 'item') continue;
    let reached = 0;
    node.children = node.children.filter(child => {
      const [start, end] = sourceSpan(draft.plain, child.start, child.end);
      if (child.kind === 'measure' && start < reached) return false;
      reached = end;
      return true;
    });
  }
};
