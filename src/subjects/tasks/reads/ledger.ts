import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '../../../platform/database/connect';
import { type Actor, Verbatim } from '../../../platform/operation';
import { seesEverything } from '../../org/rules';
import type { LedgerGroup, LedgerPage, Light, ledgerGroups, ledgerInput } from '../schema';
import { type LedgerFilter, ledgerWhere } from './ledger-filter';

type LedgerInput = z.output<typeof ledgerInput>;

// How grave a light is, so that sorting by light puts red first.
const lightRank = (alias: string) =>
  sql`array_position(array['red','yellow','green','grey','blue'], ${sql.ref(`${alias}.light`)})`;

/** The columns to sort by over `tasks t`; `id` at last, so that pages never overlap. */
export const orderOf = ({ sort, direction }: Pick<LedgerInput, 'sort' | 'direction'>): RawBuilder<unknown> => {
  const way = sql.raw(direction);
  switch (sort) {
    case 'due':
      return sql`t.due_on ${way}, t.id ${way}`;
    case 'light':
      return sql`${lightRank('t')} ${way}, t.due_on, t.id`;
    case 'percent':
      return sql`t.percent ${way}, t.id`;
    case 'updated':
      return sql`t.updated_at ${way}, t.id`;
    case 'title':
      return sql`t.title collate "zh-x-icu" ${way}, t.id`;
    case 'lead':
      return sql`(select lo.short_name collate "zh-x-icu" from org_units lo
        where lo.tenant_id = t.tenant_id and lo.id = t.lead_unit_id) ${way} nulls last, t.sort, t.id`;
    case 'sort':
      return sql`t.sort ${way}, t.id ${way}`;
  }
};

// The columns under the names of TaskRow: the rows leave the database as one JSON, so that neither the driver nor a plugin
// has to take fifty rows apart and put them together.
const columns = sql.raw(`
  p.id::text as id, p.number, p.section, p.title, p.source, p.status, p.light, p.light_reason as "lightReason",
  p.lead_unit_id::text as "leadUnitId", o.short_name as "leadUnitName", coalesce(n.units, '{}') as units,
  p.leader_name as "leaderName", p.start_on as "startOn", p.due_on as "dueOn", p.due_assumed as "dueAssumed",
  p.dropped_at is not null as dropped, p.percent,
  p.last_period as "lastPeriod",
  (select count(*) from targets g where g.tenant_id = p.tenant_id and g.task_id = p.id) as targets, p.version`);

// What the page needs of a task: not its content and grams, which are long.
const carried = sql.raw(
  [
    'id',
    'number',
    'section',
    'title',
    'source',
    'status',
    'light',
    'light_reason',
    'lead_unit_id',
    'leader_name',
    'start_on',
    'due_on',
    'due_assumed',
    'dropped_at',
    'percent',
    'last_period',
    'version',
    'tenant_id',
  ]
    .map(name => `t.${name}`)
    .join(', '),
);

// Names of the other units of the page's tasks, in one pass over them; 各县教育局 stands for all that it was written for.
const unitNames = (actor: Actor) => sql`
  names as (
    select n.task_id, array_agg(n.name order by n.sort) as units
    from (
      select u.task_id, coalesce(u.written_as, uo.short_name) as name, min(u.sort) as sort
      from page p
      join task_units u on u.tenant_id = ${actor.tenantId} and u.task_id = p.id and u.role <> 'lead'
      join org_units uo on uo.tenant_id = ${actor.tenantId} and uo.id = u.org_unit_id
      group by 1, 2) n
    group by n.task_id)`;

/**
 * The page and the count of all. Where an index gives the order, the first rows are taken from it and the rest is counted by
 * index alone; where every match has to be found anyway (a person's own tasks, a search), they are found once.
 */
