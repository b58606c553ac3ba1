import { sql } from 'kysely';
import type { Frequency } from '../../../kernel/period';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id, Timestamp } from '../../../platform/database/tables';
import { periodsOpenOn, type TimedPeriod } from '../rules/timing';
import type { FormTiming, SubmissionAction, SubmissionKey } from '../schema';
import { changeSubmissions, type LockedSubmission } from './change-submissions';
import { expectSubmissions, putWindow } from './windows';

/** Opens the window of a period for all units that the form is asked of; returns how many. */
export async function openPeriod(
  db: Db,
  tenantId: Id,
  formId: Id,
  { code, start, end, opensOn, dueOn, locksOn }: TimedPeriod,
  now: Timestamp,
): Promise<number> {
  await putWindow(db, tenantId, formId, code, { startsOn: start, endsOn: end, opensOn, dueOn, locksOn }, now);
  return (await expectSubmissions(db, tenantId, formId, code)).length;
}

type OpenForm = {
  id: Id;
  frequency: Frequency;
  timing: FormTiming;
  validFrom: DateText;
  validTo: DateText | null;
  /** Windows that are there already and not over. */
  open: string[];
};

/** What a day brought: windows that opened, and units that a window was not yet asked of. */
export type Opened = { formId: Id; period: string; isNew: boolean; expected: number };

/** Opens the windows whose day has come, and asks units that came later in those that are open. Safe to repeat. */
export async function openDueWindows(db: Db, tenantId: Id, today: DateText, now: Timestamp): Promise<Opened[]> {
  const { rows: forms } = await sql<OpenForm>`
    select f.id, f.frequency, f.timing, f.valid_from, f.valid_to,
      coalesce((select array_agg(w.period order by w.period) from form_windows w
        where w.tenant_id = f.tenant_id and w.form_id = f.id and w.closed_at is null and w.locks_on >= ${today}::date), '{}') as open
    from forms f
    where f.tenant_id = ${tenantId} and (f.valid_to is null or f.valid_to > ${today}::date - 366)
    order by f.id`.execute(db);
  const opened: Opened[] = [];
  for (const form of forms) {
    const known = await windowsOf(db, tenantId, form.id);
    for (const period of periodsOpenOn(form, today)) {
      if (known.has(period.code)) continue;
      const expected = await openPeriod(db, tenantId, form.id, period, now);
      opened.push({ formId: form.id, period: period.code, isNew: true, expected });
    }
    for (const period of form.open) {
      const late = (await expectSubmissions(db, tenantId, form.id, period)).length;
      if (late > 0) opened.push({ formId: form.id, period, isNew: false, expected: late });
    }
  }
  return opened;
}

const windowsOf = async (db: Db, tenantId: Id, formId: Id): Promise<Set<string>> => {
  const rows = await db
    .selectFrom('formWindows')
    .select('period')
    .where('tenantId', '=', tenantId)
    .where('formId', '=', formId)
    .execute();
  return new Set(rows.map(({ period }) => period));
};

/** Changes the days of a window; who was in time is counted anew. */
export async function moveWindow(
  db: Db,
  tenantId: Id,
  { formId, period }: { formId: Id; period: string },
  { opensOn, dueOn, locksOn }: { opensOn: DateText; dueOn: DateText; locksOn: DateText },
): Promise<void> {
  const { rows: keys } = await sql<SubmissionKey>`
    select s.form_id, s.period, s.org_unit_id as unit_id from submissions s
    where s.tenant_id = ${tenantId} and s.form_id = ${formId} and s.period = ${period}
    order by s.org_unit_id for update`.execute(db);
  const move = async () => {
    await sql`
      update form_windows w set opens_on = ${opensOn}::date, due_on = ${dueOn}::date, locks_on = ${locksOn}::date,
        version = w.version + 1
      where w.tenant_id = ${tenantId} and w.form_id = ${formId} and w.period = ${period}`.execute(db);
  };
  if (keys.length === 0) await move();
  else await changeSubmissions({ db, tenantId }, keys, [], move);
}

/** Excuses a unit, or gives it a later day, with the event that says so. */
export async function makeException(
  db: Db,
  tenantId: Id,
  locked: LockedSubmission,
  change: { exempt: string | null } | { extendedTo: DateText | null },
  event: { action: SubmissionAction; reason: string; by: Id; at: Timestamp },
): Promise<void> {
  const { formId, period, unitId, stage, version } = locked;
  await changeSubmissions({ db, tenantId }, [locked], [], async () => {
    await db
      .updateTable('submissions')
      .set({ ...change, version: version + 1 })
      .where('tenantId', '=', tenantId)
      .where('formId', '=', formId)
      .where('period', '=', period)
      .where('orgUnitId', '=', unitId)
      .execute();
    await db
      .insertInto('submissionEvents')
      .values({
        ...{ tenantId, formId, period, orgUnitId: unitId, at: event.at, userId: event.by, action: event.action },
        ...{ fromStage: stage, toStage: stage, version: version + 1, reason: event.reason },
      })
      .execute();
  });
}
