import { type RawBuilder, sql } from 'kysely';
import type { Id, Timestamp } from '../../../platform/database/tables';

/**
 * A clause over `submissions s`: something of it changed after a moment. Whatever changes a value, a stage, a group or an excuse writes an
 * event, so what was counted then is what is stored, less what these count now, and with what they counted then: an earlier day costs
 * what happened after it, and not all that was reported until then.
 */
export const changedSince = (tenantId: Id, at: Timestamp): RawBuilder<boolean> =>
  sql<boolean>`(s.form_id, s.period, s.org_unit_id) in (
    select e.form_id, e.period, e.org_unit_id from submission_events e where e.tenant_id = ${tenantId} and e.at > ${at}::timestamptz)`;
