import type { Context } from '../../../platform/operation';
import type { Keeping } from '../../org/hand-over';
import type { Held } from '../../org/schema';

const setKeeper = async (
  { db, actor, audit }: Context,
  formId: string,
  from: string | null,
  to: string | null,
  reason?: string,
): Promise<boolean> => {
  const row = await db
    .updateTable('forms')
    .set(eb => ({ keeperUnitId: to, version: eb('version', '+', 1) }))
    .where('tenantId', '=', actor.tenantId)
    .where('id', '=', formId)
    .where('keeperUnitId', from === null ? 'is' : '=', from)
    .returning('id')
    .executeTakeFirst();
  if (!row) return false;
  const after = { keeperUnitId: to, ...(reason === undefined ? {} : { reason }) };
  await audit({ kind: 'form', id: formId, before: { keeperUnitId: from }, after });
  return true;
};

/** 主管报表: forms whose keeper a unit is; kept by nobody they are the office's. */
export const formKeeping: Keeping = {
  kinds: ['form'],
  held: async ({ db, actor }, unitIds): Promise<Held[]> => {
    const rows = await db
      .selectFrom('forms')
      .select(['id', 'name', 'keeperUnitId'])
      .where('tenantId', '=', actor.tenantId)
      .where('keeperUnitId', 'in', [...unitIds])
      .orderBy('sort')
      .orderBy('id')
      .execute();
    return rows.map(({ id, name, keeperUnitId }) => ({ kind: 'form', id, unitId: keeperUnitId!, name }));
  },
  pass: (context, { id, unitId }, { toId, ended }) => setKeeper(context, id, unitId, toId, ended),
  giveBack: (context, { subjectId, unitId, toUnitId }) => setKeeper(context, subjectId, toUnitId, unitId),
};
