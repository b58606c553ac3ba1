import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import type { Hand, LockedSubmission } from './change-submissions';

/** Those among some units that were asked for their form already on a day of the body's calendar. */
export async function remindedOn(
  db: Db,
  tenantId: Id,
  { formId, period }: { formId: Id; period: string },
  unitIds: readonly Id[],
  day: DateText,
): Promise<Set<Id>> {
  const { rows } = await sql<{ unitId: Id }>`
    select distinct e.org_unit_id as unit_id from submission_events e
    where e.tenant_id = ${tenantId} and e.form_id = ${formId} and e.period = ${period}
      and e.org_unit_id = any(${[...unitIds]}::bigint[]) and e.action = 'remind'
      and (e.at at time zone 'Asia/Shanghai')::date = ${day}::date`.execute(db);
  return new Set(rows.map(({ unitId }) => unitId));
}

/** Asks the units of locked submissions for their form; nothing of these changes. */
export async function writeReminders(
  { db, tenantId, by, now }: Hand,
  locked: readonly LockedSubmission[],
  text: string,
): Promise<void> {
  if (locked.length === 0) return;
  await db
    .insertInto('submissionEvents')
    .values(
      locked.map(({ formId, period, unitId, stage, version }) => ({
        ...{ tenantId, formId, period, orgUnitId: unitId, at: now, userId: by, action: 'remind' as const },
        ...{ fromStage: stage, toStage: stage, version, reason: text },
      })),
    )
    .execute();
}
