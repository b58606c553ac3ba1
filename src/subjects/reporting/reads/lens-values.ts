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
 * what was written down alone, so that it answers the same whenever it is asked. `figureIds`: only their cells.
 */
export const lensValuesAt = (
  tenantId: Id,
  lens: Lens,
  at: Timestamp,
  chosen: RawBuilder<unknown>,
  figureIds?: readonly Id[],
): RawBuilder<LensValue> => sql`
  select s.form_id, s.period, s.org_unit_id, ${groupAt(at)} as group_id, x.figure_id, x.category, x.value
  from submissions s
  cross join lateral (
    select (array_agg(e.to_stage order by e.id desc))[1] as stage, max(e.at) filter (where e.to_stage = 3) as accepted_at
    from submission_events e
    where e.tenant_id = s.tenant_id and e.form_id = s.form_id and e.period = s.period and e.org_unit_id = s.org_unit_id
      and e.at <= ${at}::timestamptz) e
  cross join lateral (select case when e.stage >= ${lens} then ${at}::timestamptz else e.accepted_at end as moment) m
  cross join lateral (${cellsAt(sql`m.moment`, figureIds && sql`c.figure_id = any(${[...figureIds]}::bigint[])`)}) x
  where s.tenant_id = ${tenantId} and m.moment is not null and ${chosen}`;

/** The group of `submissions s` at a moment: where it was summed before the first move after it. */
export const groupAt = (at: Timestamp): RawBuilder<Id> => sql<Id>`coalesce((
  select e.from_group_id from submission_events e
  where e.tenant_id = s.tenant_id and e.form_id = s.form_id and e.period = s.period and e.org_unit_id = s.org_unit_id
    and e.action = 'move' and e.at > ${at}::timestamptz
  order by e.id limit 1), s.group_id)`;

// A cell at a moment: what it held until the next change after it; without such a change, what it holds. Few cells have a history, so the
// two are joined and never sorted together. `of`: a clause over the cells c.
const cellsAt = (moment: RawBuilder<unknown>, of: RawBuilder<unknown> = sql`true`): RawBuilder<unknown> => sql`
  select coalesce(h.figure_id, v.figure_id) as figure_id, coalesce(h.category, v.category) as category,
    case when h.figure_id is null then v.value else h.value end as value
  from (
    select c.figure_id, c.category, c.value from figure_values c
    where c.tenant_id = s.tenant_id and c.org_unit_id = s.org_unit_id and c.period = s.period and c.form_id = s.form_id and ${of}) v
  full join (
    select distinct on (c.figure_id, c.category) c.figure_id, c.category, c.value from figure_value_history c
    where c.tenant_id = s.tenant_id and c.org_unit_id = s.org_unit_id and c.period = s.period and c.form_id = s.form_id
      and c.until > ${moment} and ${of}
    order by c.figure_id, c.category, c.until) h on h.figure_id = v.figure_id and h.category = v.category
  where case when h.figure_id is null then v.value else h.value end is not null`;
