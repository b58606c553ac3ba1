import { type FieldSchema, normalizeHeader, withoutRemark } from './import-schema';
import { shorten, showCell } from './import-value';
import type { MergedRange, RawRow } from './sheet-cells';

export type HeaderMatch = {
  /** Number of the last row that belongs to the header. */
  lastRow: number;
  /** Number of the row the headers were found in. */
  row: number;
  columns: Map<FieldSchema, number>;
  unknown: { column: number; header: string }[];
  repeated: { column: number; header: string; first: number }[];
  missing: FieldSchema[];
};

/** A header is looked for in the first rows only: titles and explanations stand over it, never a whole table. */
const rowsSearched = 20;

const namesOf = (field: FieldSchema): string[] => [field.header, ...(field.aliases ?? [])].map(normalizeHeader);

const matchRow = (row: RawRow, fields: readonly FieldSchema[]): Omit<HeaderMatch, 'lastRow' | 'row' | 'missing'> => {
  const columns = new Map<FieldSchema, number>();
  const repeated: HeaderMatch['repeated'] = [];
  let rest: { column: number; header: string }[] = [];
  row.cells.forEach((cell, column) => {
    if (cell !== undefined) rest.push({ column, header: shorten(showCell(cell)) });
  });
  // Exact names first, so that `数量(人)` and `数量(个)` are told apart where the schema does; then names without their unit.
  for (const simplify of [(name: string) => name, withoutRemark]) {
    const byName = new Map(fields.flatMap(field => namesOf(field).map(name => [simplify(name), field] as const)));
    const left: typeof rest = [];
    for (const place of rest) {
      const field = byName.get(simplify(normalizeHeader(place.header)));
      const first = field && columns.get(field);
      if (!field) left.push(place);
      else if (first === undefined) columns.set(field, place.column);
      else repeated.push({ ...place, first });
    }
    rest = left;
  }
  return { columns, repeated, unknown: rest };
};

/** Finds the row of headers: the one in which most fields are named, the first such. Null when no row names any. */
export const findHeader = (
  rows: readonly RawRow[],
  merges: readonly MergedRange[],
  fields: readonly FieldSchema[],
): HeaderMatch | null => {
  let best: HeaderMatch | null = null;
  for (const row of rows.slice(0, rowsSearched)) {
    const match = matchRow(row, fields);
    if (match.columns.size === 0 || (best && match.columns.size <= best.columns.size)) continue;
    const lastRow = merges
      .filter(merge => merge.top <= row.number && merge.bottom >= row.number)
      .reduce((last, merge) => Math.max(last, merge.bottom), row.number);
    const missing = fields.filter(field => !match.columns.has(field));
    const columns = new Map([...match.columns].sort(([, a], [, b]) => a - b));
    best = { ...match, columns, row: row.number, lastRow, missing };
  }
  return best;
};
