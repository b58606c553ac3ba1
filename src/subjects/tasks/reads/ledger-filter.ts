import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Id } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import { seesEverything } from '../../org/rules';
import { type SearchWord, searchWords } from '../rules/grams';
import type { ledgerFilter } from '../schema';
import { concernsAmongMany, visibleTasks } from './visible';

export type LedgerFilter = z.output<typeof ledgerFilter>;

/** One value as equality: the planner then walks an index in order instead of sorting. */
const among = (column: string, values: readonly string[], type: 'text' | 'bigint'): RawBuilder<boolean> =>
  values.length === 1
    ? sql`${sql.ref(column)} = ${values[0]}`
    : sql`${sql.ref(column)} = any(${values as string[]}::${sql.raw(type)}[])`;

/**
 * Tasks in which a word occurs: in their own text, or in the name of a unit, which may have been renamed since. The grams find
 * the rows by index; where a word is longer, the text is looked at too, as it is first, since that nearly always answers.
 */
const holdsWord = (tenantId: Id, { text, grams, exact }: SearchWord): RawBuilder<boolean> => {
  const whole = sql`concat_ws(' ', t.number, t.title, t.content, t.leader_name)`;
  const ownText = sql`(position(${text} in lower(${whole} collate "C")) > 0
    or position(${text} in lower(normalize(${whole}, NFKC))) > 0)`;
  const inGrams = sql`t.grams @> ${grams}::text[]`;
  const own = grams.length === 0 ? ownText : exact ? inGrams : sql`(${inGrams} and ${ownText})`;
  // An array, not a subquery: the planner then joins both indexes into one bitmap.
  return sql`(${own} or t.id = any(array(
    select wu.task_id from task_units wu where wu.tenant_id = ${tenantId} and wu.org_unit_id = any(array(
      select wo.id from org_units wo
      where wo.tenant_id = ${tenantId} and position(${text} in lower(normalize(wo.name || ' ' || wo.short_name, NFKC))) > 0)))))`;
};

/** The where clause of the ledger over `tasks t`: tenant, what the person may see, and what was asked. */
export const ledgerWhere = (
  actor: Actor,
  filter: Omit<LedgerFilter, 'year'> & { year?: number | undefined },
): RawBuilder<boolean> => {
  const { tenantId } = actor;
  const clauses = [sql<boolean>`t.tenant_id = ${tenantId}`, visibleTasks(actor, concernsAmongMany)];
  if (filter.year !== undefined) clauses.push(sql`t.year = ${filter.year}`);
  if (filter.light.length) clauses.push(among('t.light', filter.light, 'text'));
  if (filter.status.length) clauses.push(among('t.status', filter.status, 'text'));
  if (filter.source.length) clauses.push(among('t.source', filter.source, 'text'));
  if (filter.lead.length) clauses.push(among('t.lead_unit_id', filter.lead, 'bigint'));
  if (filter.unit.length)
    clauses.push(sql`exists (select 1 from task_units fu where fu.tenant_id = t.tenant_id and fu.task_id = t.id
      and ${among('fu.org_unit_id', filter.unit, 'bigint')})`);
  if (filter.planId) clauses.push(sql`t.plan_id = ${filter.planId}`);
  if (filter.section) clauses.push(sql`t.section = ${filter.section}`);
  if (filter.dueFrom) clauses.push(sql`t.due_on >= ${filter.dueFrom}`);
  if (filter.dueTo) clauses.push(sql`t.due_on <= ${filter.dueTo}`);
  // Who does not see everything sees only what concerns them.
  if (filter.mine === 'true' && seesEverything(actor)) clauses.push(concernsAmongMany(actor));
  for (const word of searchWords(filter.q)) clauses.push(holdsWord(tenantId, word));
  return sql.join(clauses, sql` and `);
};
