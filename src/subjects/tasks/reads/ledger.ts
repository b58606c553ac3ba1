import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '../../../platform/database/connect';
import type { Actor } from '../../../platform/operation';
import type { LedgerGroup, LedgerPage, Light, ledgerGroups, ledgerInput, TaskRow } from '../schema';
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

const columns = sql`
  p.id, p.number, p.section, p.title, p.source, p.status, p.light, p.light_reason, p.lead_unit_id,
  o.short_name as lead_unit_name, p.leader_name, p.start_on, p.due_on, p.due_assumed, p.percent, p.last_period, p.version,
  array(select coalesce(u.written_as, uo.short_name) from task_units u
        join org_units uo on uo.tenant_id = u.tenant_id and uo.id = u.org_unit_id
        where u.tenant_id = p.tenant_id and u.task_id = p.id and u.role <> 'lead'
        group by 1 order by min(u.sort)) as units,
  (select count(*)::int from targets g where g.tenant_id = p.tenant_id and g.task_id = p.id) as targets`;

/** One page of the ledger with the count of all that match, in one statement; units are joined for the page's rows only. */
export async function ledgerPage(db: Db, actor: Actor, input: LedgerInput): Promise<LedgerPage> {
  const where = ledgerWhere(actor, input);
  const { rows } = await sql<TaskRow & { total: number }>`
    with page as (
      select t.*, row_number() over () as place from (
        select t.* from tasks t where ${where} order by ${orderOf(input)} limit ${input.limit} offset ${input.offset}) t)
    select ${columns}, (select count(*)::int from tasks t where ${where}) as total
    from page p left join org_units o on o.tenant_id = p.tenant_id and o.id = p.lead_unit_id
    order by p.place`.execute(db);
  if (rows.length > 0) return { total: rows[0]!.total, rows: rows.map(({ total: _, ...row }) => row) };
  return { total: input.offset === 0 ? 0 : await ledgerCount(db, actor, input), rows: [] };
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
