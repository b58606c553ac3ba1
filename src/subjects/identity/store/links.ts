import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import { hashToken, newToken, tenantOfToken } from '../../../platform/tokens';
import type { LinkPurpose } from '../schema';

const MINUTE = 60_000;
/** How long each is good for. A step of the sign-in is done at once; a reset link has to reach its person. */
export const LINK_MS: Record<LinkPurpose, number> = {
  reset: 24 * 60 * MINUTE,
  enter: 24 * 60 * MINUTE,
  code: 10 * MINUTE,
  enrol: 15 * MINUTE,
};

/** A token with which one person does one thing; an earlier one for the same is no longer good. */
export async function insertLink(
  db: Db,
  link: { tenantId: Id; userId: Id; purpose: LinkPurpose; createdBy?: Id | null; now: Timestamp },
): Promise<{ token: string; expiresAt: Timestamp }> {
  const { tenantId, userId, purpose, createdBy = null, now } = link;
  await endLinks(db, tenantId, userId, purpose);
  const token = newToken(tenantId);
  const expiresAt = new Date(Date.parse(now) + LINK_MS[purpose]).toISOString();
  await db
    .insertInto('accountLinks')
    .values({ tenantId, tokenHash: hashToken(token), userId, purpose, createdBy, createdAt: now, expiresAt })
    .execute();
  return { token, expiresAt };
}

/** Whose link this is, `db` inside its body; null where it is unknown, used, over, or for something else. */
export async function userOfLink(db: Db, token: string, purpose: LinkPurpose, now: Timestamp): Promise<Id | null> {
  const tenantId = tenantOfToken(token);
  if (!tenantId) return null;
  const row = await db
    .selectFrom('accountLinks')
    .select('userId')
    .where('tenantId', '=', tenantId)
    .where('tokenHash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return row?.userId ?? null;
}

/** Uses a link up; false where somebody else was faster. */
export async function consumeLink(db: Db, token: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('accountLinks')
    .where('tenantId', '=', tenantOfToken(token)!)
    .where('tokenHash', '=', hashToken(token))
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Takes a person's open links back: of one purpose, or all. */
export async function endLinks(db: Db, tenantId: Id, userId: Id, purpose?: LinkPurpose): Promise<void> {
  await db
    .deleteFrom('accountLinks')
    .where('tenantId', '=', tenantId)
    .where('userId', '=', userId)
    .$if(purpose !== undefined, query => query.where('purpose', '=', purpose!))
    .execute();
}