const pageOf = (actor: Actor, input: LedgerInput, where: RawBuilder<boolean>): RawBuilder<unknown> => {
  const { limit, offset } = input;
  // A limit that the planner knows lets it keep one plan for all values; an unknown one makes it plan anew each time.
  const first = offset === 0 ? sql`limit ${sql.lit(limit)}` : sql`limit ${sql.lit(limit)} offset ${offset}`;
  if (seesEverything(actor) && input.q === '' && input.unit.length === 0)
    return sql`
      page as materialized (
        select ${carried}, row_number() over () as place, (select count(*)::int from tasks t where ${where}) as total
        from (select t.* from tasks t where ${where} order by ${orderOf(input)} ${first}) t)`;
  return sql`
    found as materialized (select t.id from tasks t where ${where} order by ${orderOf(input)}),
    page as materialized (
      select ${carried}, f.place, (select count(*)::int from found) as total
      from (select id, row_number() over () as place from found ${first}) f
      join tasks t on t.tenant_id = ${actor.tenantId} and t.id = f.id)`;
};

/** One page of the ledger with the count of all that match, in one statement; units are joined for the page's rows only. */
export async function ledgerPage(db: Db, actor: Actor, input: LedgerInput): Promise<Verbatim<LedgerPage>> {
  const { rows } = await sql<{ page: string; shown: number }>`
    with ${pageOf(actor, input, ledgerWhere(actor, input))}, ${unitNames(actor)}
    select count(*)::int as shown, json_build_object(
      'total', (select coalesce(max(p.total), 0) from page p), 'rows', coalesce(json_agg(r), '[]'))::text as page
    from (
      select ${columns} from page p
      left join names n on n.task_id = p.id
      left join org_units o on o.tenant_id = ${actor.tenantId} and o.id = p.lead_unit_id
      order by p.place) r`.execute(db.withoutPlugins());
  const { shown, page } = rows[0]!;
  // Past the end nothing carries the count.
  if (shown > 0 || input.offset === 0) return new Verbatim(page);
  return new Verbatim(JSON.stringify({ total: await ledgerCount(db, actor, input), rows: [] } satisfies LedgerPage));
}

/** How many tasks match. */
export async function ledgerCount(db: Db, actor: Actor, filter: LedgerFilter): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from tasks t where ${ledgerWhere(actor, filter)}`.execute(db);
  return rows[0]!.total;
}

type Group = Exclude<(typeof ledgerGroups)[number], 'none'>;

// key, label and order of each way to group.
const groupings: Record<Group, { key: RawBuilder<unknown>; label: RawBuilder<unknown>; order: RawBuilder<unknown> }> = {
  light: { key: sql`t.light`, label: sql`t.light`, order: sql`min(${lightRank('t')})` },
  lead: {
    key: sql`coalesce(t.lead_unit_id::text, '')`,
    label: sql`coalesce(o.short_name, '')`,
    order: sql`min(o.sort) nulls last`,
  },
  section: { key: sql`coalesce(t.section, '')`, label: sql`coalesce(t.section, '')`, order: sql`min(t.sort)` },
  status: {
    key: sql`t.status`,
    label: sql`t.status`,
    order: sql`min(array_position(array['draft','sent','active','done'], t.status))`,
  },
  'due-month': { key: sql`to_char(t.due_on, 'YYYY-MM')`, label: sql`to_char(t.due_on, 'YYYY-MM')`, order: sql`1` },
};

type GroupRow = { key: string; label: string; count: number; percent: number } & Record<Light, number>;

/** The ledger by groups: how many, by light, and the mean percent. Labels of light and status are their codes. */
export async function ledgerGroupsOf(db: Db, actor: Actor, filter: LedgerFilter, group: Group): Promise<LedgerGroup[]> {
  const { key, label, order } = groupings[group];
  const { rows } = await sql<GroupRow>`
    select ${key} as key, ${label} as label, count(*)::int as count, coalesce(round(avg(t.percent)), 0)::int as percent,
      count(*) filter (where t.light = 'red')::int as red, count(*) filter (where t.light = 'yellow')::int as yellow,
      count(*) filter (where t.light = 'green')::int as green, count(*) filter (where t.light = 'grey')::int as grey,
      count(*) filter (where t.light = 'blue')::int as blue
    from tasks t left join org_units o on o.tenant_id = t.tenant_id and o.id = t.lead_unit_id
    where ${ledgerWhere(actor, filter)}
    group by 1, 2 order by ${order}, 1`.execute(db);
  return rows.map(({ key, label, count, percent, ...lights }) => ({ key, label, count, lights, percent }));
}
