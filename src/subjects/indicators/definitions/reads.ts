import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import { knownUnits } from '../reads/shipped-packs';
import type { FormulaContext, FormulaFigures } from '../rules/formula';
import type { FigureAggregation } from '../schema';
import type { DefinitionPage, DimensionRow, FigureRow, HangingTarget, IndicatorRow } from './schema';

/** What formulas may name here, with the units that are known. */
export async function formulaContext(db: Db, tenantId: Id, language: string): Promise<FormulaContext> {
  const { rows } = await sql<{
    code: string;
    unit: string;
    aggregation: FigureAggregation;
    categories: string[];
  }>`
    select f.code, f.unit, f.aggregation,
      coalesce((select jsonb_agg(o.value ->> 'code' order by o.ordinality)
                from jsonb_array_elements(d.options) with ordinality o), '[]') as categories
    from figures f left join dimensions d on d.tenant_id = f.tenant_id and d.code = f.dimension
    where f.tenant_id = ${tenantId}`.execute(db);
  const figures: FormulaFigures = new Map(rows.map(({ code, ...figure }) => [code, figure]));
  return { figures, units: knownUnits(), language };
}

/** Of the figures: those that a form asks or shows, or for which something was handed in. */
export async function figuresInUse(db: Db, tenantId: Id, ids: readonly Id[]): Promise<Set<Id>> {
  const { rows } = await sql<{ figureId: Id }>`
    select figure_id from form_figures where tenant_id = ${tenantId} and figure_id = any(${[...ids]}::bigint[])
    union
    select figure_id from rollups where tenant_id = ${tenantId} and figure_id = any(${[...ids]}::bigint[])`.execute(db);
  return new Set(rows.map(({ figureId }) => figureId));
}

/** The options of a dimension for which something was handed in, or is being typed. */
export async function optionsWithData(db: Db, tenantId: Id, dimension: string): Promise<Set<string>> {
  const { rows } = await sql<{ category: string }>`
    with split as (select f.id, f.code from figures f where f.tenant_id = ${tenantId} and f.dimension = ${dimension})
    select distinct r.category from rollups r join split f on f.id = r.figure_id where r.tenant_id = ${tenantId} and r.n > 0
    union
    select distinct split_part(c.key, '.', 2) from submissions s
    cross join lateral jsonb_each(s.draft -> 'cells') c
    join split f on f.code = split_part(c.key, '.', 1)
    where s.tenant_id = ${tenantId} and s.draft is not null and c.value ->> 'v' <> ''`.execute(db);
  return new Set(rows.map(({ category }) => category));
}

export type FigureFilter = {
  q: string;
  leadUnitId?: Id;
  dimension?: string;
  pack?: string;
  past: boolean;
  today: DateText;
  codes?: readonly string[];
};

