import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import { say } from '../../../locales/say';
import { read, write } from '../../../platform/operation';
import { mayKeepPeople, mayKnowUnits } from '../policy';
import { lastEditor, unitsOf } from '../reads';
import { saveUnitInput, type Unit } from '../schema';
import { insertUnits } from '../store';

export const units = read({
  name: 'org.units',
  summary: '本机构全部单位，上级在前',
  input: z.object({}),
  may: mayKnowUnits,
  run: async ({ db, actor }): Promise<Unit[]> =>
    (await unitsOf(db, actor.tenantId)).map(({ path: _, ...unit }) => unit),
});

export const saveUnit = write({
  name: 'org.saveUnit',
  summary: '新增或修改单位',
  input: saveUnitInput,
  may: mayKeepPeople,
  run: async ({ db, actor, audit }, { unitId, version, parentId, ...fields }) => {
    const all = await unitsOf(db, actor.tenantId);
    const parent = all.find(unit => unit.id === parentId) ?? refuse('not-found');
    if (!unitId) {
      const code = `u${randomBytes(6).toString('hex')}`;
      const sort = all.filter(unit => unit.parentId === parentId).length;
      const ids = await insertUnits(db, actor.tenantId, [
        { ...fields, code, parentCode: parent.code, areaCode: parent.areaCode, sort },
      ]);
      await audit({ kind: 'unit', id: ids.get(code)!, after: fields });
      return { unitId: ids.get(code)! };
    }
    const before = all.find(unit => unit.id === unitId) ?? refuse('not-found');
    if (before.version !== version)
      refuse('changed-meanwhile', { by: await lastEditor(db, actor.tenantId, unitId), current: before });
    // Moving under another parent changes what posts reach and where figures are summed: a reform of the tree (reporting.moveUnit).
    if (before.parentId !== null && before.parentId !== parentId) {
      const reason = say(actor.language, 'review-refusal:move-is-reform', { unit: before.name });
      refuse('wrong-state', { reason, code: 'move-is-reform' });
    }
    await db
      .updateTable('orgUnits')
      .set({ ...fields, version: before.version + 1 })
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', unitId)
      .execute();
    await audit({ kind: 'unit', id: unitId, before, after: fields });
    return { unitId };
  },
});
