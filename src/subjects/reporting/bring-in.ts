import type { Id } from '../../platform/database/tables';
import { eachInSlices } from '../../platform/in-slices';
import type { Context } from '../../platform/operation';
import { followAcceptance } from './follow-acceptance';
import { blankForms, changedAmong } from './reads/brought-cells';
import { type HeldForm, heldAmong } from './reads/held-forms';
import { type JudgedForm, judgeForms, type RowCell } from './reads/judge-forms';
import { submissionId } from './rules/submission-id';
import type { CellWrite, SubmissionKey } from './schema';
import { type BringInConflict, carriedCells, clearHandedIn, draftsOf, keepAsDrafts } from './store/bring-in-drafts';
import { isOpenOn, openPast, ownDaysOf, submissionName, windowName, windowsOf } from './store/bring-in-windows';
import {
  changeSubmissions,
  type Hand,
  type LockedSubmission,
  lensesTouched,
  lockSubmissions,
  setExceptions,
  setStage,
} from './store/change-submissions';
import { settleReturns, writeExplanations } from './store/hand-in';
import { type CellCounts, writeCells } from './store/values';

/** A cell that comes from outside, with the row that said it. */
export type BroughtCell = RowCell;
export type { HeldForm };

/** Why a row cannot be taken. */
export type BringInFault = {
  code: 'period-not-open' | 'figures-locked' | 'not-asked' | 'unit-exempt';
  row: number;
};

export type BringIn = {
  /** What the office calls it; goes into the audit of each form. */
  key: string;
  /** 1: handed in like a person's; 3: accepted by the body already. */
  to: 1 | 3;
  /** Forms that cannot be handed in: kept as drafts (of history: left out), or nothing is taken. */
  mode: 'keep-drafts' | 'all-or-nothing';
  /** Opens windows that never were. */
  openPeriods: boolean;
  /** Only looks: nothing is written. */
  dryRun: boolean;
  /** Only asks which rows cannot be taken. */
  rowsOnly?: boolean;
  /** Days of windows bind (a unit's own import), or not (the supervision office brings in history). */
  windowsBind: boolean;
};

export type BroughtIn = CellCounts & {
  submissions: number;
  /** Rows that cannot be taken; then nothing was. */
  faults: BringInFault[];
  /** Forms that were not handed in; in the mode all-or-nothing nothing was then. */
  held: HeldForm[];
  conflicts: BringInConflict[];
  /** Of history: forms accepted with blank required cells, and with a check that asks for an explanation. */
  blank: number;
  unexplained: number;
};

const PER_WRITE = 5_000;
const NOTHING: BroughtIn = {
  ...{ inserted: 0, updated: 0, removed: 0, unchanged: 0, submissions: 0 },
  ...{ faults: [], held: [], conflicts: [], blank: 0, unexplained: 0 },
};

/** What is approved already takes no more pieces. */
const open = (locked: ReadonlyMap<string, LockedSubmission>) => [...locked.values()].filter(({ stage }) => stage < 2);

/** The first cell of each submission. */
const firstCellsOf = async (cells: readonly BroughtCell[]): Promise<Map<string, BroughtCell>> => {
  const first = new Map<string, BroughtCell>();
  await eachInSlices(cells, cell => {
    const name = submissionName(cell);
    if (!first.has(name)) first.set(name, cell);
  });
  return first;
};

/**
 * Takes cells that come from outside, inside another subject's operation, by the rules of what is typed. All rows or, where one cannot be
 * taken, none (then `faults` says which, and nothing was written but windows, which the caller's refusal undoes). A form that could not
 * be handed in by hand is not handed in: its rows become its draft. What is already so is left alone, so that a repetition changes
 * nothing.
 */
