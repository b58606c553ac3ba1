import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Actor } from '../../../platform/operation';
import { visiblePlans } from '../../plans/reads';
import { ledgerWhere } from '../../tasks/reads/ledger-filter';
import { visibleTasks } from '../../tasks/reads/visible';
import { searchable } from '../../tasks/rules/grams';
import type { SearchHit } from '../schema';

type Asked = { q: string; year?: number | undefined };

const ofYear = (year: number | undefined) => (year === undefined ? sql`true` : sql`t.year = ${year}`);

// What stands in the title is what was meant more often than what stands in the text.
const tasksFound = async (db: Db, actor: Actor, { q, year }: Asked): Promise<SearchHit[]> => {
  const filter = { q, year, light: [], status: [], lead: [], unit: [], source: [], mine: 'false' as const };
  const { rows } = await sql<SearchHit>`
    select 'task' as kind, h.id, concat_ws(' ', h.number, h.title) as title, coalesce(o.short_name, '') as detail, h.light
    from (select t.* from tasks t where ${ledgerWhere(actor, filter)}
      order by position(${searchable(q)} in lower(t.title)) = 0, t.sort, t.id limit 8) h
    left join org_units o on o.tenant_id = h.tenant_id and o.id = h.lead_unit_id
    order by position(${searchable(q)} in lower(h.title)) = 0, h.sort, h.id`.execute(db);
  return rows;
};

const unitsFound = async (db: Db, actor: Actor, { q }: Asked): Promise<SearchHit[]> => {
  const { rows } = await sql<SearchHit>`
    select 'unit' as kind, o.id, o.name as title, coalesce(p.short_name, '') as detail
    from org_units o left join org_units p on p.tenant_id = o.tenant_id and p.id = o.parent_id
    where o.tenant_id = ${actor.tenantId} and o.valid_to is null
      and position(${searchable(q)} in
        lower(normalize(concat_ws(' ', o.name, o.short_name, array_to_string(o.aliases, ' ')), NFKC))) > 0
    order by length(o.path), o.sort limit 5`.execute(db);
  return rows;
};

// A hit leads to the task that carries the target.
const targetsFound = async (db: Db, actor: Actor, { q, year }: Asked): Promise<SearchHit[]> => {
  const { rows } = await sql<SearchHit>`
    select 'target' as kind, t.id, i.name as title, concat_ws(' · ', trim(g.text), t.title) as detail, t.light
    from indicators i
    join targets g on g.tenant_id = i.tenant_id and g.indicator_id = i.id
    join tasks t on t.tenant_id = g.tenant_id and t.id = g.task_id
    where i.tenant_id = ${actor.tenantId} and ${ofYear(year)} and ${visibleTasks(actor)}
      and position(${searchable(q)} in lower(normalize(i.name, NFKC))) > 0
    order by t.sort, g.sort limit 5`.execute(db);
  return rows;
};

// Passages of the documents that the person reads. The text is taken out of the plan once,
// not for every node: it is long.
const nodesFound = async (db: Db, actor: Actor, { q, year }: Asked): Promise<SearchHit[]> => {
  const { rows } = await sql<SearchHit>`
    with plan as materialized (
      select id, title, compiled->'source'->>'text' as text, compiled->'nodes' as nodes from plans
      where tenant_id = ${actor.tenantId} and ${year === undefined ? sql`true` : sql`year = ${year}`}
        and ${visiblePlans(actor)}),
    node as (
      select x.value->>'id' as id, p.id as plan_id, p.title as plan_title, x.value->>'heading' as heading, x.ordinality,
        substr(p.text, (x.value->'span'->>0)::int + 1, (x.value->'span'->>1)::int - (x.value->'span'->>0)::int) as text
      from plan p cross join lateral jsonb_array_elements(p.nodes) with ordinality x
      where x.value->>'kind' in ('item', 'measure'))
    select 'node' as kind, n.id, n.plan_id, coalesce(n.heading, left(n.text, 40)) as title, n.plan_title as detail
    from node n where position(${searchable(q)} in lower(normalize(n.text, NFKC))) > 0
    order by n.plan_id desc, n.ordinality limit 5`.execute(db);
  return rows;
};

/** Ctrl-K: tasks, units, targets and passages in which every word occurs, the first few of each. */
export async function searchEverything(db: Db, actor: Actor, asked: Asked): Promise<SearchHit[]> {
  const found = await Promise.all([
    tasksFound(db, actor, asked),
    unitsFound(db, actor, asked),
    targetsFound(db, actor, asked),
    nodesFound(db, actor, asked),
  ]);
  return found.flat();
}
