import type { Db } from '../../../../src/platform/database/connect';
import type { Id } from '../../../../src/platform/database/tables';
import type { Actor } from '../../../../src/platform/operation';
import { startSession } from '../../../../src/subjects/identity/sessions';
import type { UnitKind } from '../../../../src/subjects/org/schema';
import { insertPost, insertUnits, insertUser } from '../../../../src/subjects/org/store';
import type { RandomYear } from './model';

export type Place = { id: Id; kind: UnitKind; path: string; groupId: Id };
export type Person = { actor: Actor; token: string };
/** Whose year it is, and the one who writes it down. */
export type Body = { db: Db; tenantId: Id; now: string };
export type Tree = {
  /** The units by chance. */
  units: Place[];
  /** Those that report 1. */
  ones: Place[];
  unitAt: (index: number) => Place;
};

/** The units of the body. */
export async function raiseTree({ db, tenantId }: Body, model: RandomYear): Promise<Tree> {
  // Nothing stands below a school, and a county below the body alone. Beside those by chance: in each place one more that reports 1,
  // so that no sum over several is the value of one.
  type Made = { code: string; kind: UnitKind; parentCode: string | null };
  const made: Made[] = [{ code: 'root', kind: 'bureau', parentCode: null }];
  for (const [index, { kind, parent }] of model.units.entries()) {
    const above = made.filter(one => one.kind !== 'school');
    const parentCode = kind === 'county' ? 'root' : above[parent % above.length]!.code;
    made.push({ code: `u${index}`, kind, parentCode });
  }
  const besides = [
    { code: 'one-county', kind: 'county' as const, parentCode: 'root' },
    ...[
      ...new Set(made.filter(({ kind }) => kind === 'school').map(({ parentCode }) => parentCode!)),
      'one-county',
    ].map(parentCode => ({ code: `one-${parentCode}`, kind: 'school' as const, parentCode })),
  ].map((one, at) => (one.code === 'one-one-county' ? { ...one, code: `one-${at}` } : one));
  await insertUnits(
    db,
    tenantId,
    [...made, ...besides].map((one, sort) => ({
      ...{ ...one, name: one.code, shortName: one.code },
      ...{ areaCode: null, aliases: [], sort },
    })),
  );
  const rows = await db
    .selectFrom('orgUnits')
    .select(['id', 'code', 'path', 'kind', 'parentId'])
    .where('tenantId', '=', tenantId)
    .orderBy('sort')
    .execute();
  const places = rows.map(({ id, code, path, kind, parentId }) => ({
    code,
    place: { id, kind, path, groupId: kind === 'school' ? parentId! : id } satisfies Place,
  }));
  const units = places.filter(({ code }) => !code.startsWith('one-')).map(({ place }) => place);
  const ones = places.filter(({ code }) => code.startsWith('one-')).map(({ place }) => place);
  return { units, ones, unitAt: index => units[index % units.length]! };
}

/** People with posts anywhere in the tree, signed in. */
export async function raisePeople({ db, tenantId, now }: Body, { unitAt }: Tree, model: RandomYear): Promise<Person[]> {
  const people: Person[] = [];
  for (const [index, posts] of model.people.entries()) {
    const login = `p${index}`;
    const userId = await insertUser(db, { tenantId, login, name: login, passwordHash: null, createdAt: now });
    const held = new Map(posts.map(({ unit, role }) => [`${unitAt(unit).id} ${role}`, { unit: unitAt(unit), role }]));
    for (const { unit, role } of held.values())
      await insertPost(db, { tenantId, userId, orgUnitId: unit.id, role, title: null });
    const actor: Actor = {
      ...{ tenantId, userId, name: login, login, language: 'zh-CN', demoToday: null },
      posts: [...held.values()].map(({ unit: { id, path, kind }, role }) => ({
        ...{ role, unitId: id, unitName: '', unitKind: kind, path, title: null },
      })),
    };
    people.push({ actor, token: await startSession(db, tenantId, userId, now, { by: 'password' }) });
  }
  return people;
}
