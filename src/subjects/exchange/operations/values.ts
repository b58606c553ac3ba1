import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Finding } from '../../../kernel/finding';
import { refuse } from '../../../kernel/refusal';
import { say } from '../../../locales/say';
import type { Context } from '../../../platform/operation';
import { write } from '../../../platform/operation';
import { type BringInFault, bringIn } from '../../reporting/bring-in';
import { mayBringIn, mayKeepExchange } from '../policy';
import { knownTo } from '../reads/known';
import { MOST_FAULTS, type RowFault, resolveRows } from '../rules/resolve-rows';
import { type ImportResult, type ImportRow, importStages, writeValuesInput } from '../schema';

export type HowToImport = { key: string; stage: keyof typeof importStages; openPeriods: boolean; dryRun: boolean };

/** Where a row stands, for people: `17:value`, or the cell of a sheet. */
export type PlaceOf = (row: number, column: keyof ImportRow) => string;

const byRow: PlaceOf = (row, column) => `${row}:${column}`;

/** The number that people see beside a row: that of its line or of the sheet's row, where its place says one. */
const numberOf = (place: string, row: number): string =>
  /^(\d+):/.exec(place)?.[1] ?? /![A-Z]+(\d+)$/.exec(place)?.[1] ?? String(row);

const findingOf = ({ code, row, column, values }: RowFault, placeOf: PlaceOf, language: string): Finding => {
  const at = placeOf(row, column);
  const { first } = values;
  const seen = {
    row: numberOf(at, row),
    ...values,
    ...(first && { first: numberOf(placeOf(Number(first), column), Number(first)) }),
  };
  return { code, level: 'error', at, message: say(language, `exchange:fault.${code}`, seen) };
};

// Which field of its row a fault is about that only what is stored can show.
const columnOf: Record<BringInFault['code'], keyof ImportRow> = {
  'period-not-open': 'period',
  'not-asked': 'figure',
  'unit-exempt': 'unit',
  'figures-locked': 'value',
  'check-fails': 'value',
  'cumulative-falls': 'value',
};

/**
 * Brings rows in, all or none, under a key: a repetition answers what was answered, another body of rows under the same key is
 * refused. A dry run writes nothing and says the same.
 */
export async function importRows(
  context: Context,
  rows: readonly ImportRow[],
  { key, stage, openPeriods, dryRun }: HowToImport,
  placeOf: PlaceOf = byRow,
): Promise<ImportResult> {
  const { db, actor, now, audit } = context;
  const { tenantId, userId, language } = actor;
  const keeps = mayKeepExchange(actor);
  if ((stage === 'accepted' || openPeriods) && !keeps) refuse('not-permitted');
  const sha256 = createHash('sha256')
    .update(JSON.stringify([stage, rows]))
    .digest('hex');
  // Sent twice at once, as a program does that waited too long: the second waits, and is answered what the first was.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`luoshi/import/${tenantId}/${key}`}, 0))`.execute(db);
  const before = await db
    .selectFrom('importRuns')
    .select(['sha256', 'result'])
    .where('tenantId', '=', tenantId)
    .where('key', '=', key)
    .executeTakeFirst();
  if (before && before.sha256 !== sha256) refuse('import-key-used', { key });
  if (before) return { ...before.result, repeated: true };
  const { cells, faults, faultCount } = resolveRows(rows, await knownTo(context));
  const fail = (found: readonly RowFault[], count: number): never =>
    refuse('import-has-errors', { count, findings: found.map(fault => findingOf(fault, placeOf, language)) });
  if (faultCount > 0) fail(faults, faultCount);
  const done = await bringIn(context, cells, { to: importStages[stage], openPeriods, dryRun, windowsBind: !keeps });
  if (done.faults.length > 0) {
    const told = done.faults.slice(0, MOST_FAULTS).map(({ code, row, values }): RowFault => {
      const { unit, period, figure } = rows[row - 1]!;
      return { code, row, column: columnOf[code], values: { unit, period, figure, ...values } };
    });
    fail(told, done.faults.length);
  }
  const { faults: _, ...counts } = done;
  const result: ImportResult = { rows: rows.length, ...counts, repeated: false, dryRun };
  if (dryRun) return result;
  await db
    .insertInto('importRuns')
    .values({ tenantId, key, sha256, userId, at: now, result: JSON.stringify(result) })
    .execute();
  await audit({ kind: 'import', id: key, after: { stage, sha256, ...result } });
  return result;
}

export const writeValues = write({
  name: 'exchange.writeValues',
  summary: '批量写入数据（按键幂等；一行不对就全部不写，逐行说明）',
  input: writeValuesInput,
  may: mayBringIn,
  run: (context, { rows, ...how }) => importRows(context, rows, how),
});
