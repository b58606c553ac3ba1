import { sql } from 'kysely';
import type { Db } from '../../platform/database/connect';
import type { Id, Timestamp } from '../../platform/database/tables';
import type { Context } from '../../platform/operation';
import type { HeldKind } from './rules';
import type { HandedKind, Held } from './schema';

// A unit that is closed leaves nothing behind that waits for somebody. What waits on it is the business of several subjects; each
// brings its kinds as a `Keeping`, and a later subject does all of them in the one operation that closes the unit.

/** To whom something goes: another unit, or nobody, with the reason. */
export type Heir = { toId: Id; ended?: never } | { toId: null; ended: string };

/** What passed, as it was noted down. */
export type Handed = { kind: HandedKind; subjectId: string; unitId: Id; toUnitId: Id | null; before: unknown };

/** How a subject keeps what waits on units. */
export type Keeping = {
  kinds: readonly HeldKind[];
  /** What waits on these units now, to look at only. */
  held: (context: Pick<Context, 'db' | 'actor' | 'realNow'>, unitIds: readonly Id[]) => Promise<Held[]>;
  /** Passes one thing on, with its line of the audit; returns what is needed to give it back. */
  pass: (context: Context, held: Held, heir: Heir) => Promise<unknown>;
  /** Gives one thing back, where it still stands as it was passed on; false where somebody went on with it. */
  giveBack: (context: Context, handed: Handed) => Promise<boolean>;
};

/** Notes down what passed from a unit. */
export async function noteHandover(
  db: Db,
  tenantId: Id,
  { unitId, kind, subjectId }: { unitId: Id; kind: HandedKind; subjectId: string },
  { toId, ended }: Heir,
  before: unknown,
): Promise<void> {
  const row = { tenantId, unitId, kind, subjectId, toUnitId: toId, ended: ended ?? null };
  await db
    .insertInto('unitHandovers')
    .values({ ...row, before: JSON.stringify(before ?? {}) })
    .execute();
}

/** What passed from a unit, the last first: so it is given back. */
export const handoversOf = (db: Db, tenantId: Id, unitId: Id): Promise<Handed[]> =>
  db
    .selectFrom('unitHandovers')
    .select(['kind', 'subjectId', 'unitId', 'toUnitId', 'before'])
    .where('tenantId', '=', tenantId)
    .where('unitId', '=', unitId)
    .orderBy('id', 'desc')
    .execute();

/** What of one thing passed to a unit, from whomever, and has not been given back; the first first. */
export const handoversTo = (
  db: Db,
  tenantId: Id,
  toUnitId: Id,
  { kinds, subjectId }: { kinds: readonly HandedKind[]; subjectId: string },
): Promise<Handed[]> =>
  db
    .selectFrom('unitHandovers')
    .select(['kind', 'subjectId', 'unitId', 'toUnitId', 'before'])
    .where('tenantId', '=', tenantId)
    .where('toUnitId', '=', toUnitId)
    .where('kind', 'in', [...kinds])
    .where('subjectId', '=', subjectId)
    .orderBy('id')
    .execute();

/** What must be known to give something back has changed, since what came before it was given back. */
export const noteBefore = async (
  db: Db,
  tenantId: Id,
  { unitId, kind, subjectId }: Handed,
  before: unknown,
): Promise<void> => {
  await db
    .updateTable('unitHandovers')
    .set({ before: JSON.stringify(before) })
    .where('tenantId', '=', tenantId)
    .where('unitId', '=', unitId)
    .where('kind', '=', kind)
    .where('subjectId', '=', subjectId)
    .execute();
};

/** The unit stands again: nothing has passed from it. */
export const forgetHandovers = async (db: Db, tenantId: Id, unitId: Id): Promise<void> => {
  await db.deleteFrom('unitHandovers').where('tenantId', '=', tenantId).where('unitId', '=', unitId).execute();
};

const postsHeld: Keeping['held'] = async ({ db, actor }, unitIds) => {
  const rows = await db
    .selectFrom('posts as p')
    .innerJoin('users as u', join => join.onRef('u.tenantId', '=', 'p.tenantId').onRef('u.id', '=', 'p.userId'))
    .select(['p.id', 'p.orgUnitId as unitId', 'p.role', 'u.name'])
    .where('p.tenantId', '=', actor.tenantId)
    .where('p.orgUnitId', 'in', [...unitIds])
    .where('p.validTo', 'is', null)
    .orderBy('p.id')
    .execute();
  return rows.map(row => ({ kind: 'post' as const, ...row }));
};

type PostBefore = { userId: Id; role: string; title: string | null; givenBy: string | null; same: boolean };

