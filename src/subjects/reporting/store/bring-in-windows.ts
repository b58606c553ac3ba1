import { sql } from 'kysely';
import { periodOf } from '../../../kernel/period';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { windowDaysOf } from '../rules/timing';
import type { SubmissionKey } from '../schema';
import { expectSubmissions, putWindow } from './windows';

export const submissionName = ({ formId, period, unitId }: SubmissionKey): string => `${formId} ${period} ${unitId}`;
export const windowName = ({ formId, period }: Pick<SubmissionKey, 'formId' | 'period'>): string =>
  `${formId} ${period}`;

export type BringInWindow = {
  formId: Id;
  period: string;
  opensOn: DateText;
  locksOn: DateText;
  closedAt: string | null;
};

/** The windows that these belong to, by name; one that was never opened is not among them. */
export const windowsOf = async (
  db: Db,
  tenantId: Id,
  keys: readonly SubmissionKey[],
): Promise<Map<string, BringInWindow>> => {
  const { rows } = await sql<BringInWindow>`
    select w.form_id, w.period, w.opens_on, w.locks_on, w.closed_at from form_windows w
    where w.tenant_id = ${tenantId} and w.form_id = any(${[...new Set(keys.map(({ formId }) => formId))]}::bigint[])
      and w.period = any(${[...new Set(keys.map(({ period }) => period))]}::text[])`.execute(db);
  return new Map(rows.map(row => [windowName(row), row]));
};

/** Opens windows of past periods by the form's timing. */
export const openPast = async ({ db, actor, now }: Context, wanted: readonly SubmissionKey[]): Promise<void> => {
  const { tenantId } = actor;
  for (const { formId, period } of wanted) {
    const { timing } = await db
      .selectFrom('forms')
      .select('timing')
      .where('tenantId', '=', tenantId)
      .where('id', '=', formId)
      .executeTakeFirstOrThrow();
    const { start, end } = periodOf(period)!;
    const days = { startsOn: start, endsOn: end, ...windowDaysOf(timing, { end }) };
    await putWindow(db, tenantId, formId, period, days, now);
    await expectSubmissions(db, tenantId, formId, period);
  }
};

/** A later day of its own, or none at all: whoever sent it back waits for the correction. */
export type OwnDays = { until: DateText; isReturned: boolean };

export const isOpenOn = (
  today: DateText,
  { opensOn, locksOn, closedAt }: BringInWindow,
  own: OwnDays | undefined,
): boolean => own?.isReturned || (closedAt === null && opensOn <= today && today <= (own?.until ?? locksOn));

/** The submissions that have days of their own, by name. */
export const ownDaysOf = async (
  db: Db,
  tenantId: Id,
  keys: readonly SubmissionKey[],
): Promise<Map<string, OwnDays>> => {
  const { rows } = await sql<SubmissionKey & OwnDays>`
    select s.form_id, s.period, s.org_unit_id as unit_id, greatest(s.extended_to, w.locks_on) as until,
      s.returned_at is not null as is_returned
    from submissions s join form_windows w on w.tenant_id = s.tenant_id and w.form_id = s.form_id and w.period = s.period
    where s.tenant_id = ${tenantId} and (s.extended_to is not null or s.returned_at is not null)
      and s.org_unit_id = any(${[...new Set(keys.map(({ unitId }) => unitId))]}::bigint[])`.execute(db);
  return new Map(rows.map(row => [submissionName(row), row]));
};
