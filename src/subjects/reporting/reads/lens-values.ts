import { type RawBuilder, sql } from 'kysely';
import { plannedEachTime } from '../../../platform/database/preparing-client';
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

/** A submission that counts, with the moment as of which its cells do; `infinity`: as they stand. */
type Standing = { formId: Id; period: string; orgUnitId: Id; groupId: Id; moment: Timestamp | null };

const standingNow = (lens: Lens): RawBuilder<Standing> => sql`
  select s.form_id, s.period, s.org_unit_id, s.group_id, case when s.stage >= ${lens} then 'infinity' else s.accepted_at end as moment
  from chosen s`;

// Stage and acceptance are read from the events.
const standingAt = (lens: Lens, at: Timestamp): RawBuilder<Standing> => sql`
  select s.form_id, s.period, s.org_unit_id, ${groupAt(at)} as group_id,
    case when e.stage >= ${lens} then ${at}::timestamptz else e.accepted_at end as moment
  from chosen s
  cross join lateral (
    select (array_agg(e.to_stage order by e.id desc))[1] as stage, max(e.at) filter (where e.to_stage = 3) as accepted_at
    from submission_events e
    where e.tenant_id = s.tenant_id and e.form_id = s.form_id and e.period = s.period and e.org_unit_id = s.org_unit_id
      and e.at <= ${at}::timestamptz) e`;

/**
 * The same as it was at an earlier moment: stage and acceptance are read from the events, each cell from its history. A function of
 * what was written down alone, so that it answers the same whenever it is asked. `figureIds`: only their cells. `at` null: as it stands,
 * by the same way through the tables, which costs by the submissions that are chosen however many there are besides.
 */
export const lensValuesAt = (
  tenantId: Id,
  lens: Lens,
  at: Timestamp | null,
  chosen: RawBuilder<unknown>,
  figureIds?: readonly Id[],
): RawBuilder<LensValue> => {
  const of = figureIds ? sql`c.figure_id = any(${[...figureIds]}::bigint[])` : sql`true`;
  // The cells of a unit lie together, whatever forms they came by: read once, and then told apart. What has not changed since its moment is
  // as it stands, of what has the first change after it tells.
  return sql`${plannedEachTime}
    with chosen as materialized (
      select s.tenant_id, s.form_id, s.period, s.org_unit_id, s.group_id, s.stage, s.accepted_at
      from submissions s where s.tenant_id = ${tenantId} and ${chosen}),
    st as materialized (${at === null ? standingNow(lens) : standingAt(lens, at)})
    select c.form_id, c.period, c.org_unit_id, u.groups[c.nth] as group_id, c.figure_id, c.category, c.value
    from (
      select st.org_unit_id, st.period, array_agg(st.form_id) as forms, array_agg(st.group_id) as groups, array_agg(st.moment) as moments
      from st where st.moment is not null group by st.org_unit_id, st.period) u
    cross join lateral (
      select c.*, array_position(u.forms, c.form_id) as nth from figure_values c
      where c.tenant_id = ${tenantId} and c.org_unit_id = u.org_unit_id and c.period = u.period and ${of} offset 0) c
    where c.nth is not null and not exists (
      select from figure_value_history h
      where h.tenant_id = ${tenantId} and h.org_unit_id = c.org_unit_id and h.period = c.period and h.figure_id = c.figure_id
        and h.category = c.category and h.form_id = c.form_id and h.until > u.moments[c.nth])
    union all
    select x.* from (
      select distinct on (st.form_id, st.period, st.org_unit_id, c.figure_id, c.category)
        st.form_id, st.period, st.org_unit_id, st.group_id, c.figure_id, c.category, c.value
      from st join figure_value_history c on c.tenant_id = ${tenantId} and c.org_unit_id = st.org_unit_id and c.period = st.period
        and c.form_id = st.form_id and ${of} and c.until > st.moment
      order by st.form_id, st.period, st.org_unit_id, c.figure_id, c.category, c.until) x
    where x.value is not null`;
};

/** The group of `submissions s` at a moment: where it was summed before the first move after it. */
export const groupAt = (at: Timestamp): RawBuilder<Id> => sql<Id>`coalesce((
  select e.from_group_id from submission_events e
  where e.tenant_id = s.tenant_id and e.form_id = s.form_id and e.period = s.period and e.org_unit_id = s.org_unit_id
    and e.action = 'move' and e.at > ${at}::timestamptz
  order by e.id limit 1), s.group_id)`;

// A cell at a moment: what it held until the next change after it; without such a change, what it holds. Few cells have a history, so the
// two are joined and never sorted together.
const cellsAt = (moment: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select coalesce(h.figure_id, v.figure_id) as figure_id, coalesce(h.category, v.category) as category,
    case when h.figure_id is null then v.value else h.value end as value
  from (
    select c.figure_id, c.category, c.value from figure_values c
    where c.tenant_id = s.tenant_id and c.org_unit_id = s.org_unit_id and c.period = s.period and c.form_id = s.form_id) v
  full join (
    select distinct on (c.figure_id, c.category) c.figure_id, c.category, c.value from figure_value_history c
    where c.tenant_id = s.tenant_id and c.org_unit_id = s.org_unit_id and c.period = s.period and c.form_id = s.form_id
      and c.until > ${moment}
    order by c.figure_id, c.category, c.until) h on h.figure_id = v.figure_id and h.category = v.category
  where case when h.figure_id is null then v.value else h.value end is not null`;
