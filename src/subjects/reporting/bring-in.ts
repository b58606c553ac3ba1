import { sql } from 'kysely';
import { periodOf } from '../../kernel/period';
import type { Db } from '../../platform/database/connect';
import type { DateText, Id } from '../../platform/database/tables';
import type { Context } from '../../platform/operation';
import { followAcceptance } from './follow-acceptance';
import { type BrokenCheck, brokenChecks, type RowCell } from './reads/broken-checks';
import { windowDaysOf } from './rules/timing';
import type { SubmissionKey } from './schema';
import {
  changeSubmissions,
  type LockedSubmission,
  lensesTouched,
  lockSubmissions,
  setStage,
} from './store/change-submissions';
import { type CellCounts, writeCells } from './store/values';
import { expectSubmissions, putWindow } from './store/windows';

/** A cell that comes from outside, with the row that said it. */
export type BroughtCell = RowCell;

/** Why a row cannot be taken. */
export type BringInFault =
  | BrokenCheck
  | { code: 'period-not-open' | 'figures-locked' | 'not-asked' | 'unit-exempt'; row: number; values?: undefined };

export type BringIn = {
  /** 1: handed in like a person's; 3: accepted by the body already. */
  to: 1 | 3;
  /** Opens windows that never were. */
  openPeriods: boolean;
  /** Only looks: nothing is written. */
  dryRun: boolean;
  /** Days of windows bind (a unit's own import), or not (the supervision office brings in history). */
  windowsBind: boolean;
};

export type BroughtIn = CellCounts & { submissions: number; faults: BringInFault[] };

const PER_WRITE = 20_000;

const keyOf = ({ formId, period, unitId }: SubmissionKey): string => `${formId} ${period} ${unitId}`;
const windowOf = ({ formId, period }: Pick<SubmissionKey, 'formId' | 'period'>): string => `${formId} ${period}`;

type Window = { formId: Id; period: string; opensOn: DateText; locksOn: DateText; closedAt: string | null };

const windowsIn = async (db: Db, tenantId: Id, keys: readonly SubmissionKey[]): Promise<Map<string, Window>> => {
  const { rows } = await sql<Window>`
    select w.form_id, w.period, w.opens_on, w.locks_on, w.closed_at from form_windows w
    where w.tenant_id = ${tenantId} and w.form_id = any(${[...new Set(keys.map(({ formId }) => formId))]}::bigint[])
      and w.period = any(${[...new Set(keys.map(({ period }) => period))]}::text[])`.execute(db);
  return new Map(rows.map(row => [windowOf(row), row]));
};

const openWindows = async ({ db, actor, now }: Context, wanted: readonly SubmissionKey[]): Promise<void> => {
  const { tenantId } = actor;
  for (const { formId, period } of wanted) {
    const { timing } = await db
      .selectFrom('forms')
      .select('timing')
      .where('tenantId', '=', tenantId)
      .where('id', '=', formId)
      .executeTakeFirstOrThrow();
    const { start, end } = periodOf(period)!;
    const days = { startsOn: start, endsOn: end, ...windowDaysOf(timing, { end }) };
    await putWindow(db, tenantId, formId, period, days, now);
    await expectSubmissions(db, tenantId, formId, period);
  }
};

/** Which of the cells say something else than what is there; places in `cells`. */
const changedAmong = async (db: Db, tenantId: Id, cells: readonly BroughtCell[]): Promise<Set<number>> => {
  const changed = new Set<number>();
  for (let from = 0; from < cells.length; from += PER_WRITE) {
    const some = cells.slice(from, from + PER_WRITE);
    const { rows } = await sql<{ place: number }>`
      select g.place::int as place
      from unnest(${some.map(({ period }) => period)}::text[], ${some.map(({ unitId }) => unitId)}::bigint[],
        ${some.map(({ figureId }) => figureId)}::bigint[], ${some.map(({ category }) => category)}::text[],
        ${some.map(({ value }) => value)}::numeric[]) with ordinality
        as g(period, org_unit_id, figure_id, category, value, place)
      left join figure_values v on v.tenant_id = ${tenantId} and v.org_unit_id = g.org_unit_id and v.period = g.period
        and v.figure_id = g.figure_id and v.category = g.category
      where v.value is distinct from g.value`.execute(db);
    for (const { place } of rows) changed.add(from + place - 1);
  }
  return changed;
};

/**
 * Takes cells that come from outside, inside another subject's operation: all or, where one cannot be taken, none (then `faults`
 * says which, and nothing was written but windows, which the caller's refusal undoes). What is already so is left alone, so that
 * a repetition changes nothing.
 */
