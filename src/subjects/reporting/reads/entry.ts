import { periodOf } from '../../../kernel/period';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import type { CellTexts, EntryPage } from '../entry-schema';
import type { FormFigure } from '../form-schema';
import { mayEnterFor, seesSubmission } from '../policy';
import { cellNameOf } from '../rules/cell-name';
import { barOf, dueDayOf, workdaysTo } from '../rules/timing';
import type { DraftCell, SubmissionKey } from '../schema';
import { notesOf } from './cell-notes';
import { changedCells, settledAt } from './changed-cells';
import { derivedRows } from './derived-rows';
import { earlierValues } from './earlier-values';
import { type EntryHead, entryHead } from './entry-head';
import { refuseMissing } from './missing-submission';
import { userNames } from './user-names';

const figuresOf = ({ figures, askedIn }: EntryHead): FormFigure[] => {
  const elsewhere = new Map(askedIn.map(({ figureId, formId, name }) => [figureId, { formId, name }]));
  return figures.map(figure => ({
    ...figure,
    askedIn: figure.mode === 'show' ? (elsewhere.get(figure.figureId) ?? null) : null,
  }));
};

const draftOf = (cells: Record<string, DraftCell>, names: ReadonlyMap<Id, string>, userId: Id): EntryPage['draft'] =>
  Object.fromEntries(
    Object.entries(cells).map(([cell, { by, ...typed }]) => [
      cell,
      { ...typed, by: names.get(by) ?? '', mine: by === userId },
    ]),
  );

const deed = (at: string | null, by: string | null) => (at === null ? null : { at, by });

// What was settled last, where what is handed in now is something else; what is only typed, the page compares itself.
const changesOf = async (db: Db, tenantId: Id, key: SubmissionKey): Promise<EntryPage['changes']> => {
  const since = await settledAt(db, tenantId, key, [key.unitId]);
  const changed = await changedCells(db, tenantId, key, since);
  return changed.map(({ code, category, before }) => ({ cell: cellNameOf(code, category), before }));
};

const stateOf = (head: EntryHead, actor: Actor, today: DateText) => {
  const bar = mayEnterFor(actor, head.unitPath) ? barOf(head, today) : ('not-permitted' as const);
  const { opensOn, dueOn, locksOn, extendedTo, stage, version, draftVersion, exempt } = head;
  return {
    window: { opensOn, dueOn, locksOn, extendedTo },
    daysLeft: workdaysTo(today, dueDayOf(head)),
    ...{ stage, version, draftVersion, exempt },
    returned: head.returnedAt ? { at: head.returnedAt, by: head.returnedBy, reason: head.returnReason } : null,
    submitted: deed(head.submittedAt, head.submittedBy),
    approved: deed(head.approvedAt, head.approvedBy),
    accepted: deed(head.acceptedAt, head.acceptedBy),
    editable: bar === null,
    bar,
  };
};

/** The submission of a unit, if this person sees it; else the refusal that says why it is not there. */
export async function visibleHead(db: Db, actor: Actor, today: DateText, key: SubmissionKey): Promise<EntryHead> {
  const head = await entryHead(db, actor.tenantId, key);
  if (!head) return refuseMissing(db, actor, today, key);
  return seesSubmission(actor, head) ? head : refuse('not-found');
}

/** Everything that the grid of one unit, form and period needs. What is typed is seen only by those who may type, and by who oversees. */
export async function entryPage(db: Db, actor: Actor, today: DateText, key: SubmissionKey): Promise<EntryPage> {
  const { tenantId, userId } = actor;
  const head = await visibleHead(db, actor, today, key);
  const figures = figuresOf(head);
  const cells = mayEnterFor(actor, head.unitPath) ? (head.draft?.cells ?? {}) : {};
  const [earlier, derived, notes, changes, names] = await Promise.all([
    earlierValues(db, tenantId, key),
    derivedRows(db, tenantId, head.frequency, new Set(figures.map(({ code }) => code))),
    notesOf(db, tenantId, key),
    changesOf(db, tenantId, key),
    userNames(
      db,
      tenantId,
      Object.values(cells).map(({ by }) => by),
    ),
  ]);
  const { code, name, guidance, minutes, keeperName, unitName, unitKind, checks } = head;
  return {
    key,
    form: { id: key.formId, code, name, guidance, minutes, keeperName },
    unit: { id: key.unitId, name: unitName, kind: unitKind },
    period: periodOf(key.period)!,
    ...stateOf(head, actor, today),
    sections: [...new Set(figures.map(({ section }) => section))],
    figures,
    checks,
    derived,
    values: head.values satisfies CellTexts,
    draft: draftOf(cells, names, userId),
    ...earlier,
    notes,
    changes,
  };
}
