import { type RawBuilder, sql } from 'kysely';
import { shiftPeriod } from '../../../kernel/period';
import { refuse } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import type { Actor, Context } from '../../../platform/operation';
import type { CategoryOption } from '../../indicators/schema';
import { holdsAtRoot } from '../../org/rules';
import type { AcrossFigure, AcrossGroups, AcrossMoves, AcrossSum, AcrossUnits } from '../across-schema';
import { leadsFigure } from '../review-policy';
import { type Lens, type LensName, lenses } from '../schema';

/** `leadsFigure`, as a clause over `org_units l`, the lead of a figure (a left join). */
export const ledBy = (actor: Actor): RawBuilder<boolean> => {
  if (holdsAtRoot(actor, 'supervisor')) return sql`true`;
  const paths = actor.posts.filter(({ role }) => role === 'liaison').map(({ path }) => path);
  return sql`exists (select 1 from unnest(${paths}::text[]) as c(path) where l.path ^@ c.path)`;
};

/** The figures that the actor leads and that a form asks, each with its newest periods. */
export async function acrossFigures({ db, actor }: Context): Promise<AcrossFigure[]> {
  const { rows } = await sql<AcrossFigure>`
    select f.id as figure_id, f.code, f.name, f.unit, l.short_name as lead_unit_name,
      (select count(*)::int from cell_notes n where n.tenant_id = f.tenant_id and n.figure_id = f.id and n.kind = 'query'
        and n.resolved_at is null) as open_queries,
      coalesce((select jsonb_agg(jsonb_build_object('period', p.period, 'formId', p.form_id::text, 'formName', p.name,
          'expected', p.expected, 'submitted', p.submitted, 'accepted', p.accepted) order by p.ends_on desc)
        from (
          select w.period, w.form_id, m.name, w.ends_on, coalesce(t.expected, 0) as expected, coalesce(t.submitted, 0) as submitted,
            coalesce(t.accepted, 0) as accepted
          from form_figures x
          join forms m on m.tenant_id = x.tenant_id and m.id = x.form_id
          join form_windows w on w.tenant_id = m.tenant_id and w.form_id = m.id
          left join lateral (
            select sum(t.expected)::int as expected, sum(t.submitted)::int as submitted, sum(t.accepted)::int as accepted
            from tallies t where t.tenant_id = w.tenant_id and t.form_id = w.form_id and t.period = w.period) t on true
          where x.tenant_id = f.tenant_id and x.figure_id = f.id and x.mode = 'ask'
          order by w.ends_on desc limit 12) p), '[]') as periods
    from figures f
    left join org_units l on l.tenant_id = f.tenant_id and l.id = f.lead_unit_id
    where f.tenant_id = ${actor.tenantId} and f.lead_unit_id is not null and ${ledBy(actor)}
      and exists (select 1 from form_figures x where x.tenant_id = f.tenant_id and x.figure_id = f.id and x.mode = 'ask')
    order by 4 desc, f.code`.execute(db);
  return rows;
}

type Figure = AcrossGroups['figure'] & { leadPath: string | null; options: CategoryOption[] | null };

const figureLed = async ({ db, actor }: Context, figureId: Id): Promise<Figure> => {
  const { rows } = await sql<Figure>`
    select f.id, f.code, f.name, f.unit, f.decimals, f.aggregation, l.path as lead_path, d.options
    from figures f
    left join org_units l on l.tenant_id = f.tenant_id and l.id = f.lead_unit_id
    left join dimensions d on d.tenant_id = f.tenant_id and d.code = f.dimension
    where f.tenant_id = ${actor.tenantId} and f.id = ${figureId}`.execute(db);
  const [figure] = rows;
  return figure && leadsFigure(actor, figure.leadPath) ? figure : refuse('not-found');
};

type Where = { figureId: Id; period: string; lens: LensName };
type GroupRow = Omit<AcrossGroups['groups'][number], 'n' | 'missing'> & { reached: number };

