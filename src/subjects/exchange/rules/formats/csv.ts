import { CsvError, parse } from 'csv-parse/sync';
import type { ImportRow } from '../../schema';
import { MOST_ROWS_OF_FILE, nothing, type Reading } from './reading';

/** Headers of the columns, in either language; category and note may be left out. */
const HEADERS: Record<keyof ImportRow, readonly string[]> = {
  unit: ['unit', 'orgunit', '单位', '单位编码', '单位名称'],
  period: ['period', '期', '期别'],
  figure: ['figure', 'dataelement', '数据项', '数据项编码'],
  category: ['category', 'categoryoptioncombo', '分组'],
  value: ['value', '数值', '值', '数据'],
  note: ['note', 'comment', '说明'],
};
const REQUIRED = ['unit', 'period', 'figure', 'value'] as const;
const IN_CHINESE = { unit: '单位', period: '期', figure: '数据项', value: '数值' };

const plain = (header: string): string => header.normalize('NFKC').replaceAll(/[\s*]/g, '').toLowerCase();

type Columns = Record<keyof ImportRow, number | null>;

/** Which column of a header each field is; null for one that is not there. */
const columnsOf = (header: readonly string[]): Columns => {
  const found = header.map(plain);
  const place = (field: keyof ImportRow) => {
    const at = found.findIndex(one => HEADERS[field].includes(one));
    return at < 0 ? null : at;
  };
  return {
    unit: place('unit'),
    period: place('period'),
    figure: place('figure'),
    category: place('category'),
    value: place('value'),
    note: place('note'),
  };
};

const DELIMITERS = [',', '\t', ';', '，'];
// The first line in which a spreadsheet may say what it separates by.
const SAYS_SO = /^\uFEFF?sep=(.)\r?\n/;

const delimiterOf = (text: string): string => {
  const end = text.indexOf('\n');
  const head = text.slice(0, end < 0 ? undefined : end);
  return DELIMITERS.reduce((best, one) => (head.split(one).length > head.split(best).length ? one : best));
};

/** A table with a header in text: comma, tab or semicolon. `text` is decoded already. */
export const readCsv = (text: string): Reading => {
  const said = SAYS_SO.exec(text);
  const body = said ? text.slice(said[0].length) : text;
  const above = said ? 1 : 0;
  // Blank lines and breaks inside quotes shift what follows: a row is named by the line it ends on.
  const labels: number[] = [];
  const rows: ImportRow[] = [];
  let header: string[] | undefined;
  let columns: Columns | undefined;
  let headerLine = '';
  try {
    parse(body, {
      delimiter: said?.[1] ?? delimiterOf(body),
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      to: MOST_ROWS_OF_FILE + 2,
      // Taken as they come, none is kept twice: a file has up to a million.
      on_record: (record: string[], { lines }: { lines: number }) => {
        if (columns) {
          rows.push(rowOf(record, columns));
          labels.push(lines + above);
        } else {
          header = record;
          columns = columnsOf(record);
          headerLine = String(lines + above);
        }
        return null;
      },
    });
  } catch (error) {
    const line = error instanceof CsvError ? String((error as unknown as { lines?: number }).lines ?? '') : '';
    return nothing('broken-csv', line, { line });
  }
  if (!header || !columns || rows.length === 0) return nothing('no-rows', '');
  if (rows.length > MOST_ROWS_OF_FILE) return nothing('too-many-rows', '', { limit: String(MOST_ROWS_OF_FILE) });
  const found: Columns = columns;
  const absent = REQUIRED.find(field => found[field] === null);
  if (absent) return nothing('no-column', headerLine, { column: IN_CHINESE[absent] });
  const names: string[] = header;
  const fields = Object.keys(found) as (keyof ImportRow)[];
  return {
    rows,
    places: {
      labels,
      around: Object.fromEntries(fields.map(field => [field, ['', `:${names[found[field] ?? -1] ?? field}`]])),
    },
    faults: [],
  };
};

const rowOf = (line: readonly string[], columns: Columns): ImportRow => {
  const field = (name: keyof ImportRow): string => {
    const at = columns[name];
    return at === null ? '' : (line[at] ?? '');
  };
  const note = field('note');
  return {
    unit: field('unit'),
    period: field('period'),
    figure: field('figure'),
    category: field('category'),
    value: field('value'),
    ...(note ? { note } : {}),
  };
};

// What a spreadsheet would take for a formula is kept from being one; numbers stay numbers.
const cellOf = (text: string): string => {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Values as a table in text, with a byte order mark: spreadsheets take it for UTF-8 then. */
export const writeCsv = (rows: readonly ImportRow[]): string => {
  const fields = ['unit', 'period', 'figure', 'category', 'value'] as const;
  const lines = rows.map(row => fields.map(field => cellOf(row[field])).join(','));
  return `\uFEFF${[fields.join(','), ...lines].join('\r\n')}\r\n`;
};
