import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/operation';
import { postPaths, seesEverything } from '../../org/rules';

/** Units below one of these paths; `alias` names org_units. */
export const inPaths = (alias: string, paths: readonly string[]): RawBuilder<boolean> =>
  paths.length === 0
    ? sql`false`
    : sql`(${sql.join(
        paths.map(path => sql`${sql.ref(`${alias}.path`)} ^@ ${path}`),
        sql` or `,
      )})`;

/**
 * The targets `g` (of tasks `t` and indicators `i`) that a person sees: all for who oversees the body; else those of tasks that
 * were sent out and have a unit within their scope, those whose indicator a unit of theirs leads, and those of which one of
 * their units was given a part, or splits one.
 */
export const visibleTargets = (actor: Actor): RawBuilder<boolean> => {
  if (seesEverything(actor)) return sql`true`;
  const paths = postPaths(actor);
  if (paths.length === 0) return sql`false`;
  const units = sql`array(select vo.id from org_units vo where vo.tenant_id = ${actor.tenantId} and ${inPaths('vo', paths)})`;
  return sql`(
    (t.status <> 'draft' and (coalesce(i.lead_unit_id = any(${units}), false) or exists (
      select 1 from task_units vu where vu.tenant_id = t.tenant_id and vu.task_id = t.id and vu.org_unit_id = any(${units}))))
    or exists (
      select 1 from allocations va
      where va.tenant_id = g.tenant_id and va.target_id = g.id and (va.org_unit_id = any(${units}) or (va.state = 'sent' and exists (
        select 1 from allocation_parts vp
        where vp.tenant_id = va.tenant_id and vp.allocation_id = va.id and vp.org_unit_id = any(${units}))))))`;
};