const like = (q: string): string => `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** The figures, by code; with where they are used. */
export async function figureRows(db: Db, tenantId: Id, filter: FigureFilter): Promise<FigureRow[]> {
  const { q, leadUnitId = null, dimension = null, pack = null, past, today, codes = null } = filter;
  const { rows } = await sql<FigureRow>`
    with uses as (
      select u.code, count(*)::int as indicators
      from indicators i
      cross join lateral (
        select distinct m.found ->> 'code' as code
        from jsonb_path_query(i.expression, 'strict $.**?(@.op == "figure")') as m(found)) u
      where i.tenant_id = ${tenantId} and i.expression is not null
      group by u.code)
    select f.id, f.code, f.name, f.meaning, f.unit, f.kind, f.aggregation, f.dimension, d.name as dimension_name,
      coalesce(d.options, '[]') as categories, f.decimals, f.low, f.high, f.lead_unit_id, o.short_name as lead_unit_name,
      f.source, f.valid_from, f.valid_to, f.pack, f.version, coalesce(u.indicators, 0) as indicators,
      coalesce((select jsonb_agg(jsonb_build_object('id', m.id::text, 'name', m.name, 'frequency', m.frequency, 'level', m.level)
                                 order by m.sort, m.id)
                from form_figures x join forms m on m.tenant_id = x.tenant_id and m.id = x.form_id
                where x.tenant_id = f.tenant_id and x.figure_id = f.id and x.mode = 'ask'), '[]') as forms
    from figures f
    left join dimensions d on d.tenant_id = f.tenant_id and d.code = f.dimension
    left join org_units o on o.tenant_id = f.tenant_id and o.id = f.lead_unit_id
    left join uses u on u.code = f.code
    where f.tenant_id = ${tenantId}
      and (${q} = '' or f.code ilike ${like(q)} or f.name ilike ${like(q)} or f.meaning ilike ${like(q)})
      and (${leadUnitId}::bigint is null or f.lead_unit_id = ${leadUnitId}::bigint)
      and (${dimension}::text is null or f.dimension = ${dimension})
      and (${pack}::text is null or f.pack = ${pack})
      and (${past}::boolean or f.valid_to is null or f.valid_to > ${today}::date)
      and (${codes}::text[] is null or f.code = any(${codes}::text[]))
    order by f.id`.execute(db);
  return rows;
}

export async function dimensionRows(db: Db, tenantId: Id): Promise<DimensionRow[]> {
  const { rows } = await sql<DimensionRow>`
    select d.id, d.code, d.name, d.options, d.pack, d.version,
      (select count(*)::int from figures f where f.tenant_id = d.tenant_id and f.dimension = d.code) as figures
    from dimensions d where d.tenant_id = ${tenantId} order by d.id`.execute(db);
  return rows;
}

export type IndicatorFilter = {
  q?: string;
  leadUnitId?: Id;
  level?: string;
  frequency?: string;
  kind?: 'all' | 'catalogued' | 'named';
  targets?: boolean;
  past?: boolean;
  today: DateText;
  id?: Id;
};

/** The indicators: catalogued ones in their order, then those that only a plan named. What nobody uses and nobody defined is left out. */
export async function indicatorRows(db: Db, tenantId: Id, filter: IndicatorFilter): Promise<IndicatorRow[]> {
  const {
    q = '',
    leadUnitId = null,
    level = null,
    frequency = null,
    kind = 'all',
    past = false,
    today,
    id = null,
  } = filter;
  const { targets = null } = filter;
  const { rows } = await sql<IndicatorRow>`
    select * from (
      select i.id, i.code, i.name, i.unit, i.direction, i.aliases, i.aggregation, i.each_level, i.frequency, i.level, i.decimals,
        i.lead_unit_id, o.short_name as lead_unit_name, i.is_public, i.expression is not null as has_formula,
        (select count(*)::int from targets g where g.tenant_id = i.tenant_id and g.indicator_id = i.id) as targets,
        i.valid_from, i.valid_to, i.pack, i.sort, i.version
      from indicators i
      left join org_units o on o.tenant_id = i.tenant_id and o.id = i.lead_unit_id
      where i.tenant_id = ${tenantId}
        and (${id}::bigint is null or i.id = ${id}::bigint)
        and (${q} = '' or i.code ilike ${like(q)} or i.name ilike ${like(q)}
             or exists (select 1 from unnest(i.aliases) a where a ilike ${like(q)}))
        and (${leadUnitId}::bigint is null or i.lead_unit_id = ${leadUnitId}::bigint)
        and (${level}::text is null or i.level = ${level})
        and (${frequency}::text is null or i.frequency = ${frequency})
        and (${kind} = 'all' or (${kind} = 'catalogued') = (i.code is not null))
        and (${past}::boolean or i.valid_to is null or i.valid_to > ${today}::date)) x
    where (x.code is not null or x.targets > 0 or ${id}::bigint is not null)
      and (${targets}::boolean is null or (x.targets > 0) = ${targets}::boolean)
    order by x.code is null, x.sort, x.id`.execute(db);
  return rows;
}

/** The rest of an indicator's page: its words and formula. */
export async function formulaOf(
  db: Db,
  tenantId: Id,
  indicatorId: Id,
): Promise<Pick<DefinitionPage, 'meaning' | 'source' | 'numerator' | 'denominator'> | null> {
  const row = await db
    .selectFrom('indicators')
    .select(['meaning', 'source', 'numerator', 'denominator'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', indicatorId)
    .executeTakeFirst();
  return row ?? null;
}

/** The targets on an indicator that stand in adopted plans, the newest first; with `others` those made by hand as well. */
export async function hangingTargets(db: Db, tenantId: Id, indicatorId: Id, others: boolean): Promise<HangingTarget[]> {
  const { rows } = await sql<HangingTarget>`
    select g.id, g.task_id, g.plan_id, g.text, g.comparator, g.value, g.low, g.high, g.unit, g.due_on
    from targets g
    where g.tenant_id = ${tenantId} and g.indicator_id = ${indicatorId} and (g.plan_id is not null or ${others}::boolean)
    order by g.due_on desc, g.id
    limit 200`.execute(db);
  return rows;
}
