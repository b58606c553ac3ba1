import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import { inTenant } from '../../../platform/database/tenant';
import type { Actor } from '../../../platform/operation';
import { hashToken, newToken, tenantOfToken } from '../../../platform/tokens';
import { actorColumns } from '../../org/reads';

// Says at a glance, to people and to scanners of source code, whose secret it is.
const PREFIX = 'luoshi_';
// So seldom is it written down that a token is in use.
const USED_EVERY_MS = 60_000;

export const newApiToken = (tenantId: Id): string => PREFIX + newToken(tenantId);

type Found = Actor & { tokenId: Id; scopes: string[]; stale: boolean };

/**
 * For whom a program with this token acts at `now`, with `token` set; null where the token is unknown, over or revoked, or its
 * holder was disabled or has no post any more. `db` is outside every body. Notes the use at most once a minute.
 */
export async function apiTokenActor(db: Db, token: string, now: Timestamp): Promise<Actor | null> {
  const tenantId = token.startsWith(PREFIX) ? tenantOfToken(token.slice(PREFIX.length)) : null;
  if (!tenantId) return null;
  const usedBefore = new Date(Date.parse(now) - USED_EVERY_MS).toISOString();
  const find = async (inside: Db) => {
    const { rows } = await sql<Found>`
      select ${actorColumns}, k.id::text as token_id, k.scopes,
        coalesce(k.used_at < ${usedBefore}::timestamptz, true) as stale
      from api_tokens k
      join users u on u.tenant_id = k.tenant_id and u.id = k.user_id
      join tenants t on t.tenant_id = u.tenant_id
      where k.tenant_id = ${tenantId} and k.token_hash = ${hashToken(token)} and k.revoked_at is null
        and k.expires_at > ${now}::timestamptz and u.disabled_at is null`.execute(inside);
    return rows[0] ?? null;
  };
  const found = await inTenant(db, tenantId, find, { readOnly: true });
  // Whoever holds no post any more has nothing that a program could do in their name.
  if (!found || found.posts.length === 0) return null;
  const { tokenId, scopes, stale, ...actor } = found;
  if (stale)
    await inTenant(db, tenantId, inside =>
      inside
        .updateTable('apiTokens')
        .set({ usedAt: now })
        .where('tenantId', '=', tenantId)
        .where('id', '=', tokenId)
        .where(eb => eb.or([eb('usedAt', 'is', null), eb('usedAt', '<', usedBefore)]))
        .execute(),
    );
  return { ...actor, token: { id: tokenId, scopes } };
}
