import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { DateText } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import { seesSubmission } from '../policy';
import type { SubmissionKey } from '../schema';

type Place = { unitPath: string; unitName: string; validTo: DateText | null; keeperPath: string | null };

/** There is no such submission: because nothing is open yet, the unit was closed before, or the form is not asked of it. */
export async function refuseMissing(db: Db, actor: Actor, today: DateText, key: SubmissionKey): Promise<never> {
  const { tenantId } = actor;
  const { rows } = await sql<Place & { endsOn: DateText | null; opensOn: DateText | null; isAsked: boolean }>`
    select o.path as unit_path, o.name as unit_name, o.valid_to, k.path as keeper_path, w.ends_on, w.opens_on,
      o.kind = f.level and o.tags @> f.tags as is_asked
    from forms f
    join org_units o on o.tenant_id = f.tenant_id and o.id = ${key.unitId}
    left join org_units k on k.tenant_id = f.tenant_id and k.id = f.keeper_unit_id
    left join form_windows w on w.tenant_id = f.tenant_id and w.form_id = f.id and w.period = ${key.period}
    where f.tenant_id = ${tenantId} and f.id = ${key.formId}`.execute(db);
  const place = rows[0];
  if (!place || !seesSubmission(actor, place) || !place.isAsked) return refuse('not-found');
  const { endsOn, opensOn, validTo, unitName } = place;
  if (endsOn === null || opensOn === null || today < opensOn) return refuse('window-not-open');
  if (validTo !== null && validTo <= endsOn) return refuse('unit-closed', { unit: unitName, on: validTo });
  return refuse('not-found');
}
