import type { GridCell } from './blocks';
import { type Shown, showNumber } from './xlsx-formats';
import { type Attributes, walkXml } from './xml';

/** What the cells of all sheets refer to. */
export type Workbook = { strings: string[]; formats: Shown[]; from1904: boolean };

type Merge = { row: number; column: number; rows: number; columns: number };

/** The texts that cells share (`sharedStrings.xml`), without the readings above them. */
export const readStrings = (bytes: Uint8Array): string[] => {
  const strings: string[] = [];
  let text = '';
  let [within, reading] = [false, 0];
  walkXml(bytes, {
    open: name => {
      if (name === 'si') text = '';
      else if (name === 't') within = true;
      else if (name === 'rPh') reading += 1;
    },
    close: name => {
      if (name === 'si') strings.push(text);
      else if (name === 't') within = false;
      else if (name === 'rPh') reading -= 1;
    },
    text: said => {
      if (within && reading === 0) text += said;
    },
  });
  return strings;
};

const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

/** B12 is row 12, column 2; null for anything else. */
const readReference = (reference: string): { row: number; column: number } | null => {
  const match = /^\$?([A-Z]{1,3})\$?([0-9]{1,7})$/.exec(reference);
  if (!match) return null;
  let column = 0;
  for (const letter of match[1]!) column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(match[2]);
  return row >= 1 && row <= MOST_ROWS && column <= MOST_COLUMNS ? { row, column } : null;
};

const readMerge = (reference: string): Merge | null => {
  const [from, to] = reference.split(':').map(readReference);
  return from && to && to.row >= from.row && to.column >= from.column
    ? { ...from, rows: to.row - from.row + 1, columns: to.column - from.column + 1 }
    : null;
};

/** The cells of a sheet that hold something, row by row; null where the part is not well-formed. */
export const readSheet = (bytes: Uint8Array, workbook: Workbook): GridCell[] | null => {
  const cells: GridCell[] = [];
  const merges = new Map<string, Merge>();
  let at = { row: 0, column: 0 };
  let cell: { type: string; style: number; value: string } | null = null;
  let within = false;
  let reading = 0;
  const open = (name: string, attributes: Attributes): void => {
    if (name === 'row') at = { row: Number(attributes.r) || at.row + 1, column: 0 };
    else if (name === 'c') {
      at = readReference(attributes.r ?? '') ?? { row: at.row, column: at.column + 1 };
      cell = { type: attributes.t ?? 'n', style: Number(attributes.s) || 0, value: '' };
    } else if (name === 'v' || name === 't') within = true;
    else if (name === 'rPh') reading += 1;
    else if (name === 'mergeCell') {
      const merge = readMerge(attributes.ref ?? '');
      if (merge) merges.set(`${merge.row}:${merge.column}`, merge);
    }
  };
  const close = (name: string): void => {
    if (name === 'v' || name === 't') within = false;
    else if (name === 'rPh') reading -= 1;
    else if (name === 'c' && cell) {
      const said = show(cell, workbook);
      if (said.trim() !== '') cells.push({ ...at, rows: 1, columns: 1, lines: said.split(/\r\n?|\n/) });
      cell = null;
    }
  };
  const text = (said: string): void => {
    if (within && reading === 0 && cell) cell.value += said;
  };
  if (!walkXml(bytes, { open, close, text })) return null;
  for (const found of cells) Object.assign(found, merges.get(`${found.row}:${found.column}`));
  return cells;
};

const show = (
  { type, style, value }: { type: string; style: number; value: string },
  { strings, formats, from1904 }: Workbook,
): string => {
  if (type === 's') return strings[Number(value)] ?? '';
  if (type !== 'n' || value.trim() === '') return type === 'd' ? value.slice(0, 10) : value;
  const number = Number(value);
  return Number.isFinite(number) ? showNumber(number, formats[style] ?? 'number', from1904) : value;
};
