import { sql } from 'kysely';
import type { Frequency } from '../../../kernel/period';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import type { WindowRow, WindowsPage } from '../form-schema';
import { keepsForm } from '../policy';
import { nextToOpen, windowState, yearsUnannounced } from '../rules/timing';
import type { FormTiming } from '../schema';
import { noTally, talliesOf } from './forms';
import { submissionVisible } from './note-files';

/** A form with its timing and keeper; refuses `not-found`. */
export async function timedForm(db: Db, tenantId: Id, formId: Id) {
  const { rows } = await sql<{
    name: string;
    frequency: Frequency;
    timing: FormTiming;
    validFrom: DateText;
    validTo: DateText | null;
    keeperPath: string | null;
  }>`
    select f.name, f.frequency, f.timing, f.valid_from, f.valid_to, k.path as keeper_path
    from forms f
    left join org_units k on k.tenant_id = f.tenant_id and k.id = f.keeper_unit_id
    where f.tenant_id = ${tenantId} and f.id = ${formId}`.execute(db);
  return rows[0] ?? refuse('not-found');
}

const MOST_WINDOWS = 60;
const MOST_EXCEPTIONS = 1000;

type Exception = WindowRow['exceptions'][number] & { period: string };

const exceptionsOf = async (db: Db, actor: Actor, formId: Id, periods: readonly string[]): Promise<Exception[]> => {
  const { rows } = await sql<Exception>`
    select s.period, s.org_unit_id as unit_id, o.name as unit_name, s.exempt, s.extended_to, s.version
    from submissions s
    join org_units o on o.tenant_id = s.tenant_id and o.id = s.org_unit_id
    join forms f on f.tenant_id = s.tenant_id and f.id = s.form_id
    left join org_units k on k.tenant_id = f.tenant_id and k.id = f.keeper_unit_id
    where s.tenant_id = ${actor.tenantId} and s.form_id = ${formId} and s.period = any(${[...periods]}::text[])
      and (s.exempt is not null or s.extended_to is not null) and ${submissionVisible(actor)}
    order by s.period desc, o.path
    limit ${MOST_EXCEPTIONS}`.execute(db);
  return rows;
};

/** The windows of a form, newest first, with how far the units are that this person sees. */
export async function windowsPage(db: Db, actor: Actor, formId: Id, today: DateText): Promise<WindowsPage> {
  const { tenantId } = actor;
  const form = await timedForm(db, tenantId, formId);
  const windows = await db
    .selectFrom('formWindows')
    .select(['period', 'startsOn', 'endsOn', 'opensOn', 'dueOn', 'locksOn', 'closedAt', 'version'])
    .where('tenantId', '=', tenantId)
    .where('formId', '=', formId)
    .orderBy('endsOn', 'desc')
    .limit(MOST_WINDOWS)
    .execute();
  const periods = windows.map(({ period }) => period);
  const keeps = keepsForm(actor, form.keeperPath);
  const tallies = await talliesOf(db, actor, formId, keeps, periods);
  const exceptions = await exceptionsOf(db, actor, formId, periods);
  const next = nextToOpen(form, today);
  return {
    formId,
    mayKeep: keeps,
    windows: windows.map(window => ({
      ...window,
      state: windowState(window, today),
      tally: tallies.get(window.period) ?? noTally,
      exceptions: exceptions.filter(({ period }) => period === window.period).map(({ period: _, ...one }) => one),
    })),
    unannounced: yearsUnannounced([...windows, ...(next ? [next] : [])]),
    next: next && { period: next.code, opensOn: next.opensOn, dueOn: next.dueOn, locksOn: next.locksOn },
  };
}
