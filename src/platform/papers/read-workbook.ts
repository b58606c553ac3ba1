import type { Finding } from '../../kernel/finding';
import { say } from '../../locales/say';
import { findHeader } from './import-columns';
import { type FieldSchema, type ImportRow, normalizeHeader, type SheetSchema } from './import-schema';
import { readValue } from './import-value';
import { fillMergedCells } from './merged-cells';
import { columnLetter, dayOfSerial, readSheetCells, type SheetCells } from './sheet-cells';
import { openWorkbook, type WorkbookPackage } from './workbook-package';

export type WorkbookReading = {
  /** By the schema's name of the sheet; empty for a sheet that is missing or has no header. */
  rows: Record<string, ImportRow[]>;
  findings: Finding[];
  /** Where a field of a row stands, for findings of the caller: `单位!C7`; without a key the row, `单位!7`. */
  placeOf(sheet: string, row: number, key?: string): string;
};

/** Of each level: a workbook wrong in every cell is told so by its first findings; more would help nobody. */
const mostFindings = 1000;
const SHEETS_SEARCHED = 5;

type Report = (code: string, level: Finding['level'], at: string, values?: Record<string, string | number>) => void;

const readRows = (
  title: string,
  schema: SheetSchema,
  sheet: SheetCells,
  from1904: boolean,
  report: Report,
): { rows: ImportRow[]; columns: Map<FieldSchema, number> } => {
  const header = findHeader(sheet.rows, sheet.merges, schema.fields);
  if (!header) {
    const expected = schema.fields.map(field => field.header).join('、');
    report('no-header', 'error', title, { sheet: title, expected });
    return { rows: [], columns: new Map() };
  }
  const place = (column: number, row: number): string => `${title}!${columnLetter(column)}${row}`;
  for (const { column, header: text } of header.unknown) {
    report('unknown-column', 'warning', place(column, header.row), { column: text });
  }
  for (const { column, header: text, first } of header.repeated) {
    report('duplicate-column', 'error', place(column, header.row), { column: text, first: columnLetter(first) });
  }
  for (const field of header.missing) {
    report('missing-column', field.required ? 'error' : 'warning', `${title}!${header.row}`, { column: field.header });
  }
  // A number that stands once for several rows is a sum of theirs or a slip, never the number of each.
  const fillable = [...header.columns].filter(
    ([field]) => ['text', 'date', 'enum'].includes(field.type) && !field.unique && !field.unmerged,
  );
  const byColumn = new Map(fillable.map(([field, column]) => [column, field]));
  const body = { ...sheet, merges: sheet.merges.filter(merge => merge.top > header.lastRow) };
  for (const { column, top, bottom } of fillMergedCells(body, new Set(byColumn.keys()))) {
    const range = `${columnLetter(column)}${top}:${columnLetter(column)}${bottom}`;
    report('merged-filled', 'info', place(column, top), { column: byColumn.get(column)!.header, range });
  }
  for (const [field, column] of header.columns)
    for (const { top, bottom, left, right } of field.unmerged ? body.merges : [])
      if (left <= column && column <= right && bottom > top) {
        const range = `${columnLetter(left)}${top}:${columnLetter(right)}${bottom}`;
        report('merged-value', 'error', place(column, top), { column: field.header, range });
      }
  const hidden = sheet.rows.filter(row => row.hidden && row.number > header.lastRow).map(({ number }) => number);
  if (hidden.length > 0)
    report('hidden-rows', 'warning', `${title}!${hidden[0]}`, { rows: spansOf(hidden), count: hidden.length });

  const toDay = (serial: number): string | null => dayOfSerial(serial, from1904);
  const seen = new Map(schema.fields.filter(field => field.unique).map(field => [field, new Map<string, string>()]));
  const rows: ImportRow[] = [];
  for (const raw of sheet.rows) {
    if (raw.number <= header.lastRow) continue;
    const inColumns = [...header.columns].some(([, column]) => raw.cells[column] !== undefined);
    if (!inColumns) continue;
    const row: ImportRow = { row: raw.number, values: {}, ok: !header.missing.some(field => field.required) };
    for (const field of header.missing) row.values[field.key] = null;
    for (const [field, column] of header.columns) {
      const at = place(column, raw.number);
      const { value, trouble } = readValue(field, raw.cells[column], toDay);
      row.values[field.key] = value;
      if (trouble) {
        row.ok = false;
        report(trouble.code, 'error', at, { column: field.header, ...trouble.values });
      }
      const others = value === null ? undefined : seen.get(field);
      const first = others?.get(String(value));
      if (first !== undefined) {
        row.ok = false;
        report('not-unique', 'error', at, { column: field.header, value: String(value), first });
      } else others?.set(String(value), at);
    }
    rows.push(row);
  }
  return { rows, columns: header.columns };
};

