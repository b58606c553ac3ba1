import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import { say } from '../../../locales/say';
import { read, write } from '../../../platform/operation';
import { mayKeepPeople, mayKnowUnits } from '../policy';
import { lastEditor, unitsOf } from '../reads';
import { MOST_TAGS, tagsAfter } from '../rules';
import { saveUnitInput, tagUnitsInput, type Unit } from '../schema';
import { insertUnits, putTags } from '../store';

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

export const tagUnits = write({
  name: 'org.tagUnits',
  summary: '一次给许多单位加上或去掉标签；单位的其他标签不动，已经如此的单位略过',
  input: tagUnitsInput,
  may: mayKeepPeople,
  run: async ({ db, actor, audit }, { unitIds, ...change }): Promise<{ changed: number; same: number }> => {
    const ids = [...new Set(unitIds)];
    const found = await db
      .selectFrom('orgUnits')
      .select(['id', 'name', 'tags'])
      .where('tenantId', '=', actor.tenantId)
      .where('id', 'in', ids)
      .where('validTo', 'is', null)
      .orderBy('id')
      .forNoKeyUpdate()
      .execute();
    if (found.length < ids.length) refuse('not-found');
    const changed = found
      .map(unit => ({ ...unit, after: tagsAfter(unit.tags, change) }))
      .filter(({ tags, after }) => after !== tags);
    const full = changed.find(({ after }) => after.length > MOST_TAGS);
    if (full) {
      const reason = say(actor.language, 'review-refusal:too-many-tags', { unit: full.name, most: MOST_TAGS });
      refuse('invalid-input', { field: 'give', reason });
    }
    await putTags(
      db,
      actor.tenantId,
      changed.map(({ id, after }) => ({ id, tags: after })),
    );
    for (const { id, tags, after } of changed)
      await audit({ kind: 'unit', id, before: { tags }, after: { tags: after } });
    return { changed: changed.length, same: ids.length - changed.length };
  },
});
