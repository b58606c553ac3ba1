import { z } from 'zod';
import { LONGEST_NOTE } from '../../../reporting/schema';
import type { ImportRow } from '../../schema';
import { MOST_ROWS_OF_FILE, nothing, type Reading } from './reading';

const text = z.union([z.string().max(200), z.number(), z.boolean()]).transform(String);

/** DHIS2's dataValueSets JSON (Web API, “Data values”): period and orgUnit of the set hold where a value has none of its own. */
const dataValueSet = z.object({
  dataSet: text.optional(),
  period: text.optional(),
  orgUnit: text.optional(),
  dataValues: z.array(
    z.object({
      dataElement: text,
      period: text.optional(),
      orgUnit: text.optional(),
      categoryOptionCombo: text.optional(),
      value: text.nullable().optional(),
      comment: z.string().max(LONGEST_NOTE).nullable().optional(),
      deleted: z.boolean().optional(),
    }),
  ),
});

/**
 * A period as DHIS2 writes it, as we do: 202608 → 2026-08, 2026Q3 → 2026-Q3, 2026W35 → 2026-W35. Its six months (2026S1: January to June) are
 * no term (学期) of ours: they stay as they are, and are refused with their row.
 */
export const periodFromDhis2 = (code: string): string => {
  const [, year, month] = /^(\d{4})(\d{2})$/.exec(code) ?? [];
  if (year && month) return `${year}-${month}`;
  const [, of, kind, number] = /^(\d{4})(Q|W)(\d{1,2})$/.exec(code) ?? [];
  return of && kind && number ? `${of}-${kind}${kind === 'W' ? number.padStart(2, '0') : number}` : code;
};

/** The other way. A term has no counterpart and goes out as it is. */
export const periodToDhis2 = (code: string): string => (/-S\d$/.test(code) ? code : code.replace('-', ''));

/** Is this JSON a set of data values? */
export const isDataValueSet = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'dataValues' in value;

export const readDataValueSet = (value: unknown): Reading => {
  const parsed = dataValueSet.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue?.path.join('.') ?? '';
    return nothing('unknown-json', at, { at, reason: issue?.message ?? '' });
  }
  const { dataValues, period = '', orgUnit = '' } = parsed.data;
  if (dataValues.length === 0) return nothing('no-rows', 'dataValues');
  if (dataValues.length > MOST_ROWS_OF_FILE) return nothing('too-many-rows', '', { limit: String(MOST_ROWS_OF_FILE) });
  const names: Record<keyof ImportRow, string> = {
    unit: 'orgUnit',
    period: 'period',
    figure: 'dataElement',
    category: 'categoryOptionCombo',
    value: 'value',
    note: 'comment',
  };
  return {
    rows: dataValues.map(one => ({
      unit: one.orgUnit ?? orgUnit,
      period: periodFromDhis2(one.period ?? period),
      figure: one.dataElement,
      category: !one.categoryOptionCombo || one.categoryOptionCombo === 'default' ? '' : one.categoryOptionCombo,
      value: one.deleted ? '' : (one.value ?? ''),
      ...(one.comment?.trim() ? { note: one.comment.trim() } : {}),
    })),
    places: {
      labels: dataValues.map((_, index) => index),
      around: Object.fromEntries(Object.entries(names).map(([field, name]) => [field, ['dataValues.', `.${name}`]])),
    },
    faults: [],
  };
};

/** Values as a set that DHIS2 takes. */
export const writeDataValueSet = (rows: readonly ImportRow[]) => ({
  dataValues: rows.map(({ unit, period, figure, category, value }) => ({
    dataElement: figure,
    period: periodToDhis2(period),
    orgUnit: unit,
    categoryOptionCombo: category || 'default',
    value,
  })),
});
