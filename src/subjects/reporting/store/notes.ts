import { sql } from 'kysely';
import type { Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import type { CellNoteKind } from '../schema';

/** Something that is said about a cell. */
export type NewNote = {
  formId: Id;
  period: string;
  unitId: Id;
  figureId: Id;
  category: string;
  kind: CellNoteKind;
  body: string;
};

/** Writes notes in their order; returns their ids. */
export async function writeNotes({ db, actor, now }: Context, notes: readonly NewNote[]): Promise<Id[]> {
  if (notes.length === 0) return [];
  const written = await db
    .insertInto('cellNotes')
    .values(
      notes.map(({ unitId, ...note }) => ({
        ...note,
        tenantId: actor.tenantId,
        orgUnitId: unitId,
        userId: actor.userId,
        at: now,
      })),
    )
    .returning('id')
    .execute();
  return written.map(({ id }) => id);
}

/** Settles the open doubts over some cells of one form and period; returns how many. */
export async function resolveQueries(
  { db, actor, now }: Context,
  { formId, period }: { formId: Id; period: string },
  cells: readonly { unitId: Id; figureId: Id; category: string }[],
): Promise<number> {
  const { rows } = await sql<{ id: Id }>`
    update cell_notes n set resolved_at = ${now}::timestamptz, resolved_by = ${actor.userId}::bigint
    where n.tenant_id = ${actor.tenantId} and n.form_id = ${formId} and n.period = ${period} and n.kind = 'query'
      and n.resolved_at is null and (n.org_unit_id, n.figure_id, n.category) in (
        select k.unit_id, k.figure_id, k.category collate "C"
        from unnest(${cells.map(({ unitId }) => unitId)}::bigint[], ${cells.map(({ figureId }) => figureId)}::bigint[],
          ${cells.map(({ category }) => category)}::text[]) as k(unit_id, figure_id, category))
    returning n.id`.execute(db);
  return rows.length;
}
