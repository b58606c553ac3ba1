import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/operation';
import { postPaths, scopePaths, seesEverything } from '../../org/rules';
import { workingRoles } from '../policy';

// The clauses of what a person sees of the ledger, each beside its predicate in policy.ts. Every list, count, search, export,
// history and file uses these and no others. They name `tasks t`, `org_units o` (the unit of a part), `progress_reports r`.

/**
 * The one clause for what a person may see of `tasks t`: everything for posts over the whole body; else tasks that were sent
 * out and have a unit within the person's scope.
 */
export const visibleTasks = (actor: Actor, concerning = concerns): RawBuilder<boolean> => {
  if (seesEverything(actor)) return sql`true`;
  return sql`(t.status <> 'draft' and ${concerning(actor)})`;
};

/** Tasks with a unit within the scope of the person's posts, whether or not they see more. */
export const concerns = (actor: Actor): RawBuilder<boolean> => {
  const paths = postPaths(actor);
  if (paths.length === 0) return sql`false`;
  // The units first, once: the planner then knows how few they are.
  return sql`exists (
    select 1 from task_units vu where vu.tenant_id = t.tenant_id and vu.task_id = t.id and vu.org_unit_id = any(${unitsBelow(actor, paths)}))`;
};

/**
 * `concerns` for looking through many tasks: the person's own are found first, once. The planner cannot know in how many tasks a word
 * occurs; where it takes them for few, it would ask for the units of each.
 */
export const concernsAmongMany = (actor: Actor): RawBuilder<boolean> => {
  const paths = postPaths(actor);
  if (paths.length === 0) return sql`false`;
  return sql`t.id in (
    with own as materialized (
      select vu.task_id from task_units vu where vu.tenant_id = ${actor.tenantId} and vu.org_unit_id = any(${unitsBelow(actor, paths)}))
    select own.task_id from own)`;
};

/** `seesAllParts`: those who work for the lead of `alias` (a row of tasks), and those who oversee the body. */
export const allPartsVisible = (actor: Actor, alias = 't'): RawBuilder<boolean> => {
  if (seesEverything(actor)) return sql`true`;
  const paths = scopePaths(actor);
  if (paths.length === 0) return sql`false`;
  return sql`coalesce(${sql.ref(`${alias}.lead_unit_id`)} = any(${unitsBelow(actor, paths)}), false)`;
};

/** `seesInside`: the parts `o` of `t` that a person sees from inside. */
export const insideVisible = (actor: Actor): RawBuilder<boolean> =>
  seesEverything(actor) ? sql`true` : sql`(${inPaths('o', scopePaths(actor))} or ${allPartsVisible(actor)})`;

/** `seesPart`: the parts `o` of `t` whose state a person sees. */
export const partVisible = (actor: Actor): RawBuilder<boolean> =>
  sql`(o.id is not distinct from t.lead_unit_id or ${insideVisible(actor)})`;

/** `seesReport`: the reports `r` of the unit `o` in `t` that a person reads. */
export const reportVisible = (actor: Actor): RawBuilder<boolean> => sql`(case
  when r.status = 'draft' then ${inPaths('o', workingPaths(actor))}
  else ${insideVisible(actor)} or (r.status = 'accepted' and o.id is not distinct from t.lead_unit_id) end)`;

/** Paths of the units for which the person signs and reports. */
export const workingPaths = (actor: Actor): string[] =>
  actor.posts.filter(({ role }) => (workingRoles as readonly string[]).includes(role)).map(({ path }) => path);

/**
 * The units below one of these paths, as an array: asked once, and where rows are then sought by a unit's id, the planner knows that they
 * are few and walks an index.
 */
export const unitsBelow = ({ tenantId }: Pick<Actor, 'tenantId'>, paths: readonly string[]): RawBuilder<unknown> =>
  sql`array(select vo.id from org_units vo where vo.tenant_id = ${tenantId} and ${inPaths('vo', paths)})`;

/** Units below one of these paths; `alias` names org_units. `^@` (begins with) may use the index under row-level security. */
export const inPaths = (alias: string, paths: readonly string[]): RawBuilder<boolean> =>
  paths.length === 0
    ? sql`false`
    : sql`(${sql.join(
        paths.map(path => sql`${sql.ref(`${alias}.path`)} ^@ ${path}`),
        sql` or `,
      )})`;
