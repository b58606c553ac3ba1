import { sql } from 'kysely';
import type { Db } from '../../platform/database/connect';
import type { Id, Timestamp } from '../../platform/database/tables';
import { inTenant } from '../../platform/database/tenant';
import type { Actor } from '../../platform/operation';
import { hashToken, newToken, tenantOfToken } from '../../platform/tokens';
import { actorColumns } from '../org/reads';
import { limitsOf, SESSION_DEFAULTS } from './rules/session-limits';
import type { SessionStart } from './schema';

const DAY = 86_400_000;
// So seldom is it written down that a session is in use.
const SEEN_EVERY_MS = 60_000;

/** Begins a session, `db` inside the body, and returns its token: the only place where the token exists in the clear. */
export async function startSession(
  db: Db,
  tenantId: Id,
  userId: Id,
  now: Timestamp,
  { by, userAgent = null, address = null }: SessionStart,
): Promise<string> {
  const { settings } = await db
    .selectFrom('tenants')
    .select('settings')
    .where('tenantId', '=', tenantId)
    .executeTakeFirstOrThrow();
  const token = newToken(tenantId);
  const expiresAt = new Date(Date.parse(now) + limitsOf(settings.security).absoluteDays * DAY).toISOString();
  await db
    .insertInto('sessions')
    .values({
      tenantId,
      tokenHash: hashToken(token),
      userId,
      createdAt: now,
      seenAt: now,
      expiresAt,
      userAgent: userAgent?.slice(0, 300) ?? null,
      address,
      startedBy: by,
    })
    .execute();
  return token;
}

/** Ends the session of a token, `db` inside its body. */
export async function endSession(db: Db, token: string): Promise<void> {
  const tenantId = tenantOfToken(token);
  if (!tenantId) return;
  await db.deleteFrom('sessions').where('tenantId', '=', tenantId).where('tokenHash', '=', hashToken(token)).execute();
}

type Found = Actor & { stale: boolean };

// Not longer unused than the body allows; shortened limits hold for sessions that have begun already.
const alive = (now: Timestamp) => sql`
  s.expires_at > ${now}::timestamptz
  and s.seen_at > ${now}::timestamptz
    - make_interval(hours => coalesce((t.settings #>> '{security,idleHours}')::int, ${SESSION_DEFAULTS.idleHours}::int))
  and s.created_at > ${now}::timestamptz
    - make_interval(days => coalesce((t.settings #>> '{security,absoluteDays}')::int, ${SESSION_DEFAULTS.absoluteDays}::int))`;

/**
 * Who holds a session's token at `now`; null where it is unknown, over, too long unused, or its holder was disabled. `db` is
 * outside every body. Notes the use at most once a minute; a `quiet` asking, by a page at which nobody is, is no use.
 */
export async function sessionActor(
  db: Db,
  token: string,
  now: Timestamp,
  { quiet = false }: { quiet?: boolean } = {},
): Promise<Actor | null> {
  const tenantId = tenantOfToken(token);
  if (!tenantId) return null;
  const tokenHash = hashToken(token);
  const seenBefore = new Date(Date.parse(now) - SEEN_EVERY_MS).toISOString();
  const find = async (inside: Db) => {
    const { rows } = await sql<Found>`
      select ${actorColumns}, s.seen_at < ${seenBefore}::timestamptz as stale
      from sessions s
      join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
      join tenants t on t.tenant_id = u.tenant_id
      where s.tenant_id = ${tenantId} and s.token_hash = ${tokenHash} and u.disabled_at is null and ${alive(now)}`.execute(
      inside,
    );
    return rows[0] ?? null;
  };
  const found = await inTenant(db, tenantId, find, { readOnly: true });
  if (!found) return null;
  const { stale, ...actor } = found;
  if (stale && !quiet)
    await inTenant(db, tenantId, inside =>
      inside
        .updateTable('sessions')
        .set({ seenAt: now })
        .where('tenantId', '=', tenantId)
        .where('tokenHash', '=', tokenHash)
        .where('seenAt', '<', seenBefore)
        .execute(),
    );
  return actor;
}
