import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Finding } from '../../../kernel/finding';
import { refuse } from '../../../kernel/refusal';
import { say } from '../../../locales/say';
import { inSlices } from '../../../platform/in-slices';
import type { Context } from '../../../platform/operation';
import { write } from '../../../platform/operation';
import { type BringInFault, type BroughtIn, bringIn, type HeldForm } from '../../reporting/bring-in';
import { userNames } from '../../reporting/reads/user-names';
import type { CellFinding } from '../../reporting/schema';
import { mayBringIn, mayKeepExchange } from '../policy';
import { knownTo } from '../reads/known';
import { MOST_FAULTS, type RowFault, type RowFaultCode, resolvingRows } from '../rules/resolve-rows';
import {
  type ImportConflict,
  type ImportResult,
  type ImportRow,
  type importModes,
  importStages,
  NOTHING_BROUGHT,
  writeValuesInput,
} from '../schema';

export type HowToImport = {
  key: string;
  stage: keyof typeof importStages;
  mode: (typeof importModes)[number];
  openPeriods: boolean;
  dryRun: boolean;
};

/** Where a row stands, for people: `17:value`, or the cell of a sheet. */
export type PlaceOf = (row: number, column: keyof ImportRow) => string;

/** What was read: where its rows stand, and what could be overlooked in it. */
export type ReadFrom = { placeOf: PlaceOf; notices: Finding[] };

const BY_ROW: ReadFrom = { placeOf: (row, column) => `${row}:${column}`, notices: [] };

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
};

// What is wrong with a form as a whole, for programs: what to do about it. The sentence says the rest.
const codeOf = ({ code, level }: CellFinding): RowFaultCode => {
  if (level === 'must-explain') return 'needs-explanation';
  if (code === 'required') return 'cell-missing';
  return code === 'cumulative-falls' ? code : 'check-fails';
};
const formColumns: Partial<Record<RowFaultCode, keyof ImportRow>> = {
  'cell-missing': 'unit',
  'needs-explanation': 'note',
};

/** Why forms are not handed in, form by form and cell by cell; the first of very many. */
const formFaults = (held: readonly HeldForm[], rows: readonly ImportRow[], language: string): RowFault[] => {
  const faults: RowFault[] = [];
  for (const { formName, findings } of held)
    for (const { finding, row } of findings) {
      if (faults.length === MOST_FAULTS) return faults;
      const { unit, period } = rows[row - 1]!;
      const reason = say(language, `form-check:${finding.code}`, finding.values);
      const code = codeOf(finding);
      faults.push({
        code,
        row,
        column: formColumns[code] ?? 'value',
        values: { unit, period, form: formName, reason },
      });
    }
  return faults;
};

const countOf = (held: readonly HeldForm[]): number => held.reduce((sum, { findings }) => sum + findings.length, 0);

const conflictsOf = async (
  { db, actor }: Context,
  { conflicts }: BroughtIn,
  rows: readonly ImportRow[],
  placeOf: PlaceOf,
): Promise<ImportConflict[]> => {
  const told = conflicts.slice(0, MOST_FAULTS);
  const names = await userNames(
    db,
    actor.tenantId,
    told.map(({ by }) => by),
  );
  return told.map(({ row, cell, mine, theirs, by }) => {
    const { unit, period } = rows[row - 1]!;
    return { at: placeOf(row, 'value'), unit, period, cell, mine, theirs, by: by && (names.get(by) ?? null) };
  });
};

const ROWS_OF_SLICE = 1_000;

/** The hash of `JSON.stringify([stage, rows])`, some rows at a time. */
function* hashing(stage: string, rows: readonly ImportRow[]): Generator<void, string> {
  const hash = createHash('sha256').update(`[${JSON.stringify(stage)},[`);
  for (let from = 0; from < rows.length; from += ROWS_OF_SLICE) {
    const some = JSON.stringify(rows.slice(from, from + ROWS_OF_SLICE)).slice(1, -1);
    hash.update(from === 0 ? some : `,${some}`);
    yield;
  }
  return hash.update(']]').digest('hex');
}

