import { type Context, write } from '../../../platform/operation';
import { type DraftCellInput, type SavedDraft, saveDraftInput } from '../entry-schema';
import { mayEnter } from '../policy';
import type { AskedFigure } from '../reads/form-figures';
import { sayFindings } from '../reads/said-findings';
import { userNames } from '../reads/user-names';
import { cellsOfFigure, partsOfCell } from '../rules/cell-name';
import { checkCell } from '../rules/check-cells';
import { mergeDraft } from '../rules/merge-draft';
import { submissionId } from '../rules/submission-id';
import { type LockedEntry, lockEntry, putDraft } from '../store/drafts';

/** The figure of each cell that a form asks. */
export const askedCells = (figures: readonly AskedFigure[]): Map<string, AskedFigure> =>
  new Map(
    figures
      .filter(({ mode }) => mode === 'ask')
      .flatMap(figure => cellsOfFigure(figure).map(cell => [cell, figure] as const)),
  );

const findingsOf = (asked: ReadonlyMap<string, AskedFigure>, cells: readonly DraftCellInput[]) =>
  cells.flatMap(({ cell, v }) => checkCell(asked.get(cell)!, cell, v) ?? []);

/** Puts cells into the draft of a locked submission, and says what became of each. */
export async function mergeInto(
  { db, actor, now, audit }: Context,
  entry: LockedEntry,
  cells: readonly DraftCellInput[],
): Promise<SavedDraft> {
  const { tenantId, userId, language } = actor;
  const { formId, period, unitId, draft, values } = entry;
  const asked = askedCells(entry.figures);
  const sent = cells.filter(({ cell }) => asked.has(cell));
  const handedIn = { by: entry.submittedBy, at: entry.submittedAt };
  const merged = mergeDraft({ draft, values, handedIn }, sent, { by: userId, at: now });
  const isNew = Object.keys(merged.cells).length > 0;
  const draftVersion = isNew ? await putDraft(db, tenantId, entry, merged.cells) : entry.draftVersion;
  // A draft is paper on somebody's desk: that it was begun is history, every key stroke is not.
  if (isNew && Object.keys(draft).length === 0)
    await audit({
      kind: 'submission',
      id: submissionId(entry),
      under: { kind: 'unit', id: unitId },
      after: { formId, period, begun: true },
    });
  const names = await userNames(
    db,
    tenantId,
    merged.conflicts.map(({ by }) => by),
  );
  return {
    draftVersion,
    saved: merged.saved,
    conflicts: merged.conflicts.map(({ by, ...clash }) => ({ ...clash, by: by && (names.get(by) ?? null) })),
    findings: sayFindings(language, findingsOf(asked, sent)),
    notAsked: cells.filter(({ cell }) => !asked.has(cell)).map(({ cell }) => cell),
  };
}

export const saveDraft = write({
  name: 'reporting.saveDraft',
  summary: '保存填报草稿：按单元格合并，两人同时填写互不覆盖；可重复提交',
  input: saveDraftInput,
  may: mayEnter,
  run: async (context, { key, cells }): Promise<SavedDraft> => {
    const { db, actor, today } = context;
    const codes = [...new Set(cells.map(({ cell }) => partsOfCell(cell).code))];
    return mergeInto(context, await lockEntry(db, actor, today, key, codes), cells);
  },
});
