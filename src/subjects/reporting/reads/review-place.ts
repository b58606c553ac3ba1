import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import { say } from '../../../locales/say';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id, Timestamp } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';

/** Refuses `wrong-state` with its sentence from `locales/…/review-refusal.json`; `detail` for a program. */
export const refuseReview = (actor: Actor, code: string, values: Record<string, unknown> = {}): never =>
  refuse('wrong-state', { ...values, reason: say(actor.language, `review-refusal:${code}`, values), code });

// More names than this are no sentence.
const MOST_NAMES = 5;

/** A few names, and how many there are. */
export const namesOf = (actor: Actor, names: readonly string[]): string => {
  const said = names.slice(0, MOST_NAMES).join(say(actor.language, 'review-refusal:between'));
  return names.length <= MOST_NAMES
    ? said
    : say(actor.language, 'review-refusal:more', { units: said, count: names.length });
};

/** A form and its window in a period, with the place of the form's keeper in the tree. */
export type WindowPlace = {
  formId: Id;
  code: string;
  name: string;
  keeperPath: string | null;
  period: string;
  endsOn: DateText;
  dueOn: DateText;
  locksOn: DateText;
  closedAt: Timestamp | null;
};

/**
 * Refuses `not-found` where the form was never opened for the period. Held `for share` by whoever reviews, `for update` by whoever
 * closes it: a snapshot waits for acceptances that are under way.
 */
export async function windowPlace(
  db: Db,
  tenantId: Id,
  formId: Id,
  period: string,
  hold?: 'share' | 'update',
): Promise<WindowPlace> {
  const held = hold === 'share' ? sql`for share of w` : hold === 'update' ? sql`for update of w` : sql``;
  const { rows } = await sql<WindowPlace>`
    select f.id as form_id, f.code, f.name, k.path as keeper_path, w.period, w.ends_on, w.due_on, w.locks_on, w.closed_at
    from form_windows w
    join forms f on f.tenant_id = w.tenant_id and f.id = w.form_id
    left join org_units k on k.tenant_id = f.tenant_id and k.id = f.keeper_unit_id
    where w.tenant_id = ${tenantId} and w.form_id = ${formId} and w.period = ${period} ${held}`.execute(db);
  return rows[0] ?? refuse('not-found');
}

export type UnitPlace = { id: Id; name: string; path: string };

/** Units by id, closed ones too. */
export async function unitPlaces(db: Db, tenantId: Id, unitIds: readonly Id[]): Promise<Map<Id, UnitPlace>> {
  const { rows } = await sql<UnitPlace>`
    select o.id, o.short_name as name, o.path from org_units o
    where o.tenant_id = ${tenantId} and o.id = any(${[...unitIds]}::bigint[])`.execute(db);
  return new Map(rows.map(unit => [unit.id, unit]));
}
