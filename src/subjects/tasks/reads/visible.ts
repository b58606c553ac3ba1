import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/operation';
import { scopePaths, seesEverything } from '../../org/rules';

/**
 * The one clause for what a person may see of `tasks t`: everything for posts over the whole body; else tasks that were sent
 * out and have a unit within the person's scope. `sql` names the table `t`.
 */
export const visibleTasks = (actor: Actor): RawBuilder<boolean> => {
  if (seesEverything(actor)) return sql`true`;
  return sql`(t.status <> 'draft' and ${concerns(actor)})`;
};

/** Tasks with a unit within the scope of the person's posts, whether or not they see more. */
export const concerns = (actor: Actor): RawBuilder<boolean> => {
  const paths = seesEverything(actor) ? [...new Set(actor.posts.map(({ path }) => path))] : scopePaths(actor);
  if (paths.length === 0) return sql`false`;
  // The units first, once: the planner then knows how few they are.
  return sql`exists (
    select 1 from task_units vu where vu.tenant_id = t.tenant_id and vu.task_id = t.id and vu.org_unit_id = any(array(
      select vo.id from org_units vo where vo.tenant_id = ${actor.tenantId} and ${inPaths('vo', paths)})))`;
};

/** Units below one of these paths; `alias` names org_units. `^@` (begins with) may use the index under row-level security. */
export const inPaths = (alias: string, paths: readonly string[]): RawBuilder<boolean> =>
  paths.length === 0
    ? sql`false`
    : sql`(${sql.join(
        paths.map(path => sql`${sql.ref(`${alias}.path`)} ^@ ${path}`),
        sql` or `,
      )})`;
