import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Actor } from '../../../platform/operation';
import { actorColumns } from '../../org/reads';
import type { SubmissionPlace } from '../policy';
import { steppingRoles, takesStep } from '../review-policy';
import type { Step } from '../review-schema';

/**
 * Could somebody else take a step? Two pairs of eyes: what a person handed in is reviewed by another; only where there is no other who
 * may, do they do it themselves, and the event says who did both. Judged by the policy, so that a merged unit's successor counts as
 * there; asked of the database once, and only where there is something of one's own.
 */
export const othersReview = (
  db: Db,
  { tenantId, userId }: Actor,
): ((step: Step, place: SubmissionPlace) => Promise<boolean>) => {
  let others: Promise<Actor[]> | undefined;
  const ask = async (): Promise<Actor[]> => {
    const { rows } = await sql<Actor>`
      select ${actorColumns} from users u join tenants t on t.tenant_id = u.tenant_id
      where u.tenant_id = ${tenantId} and u.id <> ${userId} and u.disabled_at is null
        and exists (select from posts p where p.tenant_id = u.tenant_id and p.user_id = u.id and p.valid_to is null
          and p.role = any(${[...steppingRoles]}::text[]))`.execute(db);
    return rows;
  };
  return async (step, place) => {
    others ??= ask();
    return (await others).some(other => takesStep(other, step, place));
  };
};
