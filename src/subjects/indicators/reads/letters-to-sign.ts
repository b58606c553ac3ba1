import { sql } from 'kysely';
import type { Context } from '../../../platform/operation';
import { signsFor } from '../allocation/policy';

/** How many parts of targets wait for the signature of one of the actor's units. */
export const lettersToSign = async ({ db, actor }: Pick<Context, 'db' | 'actor'>): Promise<number> => {
  const { tenantId, posts } = actor;
  const units = posts.filter(post => signsFor(post, post.path)).map(({ unitId }) => unitId);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from allocation_parts p join allocations a on a.tenant_id = p.tenant_id and a.id = p.allocation_id and a.state = 'sent'
    where p.tenant_id = ${tenantId} and p.org_unit_id = any(${units}::bigint[]) and p.signed_at is null`.execute(db);
  return rows[0]!.count;
};