/** A figure in a period by county, each sum beside that of the period before. */
export async function acrossGroups(context: Context, { figureId, period, lens }: Where): Promise<AcrossGroups> {
  const { db, actor } = context;
  const { leadPath: _, options, ...figure } = await figureLed(context, figureId);
  const { rows } = await sql<GroupRow>`
    select g.id as group_id, g.short_name as group_name, t.expected, t.reached, coalesce(q.open, 0) as open_queries,
      coalesce((select jsonb_agg(jsonb_build_object('category', r.category, 'n', r.n, 'total', trim_scale(r.total)::text,
          'low', trim_scale(r.low)::text, 'high', trim_scale(r.high)::text, 'previous', trim_scale(p.total)::text) order by r.category)
        from rollups r
        left join rollups p on p.tenant_id = r.tenant_id and p.lens = r.lens and p.period = ${shiftPeriod(period, -1)}
          and p.figure_id = r.figure_id and p.group_id = r.group_id and p.category = r.category and p.n > 0
        where r.tenant_id = ${actor.tenantId} and r.lens = ${lenses[lens]} and r.period = ${period} and r.figure_id = ${figureId}
          and r.group_id = g.id and r.n > 0), '[]') as cells
    from (
      select t.group_id, sum(t.expected)::int as expected, sum(t.${sql.ref(lens)})::int as reached
      from form_figures x
      join tallies t on t.tenant_id = x.tenant_id and t.form_id = x.form_id and t.period = ${period}
      where x.tenant_id = ${actor.tenantId} and x.figure_id = ${figureId} and x.mode = 'ask'
      group by t.group_id having sum(t.expected) > 0 or sum(t.submitted) > 0) t
    join org_units g on g.tenant_id = ${actor.tenantId} and g.id = t.group_id
    left join (
      select s.group_id, count(*)::int as open from cell_notes n
      join submissions s on s.tenant_id = n.tenant_id and s.form_id = n.form_id and s.period = n.period and s.org_unit_id = n.org_unit_id
      where n.tenant_id = ${actor.tenantId} and n.period = ${period} and n.figure_id = ${figureId} and n.kind = 'query'
        and n.resolved_at is null
      group by s.group_id) q on q.group_id = g.id
    order by g.sort, g.id`.execute(db);
  return {
    figure,
    period,
    lens,
    categories: options ?? [],
    groups: rows.map(({ reached, ...group }) => ({
      ...group,
      n: Math.max(0, ...group.cells.map(({ n }: AcrossSum) => n)),
      missing: Math.max(0, group.expected - reached),
    })),
  };
}

/** How far the sums of several figures moved in a period, county by county. Figures that the actor does not lead are not among them. */
export async function acrossMoves(
  { db, actor }: Context,
  { figureIds, period }: { figureIds: readonly Id[]; period: string },
): Promise<AcrossMoves> {
  const { rows } = await sql<AcrossMoves['groups'][number]>`
    select g.id as group_id, g.short_name as group_name,
      jsonb_agg(jsonb_build_object('figureId', a.figure_id::text, 'total', m.total, 'previous', m.previous)) as figures
    from (
      select distinct x.figure_id, t.group_id
      from form_figures x
      join tallies t on t.tenant_id = x.tenant_id and t.form_id = x.form_id and t.period = ${period}
      where x.tenant_id = ${actor.tenantId} and x.figure_id = any (${figureIds}::bigint[]) and x.mode = 'ask'
        and (t.expected > 0 or t.submitted > 0)) a
    join figures f on f.tenant_id = ${actor.tenantId} and f.id = a.figure_id
    left join org_units l on l.tenant_id = f.tenant_id and l.id = f.lead_unit_id
    join org_units g on g.tenant_id = f.tenant_id and g.id = a.group_id
    cross join lateral (
      select trim_scale(sum(r.total))::text as total, trim_scale(sum(p.total))::text as previous
      from rollups r
      left join rollups p on p.tenant_id = r.tenant_id and p.lens = r.lens and p.period = ${shiftPeriod(period, -1)}
        and p.figure_id = r.figure_id and p.group_id = r.group_id and p.category = r.category and p.n > 0
      where r.tenant_id = ${actor.tenantId} and r.lens = ${lenses.submitted} and r.period = ${period}
        and r.figure_id = a.figure_id and r.group_id = a.group_id and r.n > 0) m
    where f.lead_unit_id is not null and ${ledBy(actor)}
    group by g.id, g.short_name, g.sort
    order by g.sort, g.id`.execute(db);
  return { period, groups: rows };
}

