import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Actor } from '../../../platform/operation';
import type { Step } from '../review-schema';

type Place = { unitPath: string; keeperPath: string | null };

/**
 * Could somebody else take this step? Two pairs of eyes: what a person handed in is reviewed by another; only where there is no
 * other with the post may they do it themselves, and the event says who did both.
 */
export async function othersReview(
  db: Db,
  actor: Actor,
  step: Step,
  { unitPath, keeperPath }: Place,
): Promise<boolean> {
  const right =
    step === 'approve'
      ? sql`p.role = 'county' and ${unitPath} ^@ o.path and o.path <> ${unitPath}`
      : sql`(p.role = 'supervisor' and o.parent_id is null) or (p.role = 'liaison' and ${keeperPath}::text ^@ o.path)`;
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select 1 from posts p
      join org_units o on o.tenant_id = p.tenant_id and o.id = p.org_unit_id
      join users u on u.tenant_id = p.tenant_id and u.id = p.user_id and u.disabled_at is null
      where p.tenant_id = ${actor.tenantId} and p.user_id <> ${actor.userId} and p.valid_to is null and (${right})) as found`.execute(
    db,
  );
  return rows[0]!.found;
}