/** 岗位: the person keeps role and title in the other unit; who has the very same post there already holds it once. */
const passPost = async ({ db, actor, audit }: Context, held: Held, { toId, ended }: Heir): Promise<PostBefore> => {
  const { tenantId } = actor;
  const mine = db.selectFrom('posts').where('tenantId', '=', tenantId);
  const post = await mine.selectAll().where('id', '=', held.id).forUpdate().executeTakeFirstOrThrow();
  const { userId, role, title, givenBy } = post;
  const there =
    toId !== null &&
    (await mine
      .select('id')
      .where('userId', '=', userId)
      .where('orgUnitId', '=', toId)
      .where('role', '=', role)
      .executeTakeFirst()) !== undefined;
  if (toId === null || there)
    await db.deleteFrom('posts').where('tenantId', '=', tenantId).where('id', '=', held.id).execute();
  else
    await db
      .updateTable('posts')
      .set({ orgUnitId: toId })
      .where('tenantId', '=', tenantId)
      .where('id', '=', held.id)
      .execute();
  const after = toId === null ? { ended } : { unitId: toId, role, title };
  const before = { unitId: held.unitId, role, title };
  await audit({ kind: 'post', id: held.id, under: { kind: 'user', id: userId }, before, after });
  return { userId, role, title, givenBy, same: there };
};

const givePostBack = async ({ db, actor, audit }: Context, handed: Handed): Promise<boolean> => {
  const { tenantId } = actor;
  const { subjectId: id, unitId, toUnitId } = handed;
  const { userId, role, title, givenBy, same } = handed.before as PostBefore;
  const gone = toUnitId === null || same;
  const { rows } = gone
    ? await sql<{ id: Id }>`
        insert into posts (tenant_id, id, user_id, org_unit_id, role, title, given_by)
        values (${tenantId}, ${id}, ${userId}, ${unitId}, ${role}, ${title}, ${givenBy}) on conflict do nothing returning id`.execute(
        db,
      )
    : await sql<{ id: Id }>`
        update posts p set org_unit_id = ${unitId} where p.tenant_id = ${tenantId} and p.id = ${id} and p.org_unit_id = ${toUnitId}
          and not exists (select 1 from posts o where o.tenant_id = p.tenant_id and o.user_id = p.user_id and o.org_unit_id = ${unitId}
            and o.role = p.role)
        returning id`.execute(db);
  if (rows.length === 0) return false;
  const before = gone ? undefined : { unitId: toUnitId, role, title };
  await audit({ kind: 'post', id, under: { kind: 'user', id: userId }, before, after: { unitId, role, title } });
  return true;
};

const waiting = (now: Timestamp) => sql<boolean>`accepted_at is null and expires_at > ${now}::timestamptz`;

// One login may have been invited twice: its links pass together, and the login names them.
const invitationsHeld: Keeping['held'] = async ({ db, actor, realNow }, unitIds) => {
  const { rows } = await sql<Omit<Held, 'kind'>>`
    select distinct on (i.org_unit_id, i.login) i.login as id, i.org_unit_id as unit_id, i.name, i.role from invitations i
    where i.tenant_id = ${actor.tenantId} and i.org_unit_id = any(${[...unitIds]}::bigint[]) and ${waiting(realNow)}
    order by i.org_unit_id, i.login`.execute(db);
  return rows.map(row => ({ kind: 'invitation' as const, ...row }));
};

/** 邀请: the link stays good, for the other unit; ended it opens nothing any more. */
const passInvitation = async ({ db, actor, realNow, audit }: Context, held: Held, { toId, ended }: Heir) => {
  const { rows } = await sql<{ hash: string; expiresAt: Timestamp }>`
    with was as (
      select i.token_hash, i.expires_at from invitations i
      where i.tenant_id = ${actor.tenantId} and i.org_unit_id = ${held.unitId} and i.login = ${held.id} and ${waiting(realNow)} for update)
    update invitations n set org_unit_id = coalesce(${toId}::bigint, n.org_unit_id),
      expires_at = case when ${toId}::bigint is null then ${realNow}::timestamptz else n.expires_at end
    from was where n.tenant_id = ${actor.tenantId} and n.token_hash = was.token_hash
    returning encode(n.token_hash, 'hex') as hash, was.expires_at`.execute(db);
  const after = toId === null ? { ended } : { unitId: toId };
  await audit({ kind: 'invitation', id: held.id, before: { unitId: held.unitId }, after });
  return { links: rows };
};

const giveInvitationBack = async ({ db, actor, audit }: Context, handed: Handed): Promise<boolean> => {
  const { links } = handed.before as { links: { hash: string; expiresAt: Timestamp }[] };
  const { unitId, toUnitId, subjectId: id } = handed;
  const { rows } = await sql`
    update invitations i set org_unit_id = ${unitId}, expires_at = x."expiresAt"
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as x(hash text, "expiresAt" timestamptz)
    where i.tenant_id = ${actor.tenantId} and i.token_hash = decode(x.hash, 'hex') and i.accepted_at is null
      and i.org_unit_id = coalesce(${toUnitId}::bigint, ${unitId}) returning 1`.execute(db);
  if (rows.length > 0) await audit({ kind: 'invitation', id, before: { unitId: toUnitId }, after: { unitId } });
  return rows.length > 0;
};

/** Posts and invitations of a unit. */
export const postKeeping: Keeping = {
  kinds: ['post', 'invitation'],
  held: async (context, unitIds) => [
    ...(await postsHeld(context, unitIds)),
    ...(await invitationsHeld(context, unitIds)),
  ],
  pass: (context, held, heir) =>
    held.kind === 'post' ? passPost(context, held, heir) : passInvitation(context, held, heir),
  giveBack: (context, handed) =>
    handed.kind === 'post' ? givePostBack(context, handed) : giveInvitationBack(context, handed),
};
