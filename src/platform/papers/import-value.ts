import type { FieldSchema, ImportValue } from './import-schema';
import type { RawCell } from './sheet-cells';

export type Trouble = { code: string; values: Record<string, string | number> };
export type Reading = { value: ImportValue; trouble?: Trouble };

const writtenDays = [
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?Z?)?$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];
const writtenNumber = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:e[+-]?\d{1,3})?$/i;
/** From here on a double cannot tell neighbouring whole numbers apart as a cell stores them (15 digits). */
const firstLostNumber = 1e15;

/** No day or number is written with more characters. */
const longestWritten = 60;
const mostOptionsNamed = 12;

/** A day somebody wrote: 2026-9-28, 2026/09/28, 2026.9.28, 2026年9月28日, 20260928. Null when it is none, or not in the calendar. */
export const parseWrittenDay = (text: string): string | null => {
  if (text.length > longestWritten) return null;
  const plain = text.normalize('NFKC').trim();
  for (const pattern of writtenDays) {
    const parts = pattern.exec(plain);
    if (!parts) continue;
    const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
    const date = new Date(Date.UTC(year, month - 1, day));
    if (year < 1900 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
    return date.toISOString().slice(0, 10);
  }
  return null;
};

/** A number somebody wrote, thousands separators, full-width digits and % included. */
export const parseWrittenNumber = (text: string): number | null => {
  if (text.length > longestWritten) return null;
  const plain = text.normalize('NFKC').trim();
  const isPercent = plain.endsWith('%');
  const body = isPercent ? plain.slice(0, -1).trim() : plain;
  if (!writtenNumber.test(body)) return null;
  const bare = body.replaceAll(',', '');
  // The point is moved in the text: 7.1 / 100 would be 0.07100000000000001 for some numbers.
  const number = Number(isPercent && !/e/i.test(bare) ? `${bare}e-2` : bare);
  return Number.isFinite(number) ? number : null;
};

/** What a cell says, as somebody looking at it would read it. */
export const showCell = (cell: RawCell): string => {
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell !== 'object') return String(cell).trim();
  // The point is moved in the text, and what a spreadsheet's arithmetic leaves behind the fifteenth digit is no digit.
  if (cell.mark === 'percent') return `${Number(Number(`${Number(cell.ratio.toPrecision(15))}e2`).toPrecision(15))}%`;
  return cell.mark === 'day' ? cell.iso : cell.mark === 'error' ? cell.text : '';
};

/** Text as a message can quote it. */
export const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

const readText = (field: FieldSchema, cell: RawCell): Reading => {
  if (typeof cell === 'number' && Number.isInteger(cell) && Math.abs(cell) >= firstLostNumber) {
    return { value: null, trouble: { code: 'digits-lost', values: {} } };
  }
  const value = showCell(cell);
  const length = Array.from(value).length;
  if (field.maxLength !== undefined && length > field.maxLength) {
    return { value: null, trouble: { code: 'too-long', values: { max: field.maxLength, length } } };
  }
  return { value };
};

const readNumber = (field: FieldSchema, cell: RawCell): Reading => {
  const plain = typeof cell === 'object' && cell.mark === 'percent' ? cell.ratio : cell;
  const value = typeof plain === 'number' ? plain : typeof plain === 'string' ? parseWrittenNumber(plain) : null;
  const isWrong = value === null || (field.type === 'integer' && !Number.isSafeInteger(value));
  if (isWrong) {
    const code = field.type === 'integer' ? 'not-integer' : 'not-number';
    return { value: null, trouble: { code, values: { value: shorten(showCell(cell)) } } };
  }
  if (field.min !== undefined && value < field.min) {
    return { value: null, trouble: { code: 'too-small', values: { min: field.min, value } } };
  }
  if (field.max !== undefined && value > field.max) {
    return { value: null, trouble: { code: 'too-big', values: { max: field.max, value } } };
  }
  return { value };
};

const readDay = (cell: RawCell, toDay: (serial: number) => string | null): Reading => {
  let value: string | null = null;
  if (typeof cell === 'object' && cell.mark === 'day') value = cell.iso;
  else if (typeof cell === 'string') value = parseWrittenDay(cell);
  // 20260928 typed as a number is a day in eight digits; a small number is a serial whose format was lost.
  else if (typeof cell === 'number') value = parseWrittenDay(String(cell)) ?? (cell < 200_000 ? toDay(cell) : null);
  return value ? { value } : { value: null, trouble: { code: 'not-date', values: { value: shorten(showCell(cell)) } } };
};

const comparable = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

const readChoice = (field: FieldSchema, cell: RawCell): Reading => {
  const written = comparable(showCell(cell));
  const labels = Object.entries(field.labels ?? {}).map(([value, label]) => ({ value, all: [label].flat() }));
  const found = labels.find(({ value, all }) => [value, ...all].some(label => comparable(label) === written));
  if (found) return { value: found.value };
  const named = labels.slice(0, mostOptionsNamed).map(({ value, all }) => all[0] ?? value);
  const options = named.join('、') + (labels.length > mostOptionsNamed ? '……' : '');
  return { value: null, trouble: { code: 'not-option', values: { options, value: shorten(showCell(cell)) } } };
};

/** What a cell means for its field, or what is wrong with it (a code of `papers:finding`). */
export const readValue = (
  field: FieldSchema,
  cell: RawCell | undefined,
  toDay: (serial: number) => string | null,
): Reading => {
  if (typeof cell === 'object' && cell.mark === 'error') {
    return { value: null, trouble: { code: 'cell-error', values: { value: cell.text } } };
  }
  if (typeof cell === 'object' && cell.mark === 'no-result') {
    return { value: null, trouble: { code: 'formula-without-result', values: {} } };
  }
  if (cell === undefined)
    return field.required ? { value: null, trouble: { code: 'required', values: {} } } : { value: null };
  switch (field.type) {
    case 'text':
      return readText(field, cell);
    case 'date':
      return readDay(cell, toDay);
    case 'enum':
      return readChoice(field, cell);
    default:
      return readNumber(field, cell);
  }
};