type UnitRow = Omit<AcrossUnits['units'][number], 'counts'> & { acceptedAt: string | null; formId: Id };

/** The units of one county: what each handed in of a figure, and what is said about it. */
export async function acrossUnits(
  context: Context,
  { figureId, period, lens, groupId }: Where & { groupId: Id },
): Promise<AcrossUnits> {
  const { db, actor } = context;
  await figureLed(context, figureId);
  const wanted: Lens = lenses[lens];
  const { rows } = await sql<UnitRow>`
    select o.id as unit_id, o.short_name as unit_name, s.form_id, s.stage, s.exempt is not null as exempt, s.accepted_at,
      coalesce((select jsonb_agg(jsonb_build_object('category', v.category, 'value', trim_scale(v.value)::text,
          'previous', trim_scale(p.value)::text, 'query', q.query, 'explanation', e.body, 'confirmed', coalesce(k.confirmed, false))
          order by v.category)
        from figure_values v
        left join figure_values p on p.tenant_id = v.tenant_id and p.org_unit_id = v.org_unit_id
          and p.period = ${shiftPeriod(period, -1)} and p.figure_id = v.figure_id and p.category = v.category
        left join lateral (
          select jsonb_build_object('id', n.id::text, 'body', n.body, 'by', u.name, 'at', n.at, 'answered', exists (
            select 1 from cell_notes a where a.tenant_id = n.tenant_id and a.form_id = n.form_id and a.period = n.period
              and a.org_unit_id = n.org_unit_id and a.figure_id = n.figure_id and a.category = n.category and a.id > n.id
              and a.kind = 'explanation')) as query
          from cell_notes n join users u on u.tenant_id = n.tenant_id and u.id = n.user_id
          where n.tenant_id = s.tenant_id and n.form_id = s.form_id and n.period = s.period and n.org_unit_id = s.org_unit_id
            and n.figure_id = v.figure_id and n.category = v.category and n.kind = 'query' and n.resolved_at is null
          order by n.id desc limit 1) q on true
        left join lateral (
          select n.body from cell_notes n
          where n.tenant_id = s.tenant_id and n.form_id = s.form_id and n.period = s.period and n.org_unit_id = s.org_unit_id
            and n.figure_id = v.figure_id and n.category = v.category and n.kind = 'explanation'
          order by n.id desc limit 1) e on true
        left join lateral (
          select true as confirmed from cell_notes n
          where n.tenant_id = s.tenant_id and n.form_id = s.form_id and n.period = s.period and n.org_unit_id = s.org_unit_id
            and n.figure_id = v.figure_id and n.category = v.category and n.kind = 'confirm'
            and n.at >= coalesce(s.submitted_at, n.at) limit 1) k on true
        where v.tenant_id = s.tenant_id and v.org_unit_id = s.org_unit_id and v.period = s.period and v.figure_id = ${figureId}
          and v.form_id = s.form_id and s.stage > 0), '[]') as cells
    from form_figures x
    join submissions s on s.tenant_id = x.tenant_id and s.form_id = x.form_id and s.period = ${period} and s.group_id = ${groupId}
    join org_units o on o.tenant_id = s.tenant_id and o.id = s.org_unit_id
    where x.tenant_id = ${actor.tenantId} and x.figure_id = ${figureId} and x.mode = 'ask'
    order by o.sort, o.id`.execute(db);
  return {
    formId: rows[0]?.formId ?? null,
    units: rows.map(({ acceptedAt, formId: _, ...unit }) => ({
      ...unit,
      counts: unit.stage >= wanted || acceptedAt !== null,
    })),
  };
}
