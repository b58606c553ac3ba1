import { say } from '../../locales/say';
import type { SheetSchema } from '../../platform/papers/import-schema';
import { readWorkbook } from '../../platform/papers/read-workbook';
import type { WorkbookModel } from '../../platform/papers/workbook-model';
import { LONGEST_NOTE } from '../reporting/schema';
import { nothing, type Reading } from './rules/formats/reading';
import type { ImportRow } from './schema';

const FIELDS = ['unit', 'period', 'figure', 'category', 'value', 'note'] as const;
const MAY_BE_BLANK: readonly string[] = ['category', 'value', 'note'];

const schemaIn = (language: string): SheetSchema => ({
  name: say(language, 'exchange:sheet.name'),
  aliases: [say('zh-CN', 'exchange:sheet.name'), say('en', 'exchange:sheet.name'), 'Sheet1'],
  fields: FIELDS.map(key => ({
    key,
    header: say(language, `exchange:sheet.${key}`),
    aliases: [say('zh-CN', `exchange:sheet.${key}`), say('en', `exchange:sheet.${key}`), key],
    type: 'text' as const,
    required: !MAY_BE_BLANK.includes(key),
    ...(key === 'value' && { unmerged: true }),
    maxLength: key === 'note' ? LONGEST_NOTE : 200,
  })),
});

/** A workbook of values: one sheet, a row for each. Wrong cells stand in the findings of the reader, with their places. */
export async function readValueSheet(bytes: Uint8Array, language: string): Promise<Reading> {
  const schema = schemaIn(language);
  const { rows, findings, placeOf } = await readWorkbook(bytes, [schema], { language });
  const given = rows[schema.name] ?? [];
  const errors = findings.filter(({ level }) => level === 'error');
  if (given.length === 0 && errors.length === 0) return nothing('no-rows', schema.name);
  return {
    rows: given.map(({ values }): ImportRow => {
      const text = (key: (typeof FIELDS)[number]) => String(values[key] ?? '');
      return {
        unit: text('unit'),
        period: text('period'),
        figure: text('figure'),
        category: text('category'),
        value: text('value'),
        ...(text('note') && { note: text('note') }),
      };
    }),
    places: {
      labels: given.map(({ row }) => row),
      // What stands before the number of the row: the sheet's name, and the letter of its column.
      around: Object.fromEntries(FIELDS.map(key => [key, [placeOf(schema.name, 0, key).slice(0, -1), '']])),
    },
    faults: errors.map(({ at, message }) => ({ code: 'wrong-cell', at, values: { message } })),
    notices: findings.filter(({ level }) => level !== 'error').filter(({ code }) => code !== 'missing-column'),
  };
}

/** Values as a workbook that can be read in again. */
export const valueWorkbook = (rows: readonly ImportRow[], language: string): WorkbookModel => ({
  sheets: [
    {
      name: say(language, 'exchange:sheet.name'),
      columns: FIELDS.map(key => ({
        key,
        header: say(language, `exchange:sheet.${key}`),
        width: key === 'unit' ? 24 : 14,
        kind: key === 'value' ? ('number' as const) : ('text' as const),
      })),
      rows: rows.map(row => ({ ...row })),
    },
  ],
});
