import ExcelJS from 'exceljs';
import type { Finding } from '../../src/kernel/finding';
import type { Id } from '../../src/platform/database/tables';
import { writeDataValueSet } from '../../src/subjects/exchange/rules/formats/data-value-set';
import { writeSdmxJson } from '../../src/subjects/exchange/rules/formats/sdmx-json';
import type { ImportResult, ImportRow } from '../../src/subjects/exchange/schema';
import type { EntryPage, ReadWorkbook, SavedDraft } from '../../src/subjects/reporting/entry-schema';
import type { Visitor } from './app';

// Every way in which figures come: typed in the grid, in the filled-in workbook of the form, as rows of a file or of a program.

/** What became of it: each fault as `place code`, and what somebody else was typing: `cell mine theirs`. */
export type Outcome = { faults: string[]; conflicts: string[] };
export type Form = { formId: Id; period: string; unitId: Id; unitCode: string };
/** A cell by name with what is said of it, in the order of the file. */
export type Said = readonly (readonly [cell: string, value: string, note?: string])[];

type Refused = { error: { code: string; detail: { findings?: (Finding & { at: string })[] } } };

const outcomeOf = (body: unknown): Outcome | null => {
  const { error } = body as Partial<Refused>;
  if (!error) return null;
  const { findings } = error.detail;
  const wrong = findings?.filter(({ level }) => level !== 'info' && level !== 'warning');
  return { faults: wrong ? wrong.map(({ at, code }) => `${at} ${code}`) : [error.code], conflicts: [] };
};

const clashesOf = (conflicts: readonly { cell: string; mine: string; theirs: string }[]): string[] =>
  conflicts.map(({ cell, mine, theirs }) => `${cell} ${mine} ${theirs}`);

/** Hands in what is in the draft. */
const handIn = async (who: Visitor, key: object, conflicts: string[]): Promise<Outcome> => {
  const { version, draftVersion } = (await who.read<EntryPage>('reporting.entry', key as Record<string, unknown>)).body;
  const { body } = await who.write('reporting.submit', { key, version, draftVersion });
  return outcomeOf(body) ?? { faults: [], conflicts };
};

export const keyOf = ({ formId, period, unitId }: Form) => ({ formId, period, unitId });

/** Typed, and handed in. `base`: what stood there when one began to type. */
export const typed = async (
  who: Visitor,
  form: Form,
  said: Said,
  base: Record<string, string> = {},
): Promise<Outcome> => {
  const key = keyOf(form);
  const cells = said.map(([cell, v, n]) => ({ cell, v, base: base[cell] ?? '', ...(n && { n }) }));
  const { body } = await who.write<SavedDraft>('reporting.saveDraft', { key, cells });
  return outcomeOf(body) ?? handIn(who, key, clashesOf(body.conflicts));
};

/** The workbook of the form as it is given out now, to be filled in. */
export const giveOut = async (who: Visitor, form: Form): Promise<ExcelJS.Workbook> => {
  const { bytes } = await who.download('reporting.template', keyOf(form));
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  return book;
};

/** Filled in line by line; a cell that is said twice gets a line of its own. */
export const fillIn = (book: ExcelJS.Workbook, said: Said): ExcelJS.Worksheet => {
  const sheet = book.getWorksheet('填报')!;
  const lines = new Map<string, number>();
  sheet.eachRow((row, number) => number > 3 && lines.set(String(row.getCell(1).value), number));
  for (const [cell, value, note] of said) {
    const line = lines.get(cell) ?? sheet.rowCount + 1;
    lines.delete(cell);
    sheet.getCell(line, 1).value = cell;
    sheet.getCell(line, 7).value = value;
    if (note) sheet.getCell(line, 8).value = note;
  }
  return sheet;
};

export const sendBook = async (who: Visitor, form: Form, book: ExcelJS.Workbook): Promise<Outcome> => {
  const { body: file } = await who.upload('填报.xlsx', Buffer.from(await book.xlsx.writeBuffer()));
  const { body } = await who.write<ReadWorkbook>('reporting.readWorkbook', { ...keyOf(form), fileId: file.id });
  return outcomeOf(body) ?? handIn(who, keyOf(form), clashesOf(body.conflicts));
};

export const rowsOf = ({ unitCode, period }: Form, said: Said): ImportRow[] =>
  said.map(([cell, value, note]) => {
    const [figure = '', category = ''] = cell.split('.');
    return { unit: unitCode, period, figure, category, value, ...(note && { note }) };
  });

