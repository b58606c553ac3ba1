import { addAll } from '../plain/add-all';
import type { Place } from '../source';
import type { Block, GridCell } from './blocks';
import { type DocRun, type DocText, runAt } from './doc-structure';
import { tableBlocks } from './table-blocks';

const IN_TABLE = 0x2416;
const ROW_END = 0x2417;
const LEVEL = 0x260a;
const LIST = 0x460b;
const TABLE_DEFINITION = 0xd608;
const DELETED = 0x0800;
const HIDDEN = 0x083c;

/** The signs that end a paragraph, a cell and a page, and what surrounds a field. */
const [CELL, PAGE, PARAGRAPH, FIELD, SHOWN, FIELD_END] = [7, 12, 13, 19, 20, 21];
const REPLACED: Record<number, string> = { 9: '\t', 11: '\n', 30: '-' };

export type DocParts = {
  pieces: DocText;
  paragraphs: DocRun[];
  characters: DocRun[];
  label: (list: string, level: number) => string;
};

type Row = Array<{ lines: string[]; left: number; right: number; above: boolean }>;

/** The paragraphs and tables that stand at [from, to) of the text. */
export const readDocBody = (parts: DocParts, from: number, to: number, place?: Place): Block[] => {
  const { pieces, paragraphs, characters } = parts;
  const blocks: Block[] = [];
  let rows: Row[] = [];
  let cells: string[][] = [];
  let lines: string[] = [];
  let text = '';
  let tables = 0;
  let hiddenFields = 0;
  const fields: boolean[] = [];

  const add = (said: string): void => {
    blocks.push({ text: said, place: place ?? { kind: 'paragraph', paragraph: 0 } });
  };
  const endTable = (): void => {
    const grid = toGrid(rows);
    rows = [];
    if (grid.length === 0) return;
    if (place) for (const said of grid.flatMap(cell => cell.lines)) add(said);
    else addAll(blocks, tableBlocks(++tables, grid));
  };
  const flag = (run: DocRun | null, code: number): boolean => run?.said.get(code)?.getUint8(0) === 1;

  for (let at = from; at < to; at += 1) {
    const code = pieces.text.charCodeAt(at);
    if (code === FIELD) {
      fields.push(true);
      hiddenFields += 1;
    } else if (code === SHOWN && fields.at(-1)) {
      fields[fields.length - 1] = false;
      hiddenFields -= 1;
    } else if (code === FIELD_END) {
      if (fields.pop()) hiddenFields -= 1;
    } else if (code === PARAGRAPH || code === CELL || code === PAGE) {
      const run = runAt(paragraphs, pieces.offsetOf(at));
      const said = labelled(parts, run, text);
      text = '';
      if (code === CELL && flag(run, ROW_END)) {
        rows.push(toRow(cells, run?.said.get(TABLE_DEFINITION)));
        cells = [];
        lines = [];
      } else if (code === CELL) {
        cells.push([...lines, said].filter(line => line.trim() !== ''));
        lines = [];
      } else if (flag(run, IN_TABLE)) lines.push(said);
      else {
        endTable();
        if (code !== PAGE || said.trim() !== '') add(said);
      }
    } else if (hiddenFields === 0) {
      const sign = REPLACED[code] ?? (code < 32 ? '' : pieces.text[at]!);
      const run = sign === '' ? null : runAt(characters, pieces.offsetOf(at));
      if (!flag(run, DELETED) && !flag(run, HIDDEN)) text += sign;
    }
  }
  endTable();
  const rest = [...cells.flat(), ...lines, text].filter(line => line.trim() !== '');
  for (const said of rest) add(said);
  return blocks;
};

const labelled = ({ label }: DocParts, run: DocRun | null, text: string): string => {
  const list = run?.said.get(LIST)?.getInt16(0, true) ?? 0;
  if (list <= 0 || text.trim() === '') return text;
  return label(String(list), Math.min(8, run?.said.get(LEVEL)?.getUint8(0) ?? 0)) + text;
};

/** The cells of a row between the edges that it states; without them, side by side. */
const toRow = (cells: string[][], definition: DataView | undefined): Row => {
  const stated = definition && definition.byteLength > 0 ? definition.getUint8(0) : 0;
  const edge = (index: number): number =>
    definition && index <= stated && index * 2 + 3 <= definition.byteLength
      ? definition.getInt16(1 + index * 2, true)
      : index * 1000;
  const flags = (index: number): number => {
    const at = 1 + (stated + 1) * 2 + index * 20;
    return definition && at + 2 <= definition.byteLength ? definition.getUint16(at, true) : 0;
  };
  const row: Row = [];
  for (const [index, lines] of cells.entries()) {
    // Merged with the one before it.
    const last = row.at(-1);
    if ((flags(index) & 2) !== 0 && last) {
      last.right = edge(index + 1);
      addAll(last.lines, lines);
    } else row.push({ lines, left: edge(index), right: edge(index + 1), above: (flags(index) & 0x60) === 0x20 });
  }
  return row;
};

const NEAR = 40;

/** Rows as a grid: edges that nearly meet are one. */
const toGrid = (rows: Row[]): GridCell[] => {
  const edges: number[] = [];
  for (const edge of rows.flatMap(row => row.flatMap(({ left, right }) => [left, right])).sort((a, b) => a - b))
    if (edges.length === 0 || edge > edges.at(-1)! + NEAR) edges.push(edge);
  const columnOf = new Map<number, number>();
  const columnAt = (edge: number): number => {
    const known = columnOf.get(edge);
    if (known !== undefined) return known;
    const column = edges.findLastIndex(at => at <= edge) + 1;
    columnOf.set(edge, column);
    return column;
  };
  const grid: GridCell[] = [];
  const over = new Map<number, GridCell>();
  for (const [index, row] of rows.entries()) {
    for (const { lines, left, right, above } of row) {
      const column = columnAt(left);
      const upper = over.get(column);
      if (above && upper) {
        upper.rows = index + 2 - upper.row;
        addAll(upper.lines, lines);
        continue;
      }
      const cell = { row: index + 1, column, rows: 1, columns: Math.max(1, columnAt(right) - column), lines };
      over.set(column, cell);
      grid.push(cell);
    }
  }
  return grid;
};
