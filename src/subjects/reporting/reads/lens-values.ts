import { type RawBuilder, sql } from 'kysely';
import type { Id, Timestamp } from '../../../platform/database/tables';
import type { Lens } from '../schema';

/** Rows of `lensValues`: one cell that counts, with the group it counts under. */
export type LensValue = {
  formId: Id;
  period: string;
  orgUnitId: Id;
  groupId: Id;
  figureId: Id;
  category: string;
  value: string;
};

/**
 * The cells that count under a lens, as a query: what was handed in, where its submission has come so far; else what was last
 * accepted, which stands while a correction is under way. `chosen` is a clause over `submissions s`.
 */
export const lensValues = (tenantId: Id, lens: Lens, chosen: RawBuilder<unknown>): RawBuilder<LensValue> => sql`
  select s.form_id, s.period, s.org_unit_id, s.group_id, v.figure_id, v.category, v.value
  from submissions s
  join figure_values v on v.tenant_id = s.tenant_id and v.org_unit_id = s.org_unit_id and v.period = s.period
    and v.form_id = s.form_id
  where s.tenant_id = ${tenantId} and s.stage >= ${lens} and ${chosen}
  union all
  ${standingValues(tenantId, lens, chosen)}`;

/** The part of them that was accepted before and stands, while its submission is not as far as the lens asks. */
export const standingValues = (tenantId: Id, lens: Lens, chosen: RawBuilder<unknown>): RawBuilder<LensValue> => sql`
  select s.form_id, s.period, s.org_unit_id, s.group_id, x.figure_id, x.category, x.value
  from submissions s, lateral (${cellsAt(sql`s.accepted_at`)}) x
  where s.tenant_id = ${tenantId} and s.stage < ${lens} and s.accepted_at is not null and ${chosen}`;

/**
 * The same as it was at an earlier moment: stage and acceptance are read from the events, each cell from its history. A function of
 * what was written down alone, so that it answers the same whenever it is asked.
 */
export const lensValuesAt = (
  tenantId: Id,
  lens: Lens,
  at: Timestamp,
  chosen: RawBuilder<unknown>,
): RawBuilder<LensValue> => sql`
  select s.form_id, s.period, s.org_unit_id, ${groupAt(at)} as group_id, x.figure_id, x.category, x.value
  from submissions s
  cross join lateral (
    select (select e.to_stage from submission_events e
            where e.tenant_id = s.tenant_id and e.form_id = s.form_id and e.period = s.period
              and e.org_unit_id = s.org_unit_id and e.at <= ${at}::timestamptz order by e.id desc limit 1) as stage,
           (select max(e.at) from submission_events e
            where e.tenant_id = s.tenant_id and e.form_id = s.form_id and e.period = s.period
              and e.org_unit_id = s.org_unit_id and e.at <= ${at}::timestamptz and e.to_stage = 3) as accepted_at) e
  cross join lateral (select case when e.stage >= ${lens} then ${at}::timestamptz else e.accepted_at end as moment) m
  cross join lateral (${cellsAt(sql`m.moment`)}) x
  where s.tenant_id = ${tenantId} and m.moment is not null and ${chosen}`;

/** The group of `submissions s` at a moment: where it was summed before the first move after it. */
export const groupAt = (at: Timestamp): RawBuilder<Id> => sql<Id>`coalesce((
  select e.from_group_id from submission_events e
  where e.tenant_id = s.tenant_id and e.form_id = s.form_id and e.period = s.period and e.org_unit_id = s.org_unit_id
    and e.action = 'move' and e.at > ${at}::timestamptz
  order by e.id limit 1), s.group_id)`;

// A cell at a moment: what it held until the next change after it; without such a change, what it holds.
const cellsAt = (moment: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select c.figure_id, c.category, c.value from (
    select distinct on (c.figure_id, c.category) c.figure_id, c.category, c.value from (
      select h.figure_id, h.category, h.until, h.value from figure_value_history h
      where h.tenant_id = s.tenant_id and h.org_unit_id = s.org_unit_id and h.period = s.period and h.form_id = s.form_id
        and h.until > ${moment}
      union all
      select v.figure_id, v.category, 'infinity'::timestamptz, v.value from figure_values v
      where v.tenant_id = s.tenant_id and v.org_unit_id = s.org_unit_id and v.period = s.period and v.form_id = s.form_id) c
    order by c.figure_id, c.category, c.until) c
  where c.value is not null`;
