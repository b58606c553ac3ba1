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
): RawBuilder<LensValue> => {
  const of = figureIds ? sql`c.figure_id = any(${[...figureIds]}::bigint[])` : sql`true`;
  const cell = sql`st.form_id, st.period, st.org_unit_id, st.group_id, c.figure_id, c.category, c.value`;
  const its = sql`c.tenant_id = ${tenantId} and c.org_unit_id = st.org_unit_id and c.period = st.period and c.form_id = st.form_id`;
  // All submissions at once: what has not changed since its moment is as it stands, of what has the first change after it tells.
  return sql`
    with st as materialized (
      select s.form_id, s.period, s.org_unit_id, ${groupAt(at)} as group_id,
        case when e.stage >= ${lens} then ${at}::timestamptz else e.accepted_at end as moment
      from submissions s
      cross join lateral (
        select (array_agg(e.to_stage order by e.id desc))[1] as stage, max(e.at) filter (where e.to_stage = 3) as accepted_at
        from submission_events e
        where e.tenant_id = s.tenant_id and e.form_id = s.form_id and e.period = s.period and e.org_unit_id = s.org_unit_id
          and e.at <= ${at}::timestamptz) e
      where s.tenant_id = ${tenantId} and ${chosen})
    select ${cell} from st join figure_values c on ${its} and ${of}
    where st.moment is not null and not exists (
      select from figure_value_history h
      where h.tenant_id = ${tenantId} and h.org_unit_id = c.org_unit_id and h.period = c.period and h.figure_id = c.figure_id
        and h.category = c.category and h.form_id = c.form_id and h.until > st.moment)
    union all
    select x.* from (
      select distinct on (st.form_id, st.period, st.org_unit_id, c.figure_id, c.category) ${cell}
      from st join figure_value_history c on ${its} and ${of} and c.until > st.moment
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
