import { CsvError, parse } from 'csv-parse/sync';
import type { ImportRow } from '../../schema';
import { MOST_ROWS_OF_FILE, nothing, type Reading } from './reading';

/** Headers of the five columns, in either language; category may be left out. */
const HEADERS: Record<keyof ImportRow, readonly string[]> = {
  unit: ['unit', 'orgunit', '单位', '单位编码', '单位名称'],
  period: ['period', '期', '期别'],
  figure: ['figure', 'dataelement', '数据项', '数据项编码'],
  category: ['category', 'categoryoptioncombo', '分组'],
  value: ['value', '数值', '值', '数据'],
};

const plain = (header: string): string => header.normalize('NFKC').replaceAll(/[\s*]/g, '').toLowerCase();

/** Which column of a header each field is; null for one that is not there. */
export const columnsOf = (header: readonly string[]): Record<keyof ImportRow, number | null> => {
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
  };
};

const DELIMITERS = [',', '\t', ';'];

/** A table with a header in text: comma, tab or semicolon. `text` is decoded already. */
export const readCsv = (text: string): Reading => {
  const head = text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'));
  const delimiter = DELIMITERS.reduce((best, one) => (head.split(one).length > head.split(best).length ? one : best));
  let table: string[][];
  try {
    table = parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      to: MOST_ROWS_OF_FILE + 2,
    });
  } catch (error) {
    const line = error instanceof CsvError ? String((error as unknown as { lines?: number }).lines ?? '') : '';
    return nothing('broken-csv', line, { line });
  }
  const [header, ...lines] = table;
  if (!header || lines.length === 0) return nothing('no-rows', '');
  if (lines.length > MOST_ROWS_OF_FILE) return nothing('too-many-rows', '', { limit: String(MOST_ROWS_OF_FILE) });
  const columns = columnsOf(header);
  const absent = (['unit', 'period', 'figure', 'value'] as const).find(field => columns[field] === null);
  if (absent) return nothing('no-column', '1', { column: HEADERS[absent].at(-2) ?? absent });
  const field = (line: readonly string[], name: keyof ImportRow) => {
    const at = columns[name];
    return at === null ? '' : (line[at] ?? '');
  };
  return {
    rows: lines.map(line => ({
      unit: field(line, 'unit'),
      period: field(line, 'period'),
      figure: field(line, 'figure'),
      category: field(line, 'category'),
      value: field(line, 'value'),
    })),
    // The header is the first line.
    placeOf: (row, column) => `${row + 1}:${header[columns[column] ?? 0] ?? column}`,
    faults: [],
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
