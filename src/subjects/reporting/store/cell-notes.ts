import { refuse } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import type { CellNoteKind, SubmissionKey } from '../schema';
import type { Hand } from './change-submissions';

export type NewCellNote = { figureId: Id; category: string; kind: CellNoteKind; body: string; fileIds: readonly Id[] };

/**
 * Writes a remark on a cell. Only what one uploaded oneself can be attached: attaching is no way to read another's file. Refuses
 * `not-found` for any other file.
 */
export async function addCellNote(
  { db, tenantId, by, now }: Hand,
  { formId, period, unitId }: SubmissionKey,
  { fileIds, ...note }: NewCellNote,
): Promise<Id> {
  const ids = [...new Set(fileIds)];
  const own = ids.length
    ? await db
        .selectFrom('files')
        .select('id')
        .where('tenantId', '=', tenantId)
        .where('id', 'in', ids)
        .where('createdBy', '=', by)
        .execute()
    : [];
  if (own.length < ids.length) refuse('not-found');
  const { id } = await db
    .insertInto('cellNotes')
    .values({ tenantId, formId, period, orgUnitId: unitId, ...note, userId: by, at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (ids.length > 0)
    await db
      .insertInto('cellNoteFiles')
      .values(ids.map(fileId => ({ tenantId, noteId: id, fileId })))
      .execute();
  return id;
}