/**
 * Brings rows in, all or none, under a key: a repetition answers what was answered, another body of rows under the same key is
 * refused. Forms that could not be handed in by hand are kept as drafts and told, or with them nothing is taken (`mode`). A dry run
 * writes nothing and says the same.
 */
export async function importRows(
  context: Context,
  rows: readonly ImportRow[],
  { key, stage, mode, openPeriods, dryRun }: HowToImport,
  { placeOf, notices }: ReadFrom = BY_ROW,
): Promise<ImportResult> {
  const { db, actor, now, audit } = context;
  const { tenantId, userId, language } = actor;
  const keeps = mayKeepExchange(actor);
  if ((stage === 'accepted' || openPeriods) && !keeps) refuse('not-permitted');
  const sha256 = await inSlices(hashing(stage, rows));
  // Sent twice at once, as a program does that waited too long: the second waits, and is answered what the first was.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`luoshi/import/${tenantId}/${key}`}, 0))`.execute(db);
  const before = await db
    .selectFrom('importRuns')
    .select(['sha256', 'result'])
    .where('tenantId', '=', tenantId)
    .where('key', '=', key)
    .executeTakeFirst();
  if (before && before.sha256 !== sha256) refuse('import-key-used', { key });
  if (before) return { ...NOTHING_BROUGHT, ...before.result, repeated: true };
  const { cells, faults, faultCount } = await inSlices(resolvingRows(rows, await knownTo(context)));
  const fail = (found: readonly RowFault[], count: number): never =>
    refuse('import-has-errors', { count, findings: found.map(fault => findingOf(fault, placeOf, language)) });
  const how = { key, to: importStages[stage], mode, openPeriods, dryRun, windowsBind: !keeps };
  const toldOf = (found: readonly BringInFault[]) =>
    found.slice(0, MOST_FAULTS).map(({ code, row }): RowFault => {
      const { unit, period, figure } = rows[row - 1]!;
      return { code, row, column: columnOf[code], values: { unit, period, figure } };
    });
  if (faultCount > 0) {
    // What only stands in the database speaks against other rows: all of it in one run.
    const more =
      cells.length === 0 ? [] : (await bringIn(context, cells, { ...how, dryRun: true, rowsOnly: true })).faults;
    const all = [...faults, ...toldOf(more)].sort((a, b) => a.row - b.row);
    fail(all.slice(0, MOST_FAULTS), faultCount + more.length);
  }
  const brought = await bringIn(context, cells, how);
  if (brought.faults.length > 0) fail(toldOf(brought.faults), brought.faults.length);
  const { held, inserted, updated, removed, unchanged, submissions, blank, unexplained } = brought;
  const heldFaults = formFaults(held, rows, language);
  if (mode === 'all-or-nothing' && held.length > 0) fail(heldFaults, countOf(held));
  const result: ImportResult = {
    ...{ rows: rows.length, submissions, inserted, updated, removed, unchanged },
    drafts: stage === 'submitted' ? held.length : 0,
    skipped: stage === 'accepted' ? held.length : 0,
    findings: heldFaults.map(fault => findingOf(fault, placeOf, language)),
    findingCount: countOf(held),
    conflicts: await conflictsOf(context, brought, rows, placeOf),
    ...{ blank, unexplained, notices, repeated: false, dryRun },
  };
  if (dryRun) return result;
  await db
    .insertInto('importRuns')
    .values({ tenantId, key, sha256, userId, at: now, result: JSON.stringify(result) })
    .execute();
  const { findings: _, conflicts: __, notices: ___, ...counts } = result;
  await audit({ kind: 'import', id: key, after: { stage, sha256, ...counts } });
  return result;
}

export const writeValues = write({
  name: 'exchange.writeValues',
  summary: '批量写入数据（按键幂等；一行不对就全部不写，逐行说明；不完整或不合审核关系的报表存为草稿，不上报）',
  input: writeValuesInput,
  may: mayBringIn,
  run: (context, { rows, ...how }) => importRows(context, rows, how),
});
