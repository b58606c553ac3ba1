import { sql } from 'kysely';
import type { Db } from '../../platform/database/connect';
import type { Id, Timestamp } from '../../platform/database/tables';
import { hashToken, newToken } from '../../platform/tokens';
import type { Role, UnitKind } from './schema';

export type NewUnit = {
  code: string;
  parentCode: string | null;
  name: string;
  shortName: string;
  kind: UnitKind;
  areaCode: string | null;
  aliases: string[];
  sort: number;
  /** 单位标签; none where left out. */
  tags?: string[];
};

const PER_INSERT = 1000;

/** Takes ids ahead, so that the path of a whole tree is known before its rows are written. */
const takeUnitIds = async (db: Db, count: number): Promise<Id[]> => {
  const { rows } = await sql<{ id: string }>`
    select nextval(pg_get_serial_sequence('org_units', 'id'))::text as id from generate_series(1, ${count}::int)`.execute(
    db,
  );
  return rows.map(row => row.id);
};

/** Adds units in any number; parents stand before their children in `units`, or exist already. Returns ids by code. */
export async function insertUnits(db: Db, tenantId: Id, units: readonly NewUnit[]): Promise<Map<string, Id>> {
  const known = await db
    .selectFrom('orgUnits')
    .select(['id', 'code', 'path'])
    .where('tenantId', '=', tenantId)
    .execute();
  const places = new Map(known.map(unit => [unit.code, { id: unit.id, path: unit.path }]));
  const ids = await takeUnitIds(db, units.length);
  const rows = units.map(({ parentCode, ...unit }, index) => {
    const parent = parentCode === null ? null : places.get(parentCode);
    if (parent === undefined) throw new Error(`unit ${unit.code} stands before its parent ${parentCode}`);
    const id = ids[index]!;
    const path = `${parent?.path ?? '/'}${id}/`;
    places.set(unit.code, { id, path });
    return { ...unit, tags: unit.tags ?? [], tenantId, id, parentId: parent?.id ?? null, path };
  });
  for (let start = 0; start < rows.length; start += PER_INSERT)
    await db
      .insertInto('orgUnits')
      .values(rows.slice(start, start + PER_INSERT))
      .execute();
  return new Map([...places].map(([code, place]) => [code, place.id]));
}

/** The labels of units, each with its own; all in one statement. */
export async function putTags(
  db: Db,
  tenantId: Id,
  units: readonly { id: Id; tags: readonly string[] }[],
): Promise<void> {
  if (units.length === 0) return;
  await sql`
    update org_units o
    set tags = array(select jsonb_array_elements_text(x.unit->'tags')), version = o.version + 1
    from jsonb_array_elements(${JSON.stringify(units)}::jsonb) as x(unit)
    where o.tenant_id = ${tenantId} and o.id = (x.unit->>'id')::bigint`.execute(db);
}

export async function insertUser(
  db: Db,
  user: {
    tenantId: Id;
    login: string;
    name: string;
    passwordHash: string | null;
    passwordChangedAt?: Timestamp | null;
    createdAt: Timestamp;
  },
): Promise<Id> {
  const { id } = await db.insertInto('users').values(user).returning('id').executeTakeFirstOrThrow();
  return id;
}

export async function insertPost(
  db: Db,
  post: { tenantId: Id; userId: Id; orgUnitId: Id; role: Role; title: string | null },
): Promise<Id> {
  const { id } = await db.insertInto('posts').values(post).returning('id').executeTakeFirstOrThrow();
  return id;
}

const INVITATION_DAYS = 14;

/** A link with which one person sets a password and takes the post; only the hash of its token is stored. */
export async function insertInvitation(
  db: Db,
  {
    now,
    ...invitation
  }: {
    tenantId: Id;
    name: string;
    login: string;
    role: Role;
    title: string | null;
    orgUnitId: Id;
    createdBy: Id;
    now: Timestamp;
  },
): Promise<{ link: string; expiresAt: Timestamp }> {
  const token = newToken(invitation.tenantId);
  const expiresAt = new Date(Date.parse(now) + INVITATION_DAYS * 86_400_000).toISOString();
  await db
    .insertInto('invitations')
    .values({ ...invitation, tokenHash: hashToken(token), createdAt: now, expiresAt })
    .execute();
  return { link: `/invite/${token}`, expiresAt };
}
