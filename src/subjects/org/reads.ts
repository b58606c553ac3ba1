import { sql } from 'kysely';
import { refuse } from '../../kernel/refusal';
import type { Db } from '../../platform/database/connect';
import type { Id } from '../../platform/database/tables';
import type { Actor, Post } from '../../platform/operation';
import type { PersonRow, Role, Unit } from './schema';

type ActorRow = Omit<Actor, 'posts'> & { posts: Post[] };

/**
 * The columns of an actor, with `users u` and `tenants t` at hand; for whoever finds out who somebody is. Who works in a unit stands for
 * those that were merged into it too: their history is read, and what came back from a review is corrected.
 */
export const actorColumns = sql`
  u.tenant_id as tenant_id, u.id as user_id, u.name, u.login, u.sign_on_name, u.language, t.demo_today,
  coalesce((
    select jsonb_agg(jsonb_build_object('role', p.role, 'unitId', o.id::text, 'unitName', o.name, 'unitKind', o.kind,
                                        'path', o.path, 'title', p.title)
                     || case when o.id = p.org_unit_id then '{}' else '{"merged":true}'::jsonb end
                     order by o.id <> p.org_unit_id, length(o.path), p.id, o.id)
    from posts p
    join org_units o on o.tenant_id = p.tenant_id and (o.id = p.org_unit_id or o.successor_id = p.org_unit_id)
    where p.tenant_id = u.tenant_id and p.user_id = u.id and p.valid_to is null
  ), '[]') as posts`;

/** A user as actor, `db` inside the body: for the command line, jobs and the demonstration's replay. */
export async function actorOfUser(db: Db, tenantId: Id, login: string): Promise<Actor | null> {
  const { rows } = await sql<ActorRow>`
    select ${actorColumns}
    from users u join tenants t on t.tenant_id = u.tenant_id
    where u.tenant_id = ${tenantId} and u.login = ${login} and u.disabled_at is null`.execute(db);
  return rows[0] ?? null;
}

/** The same by id: for who looks at what waits on somebody. */
export async function actorOfId(db: Db, tenantId: Id, userId: Id): Promise<Actor | null> {
  const { rows } = await sql<ActorRow>`
    select ${actorColumns}
    from users u join tenants t on t.tenant_id = u.tenant_id
    where u.tenant_id = ${tenantId} and u.id = ${userId}`.execute(db);
  return rows[0] ?? null;
}

/** The posts of a person, with how many others who may come in hold the very same. */
export async function postsWithOthers(
  db: Db,
  tenantId: Id,
  userId: Id,
): Promise<{ postId: Id; unitId: Id; role: Role; others: number }[]> {
  const { rows } = await sql<{ postId: Id; unitId: Id; role: Role; others: number }>`
    select p.id as post_id, p.org_unit_id as unit_id, p.role, (
      select count(*)::int from posts n join users u on u.tenant_id = n.tenant_id and u.id = n.user_id and u.disabled_at is null
      where n.tenant_id = p.tenant_id and n.org_unit_id = p.org_unit_id and n.role = p.role and n.valid_to is null
        and n.user_id <> p.user_id) as others
    from posts p where p.tenant_id = ${tenantId} and p.user_id = ${userId} and p.valid_to is null
    order by p.id`.execute(db);
  return rows;
}

/** The units of a body in the order of the tree: parents first, then by their place. */
export async function unitsOf(db: Db, tenantId: Id): Promise<(Unit & { path: string })[]> {
  return db
    .selectFrom('orgUnits')
    .select([
      'id',
      'parentId',
      'code',
      'name',
      'shortName',
      'kind',
      'areaCode',
      'aliases',
      'tags',
      'sort',
      'version',
      'path',
    ])
    .where('tenantId', '=', tenantId)
    .where('validTo', 'is', null)
    .orderBy(sql`length(path) - length(replace(path, '/', ''))`)
    .orderBy('sort')
    .orderBy('id')
    .execute();
}

