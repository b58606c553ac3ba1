import { z } from 'zod';
import type { ImportRow } from '../../schema';
import { MOST_ROWS_OF_FILE, nothing, type Reading } from './reading';

const dimension = z.object({
  id: z.string().max(60),
  values: z.array(z.object({ id: z.string().max(200) })).max(1_000_000),
});
/** What is said of an observation: the place of its value stands behind the number. */
const attribute = z.object({
  id: z.string().max(60),
  values: z.array(z.object({ id: z.string().max(500).optional(), name: z.string().max(500).optional() })),
});
const observations = z.record(z.string().max(200), z.array(z.union([z.number(), z.string(), z.null()])));

/** SDMX-JSON 1.0 data message (sdmx-twg/sdmx-json): one structure, observations flat or by series. */
const message = z.object({
  data: z.object({
    structure: z.object({
      dimensions: z.object({
        dataSet: z.array(dimension).default([]),
        series: z.array(dimension).default([]),
        observation: z.array(dimension).default([]),
      }),
      attributes: z.object({ observation: z.array(attribute).default([]) }).optional(),
    }),
    dataSets: z.array(
      z.object({
        series: z.record(z.string().max(200), z.object({ observations })).optional(),
        observations: observations.optional(),
      }),
    ),
  }),
});

// The concepts of the cross-domain list, and the plain words.
const CONCEPTS: Record<Exclude<keyof ImportRow, 'value' | 'note'>, readonly string[]> = {
  unit: ['REF_AREA', 'ORG_UNIT', 'UNIT'],
  period: ['TIME_PERIOD', 'PERIOD'],
  figure: ['INDICATOR', 'FIGURE', 'SERIES'],
  category: ['CATEGORY', 'DISAGGREGATION'],
};

const COMMENTS = ['COMMENT_OBS', 'OBS_COMMENT', 'COMMENT'];

/** Periods of SDMX (2026-Q3, 2026-W35, 2026-08, 2026, 2026-M08) as ours. */
const periodOf = (code: string): string => code.replace(/^(\d{4})-M(\d{2})$/, '$1-$2');

export const isSdmxJson = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'data' in value && typeof value.data === 'object';

type Dimension = z.output<typeof dimension>;

const named = (dimensions: readonly Dimension[], key: string): Map<string, string> | null => {
  const places = key === '' ? [] : key.split(':').map(Number);
  const found = new Map<string, string>();
  for (const [at, { id, values }] of dimensions.entries()) {
    const value = values[places[at] ?? -1]?.id;
    if (value === undefined) return null;
    found.set(id.toUpperCase(), value);
  }
  return found;
};

const conceptIn = (found: ReadonlyMap<string, string>, field: keyof typeof CONCEPTS): string =>
  CONCEPTS[field].map(id => found.get(id)).find(value => value !== undefined) ?? '';

export const readSdmxJson = (value: unknown): Reading => {
  const parsed = message.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue?.path.join('.') ?? '';
    return nothing('unknown-json', at, { at, reason: issue?.message ?? '' });
  }
  const { structure, dataSets } = parsed.data.data;
  const { dataSet, series, observation } = structure.dimensions;
  const attributes = structure.attributes?.observation ?? [];
  const commentAt = attributes.findIndex(({ id }) => COMMENTS.includes(id.toUpperCase()));
  const noteIn = (places: readonly unknown[]): string => {
    const said = attributes[commentAt]?.values[Number(places[commentAt] ?? -1)];
    return (said?.name ?? said?.id ?? '').trim();
  };
  const whole = new Map(
    dataSet.flatMap(({ id, values }) => (values[0] ? [[id.toUpperCase(), values[0].id] as const] : [])),
  );
  const rows: ImportRow[] = [];
  const places: string[] = [];
  const faults: Reading['faults'] = [];
  const take = (
    at: string,
    above: ReadonlyMap<string, string>,
    dimensions: readonly Dimension[],
    given: z.output<typeof observations>,
  ) => {
    for (const [key, [observed, ...said]] of Object.entries(given)) {
      const own = named(dimensions, key);
      if (!own) faults.push({ code: 'observation-outside', at: `${at}.${key}`, values: { key } });
      else {
        const all = new Map([...above, ...own]);
        const note = noteIn(said);
        rows.push({
          unit: conceptIn(all, 'unit'),
          period: periodOf(conceptIn(all, 'period')),
          figure: conceptIn(all, 'figure'),
          category: conceptIn(all, 'category').replace(/^_T$/, ''),
          value: observed === null || observed === undefined ? '' : String(observed),
          ...(note ? { note } : {}),
        });
        places.push(`${at}.${key}`);
      }
    }
  };
  for (const [at, set] of dataSets.entries()) {
    const place = `data.dataSets.${at}`;
    if (set.observations) take(`${place}.observations`, whole, observation, set.observations);
    for (const [key, one] of Object.entries(set.series ?? {})) {
      const above = named(series, key);
      if (!above) faults.push({ code: 'observation-outside', at: `${place}.series.${key}`, values: { key } });
      else take(`${place}.series.${key}.observations`, new Map([...whole, ...above]), observation, one.observations);
    }
  }
  if (rows.length > MOST_ROWS_OF_FILE) return nothing('too-many-rows', '', { limit: String(MOST_ROWS_OF_FILE) });
  if (rows.length === 0 && faults.length === 0) return nothing('no-rows', 'data.dataSets');
  return { rows, places: { labels: places, around: {} }, faults };
};

/** Values as a flat SDMX-JSON data message. */
export const writeSdmxJson = (rows: readonly ImportRow[], prepared: string) => {
  const fields = ['unit', 'period', 'figure', 'category'] as const;
  const ids = { unit: 'REF_AREA', period: 'TIME_PERIOD', figure: 'INDICATOR', category: 'CATEGORY' };
  const indexes = new Map(fields.map(field => [field, new Map<string, number>()]));
  const placeOf = (field: (typeof fields)[number], value: string): number => {
    const index = indexes.get(field)!;
    const known = index.get(value) ?? index.size;
    index.set(value, known);
    return known;
  };
  const found: Record<string, [string]> = {};
  for (const row of rows) found[fields.map(field => placeOf(field, row[field] || '_T')).join(':')] = [row.value];
  return {
    meta: {
      schema:
        'https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/1.0/sdmx-json-data-schema.json',
      prepared,
    },
    data: {
      structure: {
        dimensions: {
          dataSet: [],
          series: [],
          observation: fields.map(field => ({
            id: ids[field],
            values: [...indexes.get(field)!.keys()].map(id => ({ id })),
          })),
        },
      },
      dataSets: [{ action: 'Information', observations: found }],
    },
  };
};
