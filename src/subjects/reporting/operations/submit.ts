import { periodOf } from '../../../kernel/period';
import { Refusal, refuse } from '../../../kernel/refusal';
import { type Context, write } from '../../../platform/operation';
import { type Submitted, submitInput } from '../entry-schema';
import { mayEnter } from '../policy';
import { notesOf } from '../reads/cell-notes';
import { derivedRows } from '../reads/derived-rows';
import { earlierValues } from '../reads/earlier-values';
import { sayFindings } from '../reads/said-findings';
import { userNames } from '../reads/user-names';
import { cellNameOf, partsOfCell } from '../rules/cell-name';
import { checkCells, findStopping } from '../rules/check-cells';
import { submissionId } from '../rules/submission-id';
import type { CellWrite } from '../schema';
import { type LockedEntry, lockEntry } from '../store/drafts';
import { changedIn, type Explanation, handIn, textsOf } from '../store/hand-in';

type Seen = { version: number; draftVersion: number };

/** Somebody handed in, reviewed or typed since the page was looked at: the page has to be looked at again. */
const expectSeen = async ({ db, actor }: Context, entry: LockedEntry, seen: Seen): Promise<void> => {
  const { version, draftVersion, draft, submittedBy } = entry;
  if (version === seen.version && draftVersion === seen.draftVersion) return;
  const last = Object.values(draft).toSorted((a, b) => b.at.localeCompare(a.at))[0]?.by ?? submittedBy;
  const by = last ? ((await userNames(db, actor.tenantId, [last])).get(last) ?? '') : '';
  throw new Refusal('changed-meanwhile', { by, version, draftVersion });
};

/** Explanations by cell: those sent now, those typed in the draft, and earlier ones of cells that are handed in unchanged. */
const explanationsFor = async (
  { db, actor }: Context,
  entry: LockedEntry,
  changed: readonly CellWrite[],
  sent: readonly { cell: string; text: string }[],
): Promise<{ explained: Set<string>; fresh: Map<string, string> }> => {
  const fresh = new Map(Object.entries(entry.draft).flatMap(([cell, { n }]) => (n ? [[cell, n] as const] : [])));
  for (const { cell, text } of sent) fresh.set(cell, text);
  const explained = new Set(fresh.keys());
  if (entry.firstSubmittedAt === null) return { explained, fresh };
  const codes = new Map(entry.figures.map(({ figureId, code }) => [figureId, code]));
  const moved = new Set(changed.map(({ figureId, category }) => cellNameOf(codes.get(figureId)!, category)));
  for (const { kind, cell } of await notesOf(db, actor.tenantId, entry))
    if (kind === 'explanation' && !moved.has(cell)) explained.add(cell);
  return { explained, fresh };
};

/** Everything that is wrong with it, by the checks that the page ran too. */
const findingsIn = async ({ db, actor }: Context, entry: LockedEntry, texts: ReturnType<typeof textsOf>) => {
  const { tenantId } = actor;
  const { frequency } = periodOf(entry.period)!;
  const [earlier, derived] = await Promise.all([
    earlierValues(db, tenantId, entry),
    derivedRows(db, tenantId, frequency, new Set(entry.figures.map(({ code }) => code))),
  ]);
  const cells = {
    period: entry.period,
    texts,
    previous: earlier.previous.values,
    lastYear: earlier.lastYear.values,
    history: earlier.history,
  };
  return checkCells({ figures: entry.figures, checks: entry.checks, derived }, cells);
};

const auditCells = (entry: LockedEntry, changed: readonly CellWrite[]) => {
  const codes = new Map(entry.figures.map(({ figureId, code }) => [figureId, code]));
  const named = changed.map(write => ({ ...write, cell: cellNameOf(codes.get(write.figureId)!, write.category) }));
  return {
    before: Object.fromEntries(named.map(({ cell }) => [cell, entry.values[cell] ?? null])),
    after: Object.fromEntries(named.map(({ cell, value }) => [cell, value])),
  };
};

export const submit = write({
  name: 'reporting.submit',
  summary: '上报：服务器按表内审核关系再审一遍，须改正的不收，须说明的要有说明',
  input: submitInput,
  may: mayEnter,
  run: async (context, { key, version, draftVersion, explanations }): Promise<Submitted> => {
    const { db, actor, now, today, audit } = context;
    const entry = await lockEntry(db, actor, today, key);
    await expectSeen(context, entry, { version, draftVersion });
    const texts = textsOf(entry);
    const changed = changedIn(entry, texts);
    const findings = await findingsIn(context, entry, texts);
    const { explained, fresh } = await explanationsFor(context, entry, changed, explanations);
    const stopping = findStopping(findings, explained);
    if (stopping.length > 0)
      refuse('submission-has-errors', { count: stopping.length, findings: sayFindings(actor.language, stopping) });
    const exceptions = findings.length;
    const ids = new Map(entry.figures.map(({ figureId, code }) => [code, figureId]));
    const notes: Explanation[] = [...fresh].flatMap(([cell, text]) => {
      const { code, category } = partsOfCell(cell);
      const figureId = ids.get(code);
      return figureId ? [{ ...key, figureId, category, note: text }] : [];
    });
    await handIn({ db, tenantId: actor.tenantId, by: actor.userId, now }, entry, changed, notes, exceptions);
    const cells = auditCells(entry, changed);
    await audit({
      kind: 'submission',
      id: submissionId(key),
      under: { kind: 'unit', id: key.unitId },
      before: { stage: entry.stage, cells: cells.before },
      after: { stage: 1, formId: key.formId, period: key.period, exceptions, cells: cells.after },
    });
    return { version: entry.version + 1, draftVersion, stage: 1, changed: changed.length, exceptions };
  },
});
