import { refuse } from '../../kernel/refusal';
import { unescapeCell, type WorkbookPackage } from './workbook-package';
import { readXml } from './workbook-xml';
import type { ZipEntry } from './zip-directory';

/** What stands in a cell: days and troubles are marked, everything else is itself. */
export type RawCell = string | number | boolean | MarkedCell;
export type MarkedCell =
  | { mark: 'day'; iso: string }
  | { mark: 'percent'; ratio: number }
  | { mark: 'error'; text: string }
  | { mark: 'no-result' };

/** A row of a sheet: its number (from 1), and its cells by number of column (from 1); empty cells are holes. */
export type RawRow = { number: number; cells: (RawCell | undefined)[]; hidden?: true };
export type MergedRange = { top: number; left: number; bottom: number; right: number };
export type SheetCells = { rows: RawRow[]; merges: MergedRange[] };

export const mostRows = 200_000;
const mostCells = 2_000_000;
const mostMerges = 50_000;
const widestSheet = 16_384;

const cellAddress = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/;

/** `C7` → column 3, row 7. */
const parseAddress = (address: string): { column: number; row: number } | null => {
  const parts = cellAddress.exec(address);
  if (!parts) return null;
  let column = 0;
  for (const letter of parts[1]!) column = column * 26 + letter.charCodeAt(0) - 64;
  return column <= widestSheet ? { column, row: Number(parts[2]) } : null;
};

/** 3 → `C`. */
export const columnLetter = (number: number): string =>
  number > 26
    ? columnLetter(Math.floor((number - 1) / 26)) + columnLetter(((number - 1) % 26) + 1)
    : String.fromCharCode(64 + number);

const msPerDay = 86_400_000;

/** The day of a serial number, ISO; null outside what the format calls a day. The format counts a 1900-02-29 that never was. */
export const dayOfSerial = (serial: number, from1904: boolean): string | null => {
  if (!Number.isFinite(serial) || serial < 1 || serial >= 2_958_466) return null;
  const days = Math.floor(serial + 1e-9);
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  return new Date(epoch + days * msPerDay).toISOString().slice(0, 10);
};

const interpret = (
  book: WorkbookPackage,
  type: string,
  style: number,
  text: string,
  formula: boolean,
): RawCell | undefined => {
  if (text === '' && type !== 'inlineStr') return formula && type !== 'str' ? { mark: 'no-result' } : undefined;
  switch (type) {
    case 's':
      return book.strings[Number(text)];
    case 'str':
    case 'inlineStr':
      return unescapeCell(text);
    case 'b':
      return text === '1' || text === 'true';
    case 'e':
      return { mark: 'error', text };
    case 'd':
      return { mark: 'day', iso: text.slice(0, 10) };
    default: {
      const number = Number(text);
      if (Number.isNaN(number)) return text;
      const iso = book.dateFormats[style] ? dayOfSerial(number, book.from1904) : null;
      if (iso) return { mark: 'day', iso };
      return book.percentFormats[style] ? { mark: 'percent', ratio: number } : number;
    }
  }
};

/**
 * All cells of a sheet that hold something. Refuses `too-large` past 200,000 rows with content (or 2 million cells, or 50,000 merged ranges).
 * Formulas give their stored result.
 */
export const readSheetCells = async (
  bytes: Uint8Array,
  entry: ZipEntry,
  book: WorkbookPackage,
): Promise<SheetCells> => {
  const rows: RawRow[] = [];
  const merges: MergedRange[] = [];
  let row: RawRow = { number: 0, cells: [] };
  let column = 0;
  let count = 0;
  let type = '';
  let style = 0;
  let text = '';
  let formula = false;
  let inReading = false;
  let inValue = false;

  const finishCell = (): void => {
    const cell = interpret(book, type, style, text, formula);
    if (cell === undefined || (typeof cell === 'string' && cell.trim() === '')) return;
    if (row.cells.length === 0) rows.push(row);
    row.cells[column] = cell;
    count += 1;
    if (rows.length > mostRows) refuse('too-large', { limit: `${mostRows}`, of: 'rows' });
    if (count > mostCells) refuse('too-large', { limit: `${mostCells}`, of: 'cells' });
  };

  await readXml(bytes, entry, {
    open(name, attribute) {
      if (name === 'row') {
        const number = Number(attribute('r') ?? row.number + 1);
        // Rows stand in order in every workbook that programs can open; anything else would overwrite what was read.
        if (!(number > row.number)) refuse('invalid-workbook', { reason: 'damaged' });
        const isHidden = ['1', 'true'].includes(attribute('hidden') ?? '');
        row = { number, cells: [], ...(isHidden && { hidden: true as const }) };
        column = 0;
      } else if (name === 'c') {
        column = parseAddress(attribute('r') ?? '')?.column ?? column + 1;
        type = attribute('t') ?? 'n';
        style = Number(attribute('s') ?? 0);
        text = '';
        formula = false;
      } else if (name === 'f') formula = true;
      else if (name === 'rPh') inReading = true;
      else if (name === 'v' || name === 't') inValue = !inReading;
      else if (name === 'mergeCell') {
        const [from, to] = (attribute('ref') ?? '').split(':').map(parseAddress);
        if (merges.length >= mostMerges) refuse('too-large', { limit: `${mostMerges}`, of: 'merges' });
        if (from && to) merges.push({ top: from.row, left: from.column, bottom: to.row, right: to.column });
      }
    },
    text(piece) {
      if (inValue) text += piece;
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'rPh') inReading = false;
      else if (name === 'c') finishCell();
    },
  });
  return { rows, merges };
};
