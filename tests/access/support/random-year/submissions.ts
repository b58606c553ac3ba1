import type { Id } from '../../../../src/platform/database/tables';
import { insertUser } from '../../../../src/subjects/org/store';
import type { Stage } from '../../../../src/subjects/reporting/schema';
import { REVIEW_PERIOD } from '../reviews';
import { CHANGED, SETTLED, WRITTEN, word } from './facts';
import type { FiguresOf, FormOf } from './forms';
import type { RandomYear } from './model';
import type { Body, Place, Tree } from './tree';

/** What a unit handed in; each of its words has one fact of it. */
export type Handed = {
  formId: Id;
  unit: Place;
  keeperPath: string | null;
  stage: Stage;
  accepted: boolean;
  exempt: boolean;
  fileId: Id | null;
  cells: { figure: FiguresOf; value: string; before: string | null }[];
  note: { figure: FiguresOf; word: string } | null;
  draft: string;
  reason: string;
};
type Key = { tenantId: Id; formId: Id; period: string; orgUnitId: Id };
/** Who did it all, and the bytes of the evidence. */
type Hand = { anybody: Id; sha256: string };

/** What units by chance handed in; those beside them have reported 1 of everything, and that is accepted. */
export async function raiseSubmissions(
  body: Body,
  { units, ones }: Tree,
  forms: readonly FormOf[],
  hand: Hand,
  model: RandomYear,
): Promise<Handed[]> {
  for (const form of forms)
    for (const unit of ones.filter(({ kind }) => kind === form.level)) await reportOne(body, form, unit, hand);
  const handed: Handed[] = [];
  for (const one of model.submissions) {
    const form = forms[one.form % forms.length]!;
    const asked = units.filter(({ kind }) => kind === form.level);
    const unit = asked[one.unit % asked.length];
    const isTaken = handed.some(other => other.formId === form.id && other.unit.id === unit?.id);
    if (unit && !isTaken) handed.push(await handIn(body, form, unit, hand, one));
  }
  return handed;
}

async function reportOne(body: Body, form: FormOf, unit: Place, hand: Hand): Promise<void> {
  const { db } = body;
  const key = await submit(body, form.id, unit, 3, hand, {});
  await db
    .insertInto('submissionEvents')
    .values({ ...key, userId: hand.anybody, fromStage: 0, toStage: 3, version: 1, at: SETTLED, action: 'submit' })
    .execute();
  for (const { id: figureId } of form.figures)
    await db
      .insertInto('figureValues')
      .values({ ...key, figureId, value: '1' })
      .execute();
}

async function handIn(
  body: Body,
  form: FormOf,
  unit: Place,
  hand: Hand,
  { stage, exempt, note: noted, ...one }: RandomYear['submissions'][number],
): Promise<Handed> {
  const { db } = body;
  const { anybody } = hand;
  const [draft, reason] = [word(), word()];
  // Accepted once, and now being corrected: what was accepted stands.
  const corrected = one.corrected && stage < 3;
  const [figure] = form.figures;
  const typed = { cells: { [figure?.code ?? 'NONE']: { v: draft, by: anybody, at: WRITTEN } } };
  const key = await submit(body, form.id, unit, stage, hand, {
    ...{ returnReason: reason, returnedAt: WRITTEN, returnedBy: anybody, exempt: exempt ? reason : null },
    ...{ draft: JSON.stringify(typed), draftVersion: 1 },
    ...(corrected ? { acceptedAt: SETTLED } : {}),
  });
  const event = { ...key, userId: anybody, fromStage: 0 as Stage, version: 1 };
  await db
    .insertInto('submissionEvents')
    .values([
      { ...event, at: SETTLED, action: 'submit', toStage: corrected ? 3 : stage, reason: '' },
      ...(corrected ? [{ ...event, at: CHANGED, action: 'return' as const, toStage: stage, reason }] : []),
    ])
    .execute();
  const cells: Handed['cells'] = [];
  for (const figure of form.figures) {
    const [value, before] = [word(), corrected ? word() : null];
    const cell = { ...key, figureId: figure.id };
    await db
      .insertInto('figureValues')
      .values({ ...cell, value })
      .execute();
    if (before !== null)
      await db
        .insertInto('figureValueHistory')
        .values({ ...cell, until: CHANGED, value: before, changedBy: anybody })
        .execute();
    cells.push({ figure, value, before });
  }
  const note = noted && figure ? { figure, word: word() } : null;
  const fileId = noted && note ? await noteDown(body, key, noted, note, hand) : null;
  return {
    ...{ formId: form.id, unit, keeperPath: form.keeperPath, stage, accepted: corrected || stage === 3, exempt },
    ...{ fileId, cells, note, draft, reason },
  };
}

async function submit(
  { db, tenantId }: Body,
  formId: Id,
  unit: Place,
  stage: Stage,
  { anybody }: Hand,
  more: Record<string, unknown>,
): Promise<Key> {
  const key = { tenantId, formId, period: REVIEW_PERIOD, orgUnitId: unit.id };
  await db
    .insertInto('submissions')
    .values({
      ...{ ...key, groupId: unit.groupId, stage, version: 1 },
      ...{ submittedBy: anybody, submittedAt: SETTLED, firstSubmittedAt: SETTLED },
      ...{ acceptedAt: stage === 3 ? SETTLED : null, approvedAt: stage >= 2 ? SETTLED : null, ...more },
    })
    .execute();
  return key;
}

/** A note at a cell, with a file as its evidence. */
async function noteDown(
  { db, tenantId, now }: Body,
  key: Key,
  kind: 'comment' | 'query' | 'explanation',
  { figure, word }: { figure: FiguresOf; word: string },
  { anybody, sha256 }: Hand,
): Promise<Id> {
  const { id: noteId } = await db
    .insertInto('cellNotes')
    .values({ ...key, figureId: figure.id, kind, body: word, userId: anybody, at: WRITTEN })
    .returning('id')
    .executeTakeFirstOrThrow();
  // Nobody's own: whoever reads it, reads it for the note.
  const nobody = await insertUser(db, {
    ...{ tenantId, login: `n${noteId}`, name: 'n', passwordHash: null, createdAt: now },
  });
  const file = { tenantId, sha256, name: 'a.txt', mediaType: 'text/plain', size: '1' };
  const { id: fileId } = await db
    .insertInto('files')
    .values({ ...file, createdBy: nobody, createdAt: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('cellNoteFiles').values({ tenantId, noteId, fileId }).execute();
  return fileId;
}