/** A way of rows: how it is written, and where a field of a row stands in it. */
export type RowWay = {
  name: string;
  extension: string | null;
  write: (rows: readonly ImportRow[]) => Promise<Buffer>;
  placeOf: (row: number, column: keyof ImportRow, rows: readonly ImportRow[]) => string;
};

const HEADERS: Record<keyof ImportRow, string> = {
  unit: '单位',
  period: '期',
  figure: '数据项',
  category: '分组',
  value: '数值',
  note: '说明',
};
const FIELDS = Object.keys(HEADERS) as (keyof ImportRow)[];
const DHIS2 = {
  unit: 'orgUnit',
  period: 'period',
  figure: 'dataElement',
  category: 'categoryOptionCombo',
  value: 'value',
  note: 'comment',
};

/** SDMX names a cell by its key: what is said twice comes in a second set of data. */
const sdmxOf = (rows: readonly ImportRow[]) => {
  const message = writeSdmxJson(rows, '2026-09-01T00:00:00Z');
  const [only] = message.data.dataSets;
  const notes = [...new Set(rows.flatMap(({ note }) => note ?? []))];
  const first: Record<string, unknown[]> = {};
  const again: Record<string, unknown[]> = {};
  const places: string[] = [];
  const { observation } = message.data.structure.dimensions;
  for (const row of rows) {
    const coordinates = (['unit', 'period', 'figure', 'category'] as const).map((field, at) =>
      observation[at]!.values.findIndex(({ id }) => id === (row[field] || '_T')),
    );
    const key = coordinates.join(':');
    const isAgain = key in first;
    (isAgain ? again : first)[key] = [row.value, row.note ? notes.indexOf(row.note) : null];
    places.push(`data.dataSets.${isAgain ? 1 : 0}.observations.${key}`);
  }
  const attributes = { observation: [{ id: 'COMMENT_OBS', values: notes.map(name => ({ name })) }] };
  const dataSets = [first, again].map(observations => ({ ...only, observations }));
  const structure = { ...message.data.structure, attributes };
  return { text: JSON.stringify({ ...message, data: { structure, dataSets } }), places };
};

export const rowWays: RowWay[] = [
  {
    name: 'CSV',
    extension: 'csv',
    write: async rows => {
      const lines = rows.map(row => FIELDS.map(field => row[field] ?? '').join(','));
      return Buffer.from([FIELDS.map(field => HEADERS[field]).join(','), ...lines].join('\r\n'));
    },
    placeOf: (row, column) => `${row + 2}:${HEADERS[column]}`,
  },
  {
    name: 'workbook of rows',
    extension: 'xlsx',
    write: async rows => {
      const book = new ExcelJS.Workbook();
      const sheet = book.addWorksheet('数据');
      sheet.addRow(FIELDS.map(field => HEADERS[field]));
      for (const row of rows) sheet.addRow(FIELDS.map(field => row[field] ?? ''));
      return Buffer.from(await book.xlsx.writeBuffer());
    },
    placeOf: (row, column) => `数据!${'ABCDEF'[FIELDS.indexOf(column)]}${row + 2}`,
  },
  {
    name: 'DHIS2',
    extension: 'json',
    write: async rows => {
      const set = writeDataValueSet(rows).dataValues.map((one, at) => ({ ...one, comment: rows[at]!.note ?? null }));
      return Buffer.from(JSON.stringify({ dataValues: set }));
    },
    placeOf: (row, column) => `dataValues.${row}.${DHIS2[column]}`,
  },
  {
    name: 'SDMX',
    extension: 'json',
    write: async rows => Buffer.from(sdmxOf(rows).text),
    placeOf: (row, _, rows) => sdmxOf(rows).places[row]!,
  },
  {
    name: 'interface',
    extension: null,
    write: async () => Buffer.alloc(0),
    placeOf: (row, column) => `${row + 1}:${column}`,
  },
];

let sent = 0;

/** Sends rows this way; answers what the interface answers. */
export const sendRows = async (who: Visitor, way: RowWay, rows: readonly ImportRow[], how: object = {}) => {
  sent += 1;
  const key = `${way.name} ${sent}`;
  if (way.extension === null)
    return (await who.write<ImportResult>('exchange.writeValues', { key, rows, ...how })).body;
  const { body: file } = await who.upload(`数据.${way.extension}`, await way.write(rows));
  return (await who.write<ImportResult>('exchange.importFile', { key, fileId: file.id, ...how })).body;
};

export const rowsOutcome = (body: ImportResult): Outcome =>
  outcomeOf(body) ?? {
    faults: body.findings.map(({ at, code }) => `${at} ${code}`),
    conflicts: clashesOf(body.conflicts),
  };