/** The same for finding them by name: a unit answers to the names of those that were merged into it too. */
export async function unitsByAnyName(db: Db, tenantId: Id): Promise<(Unit & { path: string })[]> {
  const units = await unitsOf(db, tenantId);
  const merged = await db
    .selectFrom('orgUnits')
    .select(['successorId', 'name', 'shortName', 'aliases'])
    .where('tenantId', '=', tenantId)
    .where('successorId', 'is not', null)
    .orderBy('id')
    .execute();
  const former = new Map<Id, string[]>();
  for (const { successorId, name, shortName, aliases } of merged)
    former.set(successorId!, [...(former.get(successorId!) ?? []), name, shortName, ...aliases]);
  return units.map(unit => ({ ...unit, aliases: [...unit.aliases, ...(former.get(unit.id) ?? [])] }));
}

/**
 * The units exist and are open: for whoever is about to give them something. Waits for a reform of one of them under way, and lets the
 * next one wait. Refuses `not-found`.
 */
export async function expectOpenUnits(db: Db, tenantId: Id, unitIds: readonly Id[]): Promise<void> {
  const ids = [...new Set(unitIds)];
  if (ids.length === 0) return;
  const found = await db
    .selectFrom('orgUnits')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('id', 'in', ids)
    .where('validTo', 'is', null)
    .orderBy('id')
    .forShare()
    .execute();
  if (found.length < ids.length) refuse('not-found');
}

export async function peopleOf(db: Db, tenantId: Id): Promise<PersonRow[]> {
  const users = await db
    .selectFrom('users')
    .select(['id', 'login', 'name', 'phone', 'disabledAt'])
    .where('tenantId', '=', tenantId)
    .orderBy('id')
    .execute();
  const posts = await db
    .selectFrom('posts as p')
    .innerJoin('orgUnits as o', join => join.onRef('o.tenantId', '=', 'p.tenantId').onRef('o.id', '=', 'p.orgUnitId'))
    .select(['p.id', 'p.userId', 'p.role', 'p.title', 'o.id as unitId', 'o.name as unitName'])
    .where('p.tenantId', '=', tenantId)
    .where('p.validTo', 'is', null)
    .orderBy('p.id')
    .execute();
  const byUser = new Map<Id, PersonRow['posts']>();
  for (const { userId, ...post } of posts) byUser.set(userId, [...(byUser.get(userId) ?? []), post]);
  return users.map(({ disabledAt, ...user }) => ({
    ...user,
    disabled: disabledAt !== null,
    posts: byUser.get(user.id) ?? [],
  }));
}

/** Who changed a unit last, by name. */
export async function lastEditor(db: Db, tenantId: Id, unitId: Id): Promise<string> {
  const row = await db
    .selectFrom('auditEntries as a')
    .innerJoin('users as u', join => join.onRef('u.tenantId', '=', 'a.tenantId').onRef('u.id', '=', 'a.userId'))
    .select('u.name')
    .where('a.tenantId', '=', tenantId)
    .where('a.kind', '=', 'unit')
    .where('a.subjectId', '=', unitId)
    .orderBy('a.id', 'desc')
    .executeTakeFirst();
  return row?.name ?? '';
}

/** The one who has supervised in a body longest, `db` inside it; null where nobody does. */
export async function firstSupervisor(db: Db, tenantId: Id): Promise<Actor | null> {
  const user = await db
    .selectFrom('users as u')
    .innerJoin('posts as p', join => join.onRef('p.tenantId', '=', 'u.tenantId').onRef('p.userId', '=', 'u.id'))
    .select('u.login')
    .where('u.tenantId', '=', tenantId)
    .where('p.role', '=', 'supervisor')
    .orderBy('u.id')
    .executeTakeFirst();
  return user ? actorOfUser(db, tenantId, user.login) : null;
}

export const tenantsOf = (db: Db) =>
  db.selectFrom('tenants').select(['tenantId', 'code', 'name', 'shortName', 'isDemo']).orderBy('tenantId').execute();