export async function bringIn(context: Context, rows: readonly BroughtCell[], how: BringIn): Promise<BroughtIn> {
  const { db, actor, now, today } = context;
  const { tenantId, userId } = actor;
  const hand: Hand = { db, tenantId, by: userId, now };
  const firstCells = await firstCellsOf(rows);
  const firstRows = new Map([...firstCells].map(([name, { row }]) => [name, row]));
  const keys = [...firstCells.values()];
  let windows = await windowsOf(db, tenantId, keys);
  if (how.openPeriods && !how.dryRun) {
    const unopened = new Map(keys.filter(key => !windows.has(windowName(key))).map(key => [windowName(key), key]));
    await openPast(context, [...unopened.values()]);
    windows = await windowsOf(db, tenantId, keys);
  }
  const locked = new Map((await lockSubmissions(db, tenantId, keys)).map(one => [submissionName(one), one]));
  const own = how.windowsBind ? await ownDaysOf(db, tenantId, keys) : new Map();
  const drafts = how.to === 1 ? await draftsOf(db, tenantId, open(locked)) : new Map();
  const cells = [...rows, ...(await carriedCells(db, tenantId, drafts.values(), rows, firstRows))];
  const changed = await changedAmong(db, tenantId, cells);
  const faults: BringInFault[] = [];
  const moved = new Map<string, SubmissionKey>();
  await eachInSlices(cells, (cell, place) => {
    const name = submissionName(cell);
    const [submission, window] = [locked.get(name), windows.get(windowName(cell))];
    const isOpen = window && (!how.windowsBind || isOpenOn(today, window, own.get(name)));
    // A look does not open windows, so it cannot know whom they will be asked of.
    if (!window && how.dryRun && how.openPeriods) moved.set(name, cell);
    else if (!isOpen) faults.push({ code: 'period-not-open', row: cell.row });
    else if (!submission) faults.push({ code: 'not-asked', row: cell.row });
    else if (submission.exempt !== null) faults.push({ code: 'unit-exempt', row: cell.row });
    else if (how.to === 1 && submission.stage >= 2 && changed.has(place))
      faults.push({ code: 'figures-locked', row: cell.row });
    else if (changed.has(place) || submission.stage < how.to) moved.set(name, submission);
  });
  if (faults.length > 0 || how.rowsOnly) return { ...NOTHING, faults: faults.sort((a, b) => a.row - b.row) };

  const judged = await judgeForms(db, tenantId, [...moved.values()], cells, how.to === 3 ? 'history' : 'typed');
  const held = await heldAmong(db, tenantId, judged, how.to === 3, firstRows);
  if (held.length > 0 && how.mode === 'all-or-nothing') return { ...NOTHING, held };
  const heldNames = new Set(held.map(submissionName));
  const handedIn = [...moved].flatMap(([name, key]) => (heldNames.has(name) ? [] : [key]));
  const submissions = handedIn.flatMap(key => locked.get(submissionName(key)) ?? []);
  const taken: BroughtCell[] = [];
  const writes: BroughtCell[] = [];
  await eachInSlices(cells, (cell, place) => {
    const name = submissionName(cell);
    if (!moved.has(name) || heldNames.has(name)) return;
    taken.push(cell);
    if (changed.has(place)) writes.push(cell);
  });
  const sound = judged.filter(form => !heldNames.has(submissionName(form)));
  const codes = new Map<Id, string>();
  for (const { rows: said } of judged)
    for (const [cell, { figureId }] of said) codes.set(figureId, cell.split('.')[0]!);
  const kept =
    how.to === 1
      ? await keepAsDrafts(
          hand,
          judged.filter(form => heldNames.has(submissionName(form))),
          drafts,
          how.dryRun,
        )
      : { conflicts: [], begun: [] };
  const counts: CellCounts = { inserted: 0, updated: 0, removed: 0, unchanged: rows.length };
  for (const place of changed.keys()) if (place < rows.length) counts.unchanged -= 1;
  const brought: BroughtIn = {
    ...NOTHING,
    ...counts,
    submissions: handedIn.length,
    held,
    blank: how.to === 3 ? await blankForms(db, tenantId, handedIn, cells, changed) : 0,
    unexplained: how.to === 3 ? sound.filter(({ findings }) => findings.length > 0).length : 0,
  };
  const clashes = async () => [...kept.conflicts, ...(await clearHandedIn(hand, taken, codes, drafts, how.dryRun))];
  if (how.dryRun) return { ...brought, updated: writes.length, conflicts: await clashes() };

  // Not by spreading: a city's year is more arguments than a call may have.
  const from = ([0, 1, 2] as const).find(stage => submissions.some(one => one.stage === stage)) ?? 3;
  await changeSubmissions(hand, submissions, lensesTouched(from, how.to, true), async () => {
    for (let start = 0; start < writes.length; start += PER_WRITE) {
      const done = await writeCells(db, tenantId, userId, now, writes.slice(start, start + PER_WRITE));
      brought.inserted += done.inserted;
      brought.updated += done.updated;
      brought.removed += done.removed;
    }
    await setStage(hand, submissions, { action: 'import', to: how.to });
    await setExceptions(
      hand,
      sound.map(form => ({ ...form, exceptions: form.findings.length })),
    );
    await settleReturns(hand, submissions);
    await writeExplanations(
      hand,
      taken.filter(({ note }) => note !== ''),
    );
  });
  brought.conflicts = await clashes();
  await auditForms(context, how, submissions, writes, kept.begun);
  if (how.to === 3)
    for (const { formId, period } of new Map(submissions.map(one => [windowName(one), one])).values())
      followAcceptance(context, formId, period);
  return brought;
}

/** Each form by itself: a school's page in the audit tells of what a program did for it too. */
const auditForms = async (
  { audit }: Context,
  { key, to }: BringIn,
  handedIn: readonly LockedSubmission[],
  writes: readonly CellWrite[],
  begun: readonly JudgedForm[],
): Promise<void> => {
  const cells = new Map<string, number>();
  await eachInSlices(writes, write => {
    cells.set(submissionName(write), (cells.get(submissionName(write)) ?? 0) + 1);
  });
  const tell = (one: SubmissionKey, before: object | undefined, after: object) =>
    audit({
      kind: 'submission',
      id: submissionId(one),
      under: { kind: 'unit', id: one.unitId },
      ...(before && { before }),
      after: { ...after, formId: one.formId, period: one.period, import: key },
    });
  for (const one of handedIn)
    await tell(one, { stage: one.stage }, { stage: to, changed: cells.get(submissionName(one)) ?? 0 });
  for (const one of begun) await tell(one, undefined, { begun: true });
};