const MOST_SPANS = 10;

/** 5, 6, 7, 12 → `5–7、12`. */
const spansOf = (numbers: readonly number[]): string => {
  const spans: [number, number][] = [];
  for (const number of numbers) {
    const last = spans.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else spans.push([number, number]);
  }
  const named = spans.slice(0, MOST_SPANS).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  return named.join('、') + (spans.length > MOST_SPANS ? '……' : '');
};

/** The sheet that was given another name: the first to be seen that has every column which must be there. */
const findRenamed = async (
  bytes: Uint8Array,
  book: WorkbookPackage,
  { fields }: SheetSchema,
): Promise<WorkbookPackage['sheets'][number] | undefined> => {
  const needed = fields.filter(field => field.required);
  for (const sheet of book.sheets.filter(({ hidden }) => !hidden).slice(0, SHEETS_SEARCHED)) {
    const { rows, merges } = await readSheetCells(bytes, sheet.entry, book);
    const header = findHeader(rows, merges, fields);
    if (header && needed.length > 0 && needed.every(field => header.columns.has(field))) return sheet;
  }
  return undefined;
};

/**
 * Reads an .xlsx workbook against a schema. Everything wrong with its cells comes back as findings, each at its cell
 * (`单位!C7`), with messages in `language` (zh-CN when absent); after 1,000 of a level the rest is only counted.
 * Refuses `invalid-workbook` (no .xlsx, encrypted, damaged; `detail.reason`) and `too-large`
 * (20 MB, 100 MB unpacked, 200,000 rows; `detail.limit`).
 */
export const readWorkbook = async (
  bytes: Uint8Array,
  schema: readonly SheetSchema[],
  options: { language?: string } = {},
): Promise<WorkbookReading> => {
  const language = options.language ?? 'zh-CN';
  const findings: Finding[] = [];
  const counts: Record<Finding['level'], number> = { error: 0, warning: 0, info: 0 };
  const report: Report = (code, level, at, values = {}) => {
    counts[level] += 1;
    if (counts[level] > mostFindings) return;
    findings.push({ code, level, at, message: say(language, `papers:finding.${code}`, values) });
  };
  const book = await openWorkbook(bytes);
  const rows: Record<string, ImportRow[]> = {};
  const columns = new Map<string, Map<string, number>>();
  const titles = new Map<string, string>();
  const unread = new Set(book.sheets);
  for (const wanted of schema) {
    const names = [wanted.name, ...(wanted.aliases ?? [])].map(normalizeHeader);
    const isNamed = (sheet: (typeof book.sheets)[number]) => names.includes(normalizeHeader(sheet.name));
    const asNamed = book.sheets.find(sheet => unread.has(sheet) && isNamed(sheet));
    const found = asNamed ?? (schema.length === 1 ? await findRenamed(bytes, book, wanted) : undefined);
    if (found && !asNamed) report('sheet-renamed', 'info', found.name, { sheet: found.name, name: wanted.name });
    rows[wanted.name] = [];
    if (!found) {
      if (!wanted.optional) report('missing-sheet', 'error', wanted.name, { sheet: wanted.name });
      continue;
    }
    unread.delete(found);
    const cells = await readSheetCells(bytes, found.entry, book);
    const read = readRows(found.name, wanted, cells, book.from1904, report);
    rows[wanted.name] = read.rows;
    titles.set(wanted.name, found.name);
    columns.set(wanted.name, new Map([...read.columns].map(([field, column]) => [field.key, column])));
  }
  for (const sheet of unread) if (!sheet.hidden) report('unknown-sheet', 'info', sheet.name, { sheet: sheet.name });
  for (const level of ['error', 'warning', 'info'] as const) {
    const more = counts[level] - mostFindings;
    if (more <= 0) continue;
    const message = say(language, 'papers:finding.too-many', { shown: mostFindings, more });
    findings.push({ code: 'too-many', level, at: '', message });
  }
  return {
    rows,
    findings,
    placeOf(sheet, row, key) {
      const column = key === undefined ? undefined : columns.get(sheet)?.get(key);
      return `${titles.get(sheet) ?? sheet}!${column === undefined ? '' : columnLetter(column)}${row}`;
    },
  };
};
