import { sql } from 'kysely';
import type { Context } from '../../../platform/operation';
import { scopePaths } from '../../org/rules';
import type { MissingUnits } from '../form-schema';
import { keepsForm } from '../policy';
import { takesStep } from '../review-policy';
import type { Exceptions } from '../review-schema';
import { windowPlace } from './review-place';

type Row = Omit<Exceptions['missing'][number], 'stage'> & { path: string; groupId: string; groupName: string };

/** Who a tally misses, group by group: as many as `reporting.windows` says to the same person. Refuses `not-found`. */
export async function missingUnits(
  { db, actor }: Context,
  { formId, period }: { formId: string; period: string },
): Promise<MissingUnits> {
  const { tenantId } = actor;
  const { keeperPath, closedAt } = await windowPlace(db, tenantId, formId, period);
  const scope = keepsForm(actor, keeperPath) ? ['/'] : scopePaths(actor);
  const { rows } = await sql<Row>`
    select s.org_unit_id as unit_id, o.short_name as unit_name, o.path, s.group_id, g.short_name as group_name, s.return_reason,
      (select max(e.at) from submission_events e where e.tenant_id = s.tenant_id and e.form_id = s.form_id and e.period = s.period
        and e.org_unit_id = s.org_unit_id and e.action = 'remind') as reminded_at
    from submissions s
    join org_units o on o.tenant_id = s.tenant_id and o.id = s.org_unit_id
    join org_units g on g.tenant_id = s.tenant_id and g.id = s.group_id
    where s.tenant_id = ${tenantId} and s.form_id = ${formId} and s.period = ${period}
      and s.exempt is null and s.stage = 0 and s.accepted_at is null
      and exists (select 1 from unnest(${scope}::text[]) as p(path) where starts_with(g.path, p.path))
    order by g.sort, g.id, o.sort, o.id`.execute(db);
  const groups = new Map<string, MissingUnits['groups'][number]>();
  for (const { groupId, groupName, path, ...unit } of rows) {
    const place = { unitPath: path, keeperPath };
    const mayRemind = closedAt === null && (takesStep(actor, 'approve', place) || takesStep(actor, 'accept', place));
    const group = groups.get(groupId) ?? { groupId, groupName, units: [] };
    group.units.push({ ...unit, stage: 0, mayRemind });
    groups.set(groupId, group);
  }
  return { groups: [...groups.values()] };
}
