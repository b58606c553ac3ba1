import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Timestamp } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import type { MyForm, MyFormState, MyForms } from '../entry-schema';
import { barOf, dueDayOf, workdaysTo } from '../rules/timing';
import { formsBelow, MOST_DAYS_AGO } from './below';

type Row = Omit<MyForm, 'state' | 'daysLeft'> & {
  endsOn: DateText;
  closedAt: Timestamp | null;
  exempt: string | null;
  unitValidTo: DateText | null;
  returnedAt: Timestamp | null;
};

const MOST_ROWS = 500;
const inOrder: readonly MyFormState[] = ['returned', 'late', 'due', 'coming', 'locked', 'done', 'exempt'];

const stateOf = (row: Row, today: DateText): MyFormState => {
  if (row.exempt !== null) return 'exempt';
  if (row.stage > 0) return 'done';
  const bar = barOf(row, today);
  if (bar === 'window-not-open') return 'coming';
  if (bar !== null) return 'locked';
  if (row.returnedAt !== null) return 'returned';
  return today > dueDayOf(row) ? 'late' : 'due';
};

const shownOf = (row: Row, today: DateText): MyForm => {
  const { formId, period, unitId, code, name, unitName, stage, opensOn, dueOn, locksOn, extendedTo } = row;
  const { minutes, cells, draftCells, returnReason, submittedAt, reminder } = row;
  return {
    ...{ formId, period, unitId, code, name, unitName, stage, opensOn, dueOn, locksOn, extendedTo },
    ...{ minutes, cells, draftCells, returnReason, submittedAt, reminder },
    state: stateOf(row, today),
    daysLeft: workdaysTo(today, dueDayOf(row)),
  };
};

/** The units that somebody fills in forms for themselves; the schools below a county stand as sums (`formsBelow`). */
const ownUnits = ({ posts }: Actor) =>
  posts.filter(({ role }) => role === 'liaison' || role === 'county' || role === 'reporter');

/** 待填报: what is asked of the actor's own units, what waits first; and how far those below are. */
export async function myForms(db: Db, actor: Actor, today: DateText): Promise<MyForms> {
  const { tenantId } = actor;
  const posts = ownUnits(actor);
  const unitIds = [...new Set(posts.map(({ unitId }) => unitId))];
  const counties = posts.filter(({ role, unitKind, merged }) => role === 'county' && unitKind === 'county' && !merged);
  const { rows } = await sql<Row>`
    select s.form_id, s.period, s.org_unit_id as unit_id, f.code, f.name, o.name as unit_name, s.stage, s.exempt, s.extended_to,
      w.ends_on, w.opens_on, w.due_on, w.locks_on, w.closed_at, o.valid_to as unit_valid_to, f.minutes, s.return_reason,
      s.returned_at, s.submitted_at,
      case when s.stage = 0 then (
        select json_build_object('at', e.at, 'by', u.name, 'text', e.reason)
        from submission_events e left join users u on u.tenant_id = e.tenant_id and u.id = e.user_id
        where e.tenant_id = s.tenant_id and e.form_id = s.form_id and e.period = s.period and e.org_unit_id = s.org_unit_id
          and e.action = 'remind' order by e.id desc limit 1) end as reminder,
      (select count(*)::int from jsonb_object_keys(coalesce(s.draft->'cells', '{}'))) as draft_cells,
      (select coalesce(sum(greatest(1, coalesce(jsonb_array_length(d.options), 1))), 0)::int
       from form_figures ff
       join figures g on g.tenant_id = ff.tenant_id and g.id = ff.figure_id
       left join dimensions d on d.tenant_id = g.tenant_id and d.code = g.dimension
       where ff.tenant_id = s.tenant_id and ff.form_id = s.form_id and ff.mode = 'ask') as cells
    from submissions s
    join form_windows w on w.tenant_id = s.tenant_id and w.form_id = s.form_id and w.period = s.period
    join forms f on f.tenant_id = s.tenant_id and f.id = s.form_id
    join org_units o on o.tenant_id = s.tenant_id and o.id = s.org_unit_id
    where s.tenant_id = ${tenantId} and s.org_unit_id = any(${unitIds}::bigint[])
      and greatest(w.locks_on, s.extended_to) >= ${today}::date - ${MOST_DAYS_AGO}::int
    order by w.due_on, f.sort, f.id, o.id
    limit ${MOST_ROWS}`.execute(db);
  const forms = rows.map(row => shownOf(row, today));
  const below = await formsBelow(
    db,
    tenantId,
    counties.map(({ unitId }) => unitId),
    today,
  );
  return { forms: forms.toSorted((a, b) => inOrder.indexOf(a.state) - inOrder.indexOf(b.state)), below };
}
