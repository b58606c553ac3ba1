import type { Style } from 'exceljs';
import { toCellText } from './cell-text';
import type { CellInput, SheetColumn } from './workbook-model';
import type { ColumnStyles } from './workbook-style';

export type PreparedCell = { value: string | number | boolean | Date | null; style: Partial<Style> };

const isoDay = /^(\d{4})-(\d{2})-(\d{2})(?:$|T)/;
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

/** Days are kept without a time zone: midnight UTC is what the format's serial number is computed from. */
const toDay = (input: string | Date): Date | null => {
  if (input instanceof Date) return Number.isNaN(input.getTime()) ? null : input;
  const parts = isoDay.exec(input);
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  // The format knows no day before 1900-03-01 that all programs agree on.
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1 && year > 1900 ? date : null;
};

/** A number, unless the format (15 significant digits) would change it: then it stays text. */
const toNumber = (input: string | number): number | null => {
  if (typeof input === 'number') return Number.isFinite(input) ? input : null;
  const text = input.trim();
  if (!decimal.test(text)) return null;
  const digits = text.replace(/^[+-]?0*|\./g, '').replace(/^0+|0+$/g, '');
  return digits.length > 15 ? null : Number(text);
};

/** What stands in a cell. A value that does not fit the kind of its column is written as text rather than lost. */
export const prepareCell = (column: SheetColumn, styles: ColumnStyles, input: CellInput): PreparedCell => {
  if (input === null || input === undefined || input === '') return { value: null, style: styles.value };
  if (typeof input === 'object' && !(input instanceof Date))
    return { value: toCellText(input.text), style: styles.lights[input.light] };
  if (column.kind === 'number' || column.kind === 'percent') {
    const number = typeof input === 'string' || typeof input === 'number' ? toNumber(input) : null;
    if (number !== null) return { value: number, style: styles.value };
  }
  if (column.kind === 'date') {
    const day = typeof input === 'string' || input instanceof Date ? toDay(input) : null;
    if (day) return { value: day, style: styles.value };
  }
  if (input instanceof Date) {
    return { value: Number.isNaN(input.getTime()) ? null : input.toISOString().slice(0, 10), style: styles.text };
  }
  return { value: toCellText(String(input)), style: styles.text };
};