export async function bringIn(context: Context, cells: readonly BroughtCell[], how: BringIn): Promise<BroughtIn> {
  const { db, actor, now, today } = context;
  const { tenantId, userId } = actor;
  const keys = [...new Map(cells.map(cell => [keyOf(cell), cell])).values()];
  let windows = await windowsIn(db, tenantId, keys);
  if (how.openPeriods && !how.dryRun) {
    const unopened = new Map(keys.filter(key => !windows.has(windowOf(key))).map(key => [windowOf(key), key]));
    await openWindows(context, [...unopened.values()]);
    windows = await windowsIn(db, tenantId, keys);
  }
  const locked = new Map((await lockSubmissions(db, tenantId, keys)).map(one => [keyOf(one), one]));
  const own = how.windowsBind ? await ownDays(db, tenantId, keys) : new Map<string, OwnDays>();
  const changed = await changedAmong(db, tenantId, cells);
  const faults: BringInFault[] = [];
  const moved = new Map<string, LockedSubmission>();
  const touched = new Map<string, SubmissionKey>();
  for (const [place, cell] of cells.entries()) {
    const [submission, window] = [locked.get(keyOf(cell)), windows.get(windowOf(cell))];
    const isOpen = window && (!how.windowsBind || isOpenOn(today, window, own.get(keyOf(cell))));
    if (changed.has(place)) touched.set(keyOf(cell), cell);
    // A look does not open windows, so it cannot know whom they will be asked of.
    if (!window && how.dryRun && how.openPeriods) continue;
    if (!isOpen) faults.push({ code: 'period-not-open', row: cell.row });
    else if (!submission) faults.push({ code: 'not-asked', row: cell.row });
    else if (submission.exempt !== null) faults.push({ code: 'unit-exempt', row: cell.row });
    else if (how.to === 1 && submission.stage >= 2 && changed.has(place))
      faults.push({ code: 'figures-locked', row: cell.row });
    else if (changed.has(place) || submission.stage < how.to) moved.set(keyOf(cell), submission);
  }
  faults.push(...(await brokenChecks(db, tenantId, [...touched.values()], cells)));
  faults.sort((a, b) => a.row - b.row);
  if (faults.length > 0) return { inserted: 0, updated: 0, removed: 0, unchanged: 0, submissions: 0, faults };
  const counts: CellCounts = { inserted: 0, updated: 0, removed: 0, unchanged: cells.length - changed.size };
  const submissions = [...moved.values()];
  if (how.dryRun) return { ...counts, updated: changed.size, submissions: submissions.length, faults };
  // Not by spreading: a city's year is more arguments than a call may have.
  const from = ([0, 1, 2] as const).find(stage => submissions.some(one => one.stage === stage)) ?? 3;
  await changeSubmissions({ db, tenantId }, submissions, lensesTouched(from, how.to, true), async () => {
    const writes = cells.filter((_, place) => changed.has(place));
    for (let start = 0; start < writes.length; start += PER_WRITE) {
      const done = await writeCells(db, tenantId, userId, now, writes.slice(start, start + PER_WRITE));
      counts.inserted += done.inserted;
      counts.updated += done.updated;
      counts.removed += done.removed;
    }
    await setStage({ db, tenantId, by: userId, now }, submissions, { action: 'import', to: how.to });
  });
  if (how.to === 3)
    for (const { formId, period } of new Map(submissions.map(one => [windowOf(one), one])).values())
      followAcceptance(context, formId, period);
  return { ...counts, submissions: submissions.length, faults };
}

/** A later day of its own, or none at all: whoever sent it back waits for the correction. */
type OwnDays = { until: DateText; isReturned: boolean };

const isOpenOn = (today: DateText, { opensOn, locksOn, closedAt }: Window, own: OwnDays | undefined): boolean =>
  own?.isReturned || (closedAt === null && opensOn <= today && today <= (own?.until ?? locksOn));

const ownDays = async (db: Db, tenantId: Id, keys: readonly SubmissionKey[]): Promise<Map<string, OwnDays>> => {
  const { rows } = await sql<SubmissionKey & OwnDays>`
    select s.form_id, s.period, s.org_unit_id as unit_id, greatest(s.extended_to, w.locks_on) as until,
      s.returned_at is not null as is_returned
    from submissions s join form_windows w on w.tenant_id = s.tenant_id and w.form_id = s.form_id and w.period = s.period
    where s.tenant_id = ${tenantId} and (s.extended_to is not null or s.returned_at is not null)
      and s.org_unit_id = any(${[...new Set(keys.map(({ unitId }) => unitId))]}::bigint[])`.execute(db);
  return new Map(rows.map(row => [keyOf(row), row]));
};
