import { type RawBuilder, sql } from 'kysely';
import { plannedEachTime } from '../../../platform/database/preparing-client';
import type { Id, Timestamp } from '../../../platform/database/tables';
import { type Lens, type Stage, stages } from '../schema';
import { groupAt } from './lens-values';

/** How a submission stood: `isAccepted` also while what was accepted is being corrected. */
export type StandingSubmission = {
  formId: Id;
  period: string;
  orgUnitId: Id;
  groupId: Id;
  stage: Stage;
  isAccepted: boolean;
  isExempt: boolean;
};

/**
 * Submissions as they stand, or as they stood at an earlier moment: stage, acceptance, excuse and group are read from the events, of windows
 * that were open by then. `chosen` is a clause over `submissions s`.
 */
export const submissionsAt = (
  tenantId: Id,
  at: Timestamp | null,
  chosen: RawBuilder<unknown>,
): RawBuilder<StandingSubmission> =>
  at === null
    ? sql`
      select s.form_id, s.period, s.org_unit_id, s.group_id, s.stage, s.accepted_at is not null as is_accepted, s.exempt is not null as is_exempt
      from submissions s where s.tenant_id = ${tenantId} and ${chosen}`
    : sql`${plannedEachTime}
      select s.form_id, s.period, s.org_unit_id, ${groupAt(at)} as group_id, coalesce(e.stage, 0) as stage,
        coalesce(e.is_accepted, false) as is_accepted, coalesce(e.is_exempt, false) as is_exempt
      from submissions s
      join form_windows w on w.tenant_id = s.tenant_id and w.form_id = s.form_id and w.period = s.period
        and w.opened_at <= ${at}::timestamptz
      cross join lateral (
        select (array_agg(e.to_stage order by e.id desc))[1] as stage, bool_or(e.to_stage = ${stages.accepted}) as is_accepted,
          (array_agg(e.reason <> '' order by e.id desc) filter (where e.action = 'exempt'))[1] as is_exempt
        from submission_events e
        where e.tenant_id = s.tenant_id and e.form_id = s.form_id and e.period = s.period and e.org_unit_id = s.org_unit_id
          and e.at <= ${at}::timestamptz) e
      where s.tenant_id = ${tenantId} and ${chosen}`;

/** A clause over rows of it, x: has come as far as a lens asks, as the stored tallies count it. */
export const isReported = (lens: Lens): RawBuilder<boolean> =>
  lens === stages.accepted ? sql<boolean>`x.is_accepted` : sql<boolean>`(x.stage >= ${lens} or x.is_accepted)`;
