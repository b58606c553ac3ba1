import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import { say } from '../../../locales/say';
import type { Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { holdsAtRoot } from '../../org/rules';

type Named = { figureId: Id; name: string; mode: 'ask' | 'show' };

/**
 * What a department sets up by itself stays its own matter, since whoever keeps a form reads all of it: it is kept by a unit of the body
 * itself (a county or a school asks nothing of others), and shows only figures which the department leads, asks somewhere, or which the
 * supervision office put on this form.
 */
export async function expectOwnMatter(
  { db, actor }: Context,
  { formId, keeperUnitId }: { formId: Id | null; keeperUnitId: Id | null },
  figures: readonly Named[],
): Promise<void> {
  if (holdsAtRoot(actor, 'supervisor')) return;
  const { tenantId, language } = actor;
  const { rows: outside } = await sql`
    select 1 from org_units k
    join org_units above on above.tenant_id = k.tenant_id and k.path ^@ above.path and above.kind in ('county', 'school')
    where k.tenant_id = ${tenantId} and k.id = ${keeperUnitId}::bigint limit 1`.execute(db);
  if (outside.length > 0) refuse('not-permitted');
  const shown = figures.filter(({ mode }) => mode === 'show').map(({ figureId }) => figureId);
  const paths = actor.posts.filter(({ role }) => role === 'liaison').map(({ path }) => path);
  const theirs = (unit: string) =>
    sql`exists (select 1 from unnest(${paths}::text[]) as c(path) where ${sql.ref(unit)}.path ^@ c.path)`;
  const { rows } = await sql<{ name: string }>`
    select f.name from figures f
    left join org_units l on l.tenant_id = f.tenant_id and l.id = f.lead_unit_id
    where f.tenant_id = ${tenantId} and f.id = any(${shown}::bigint[]) and not coalesce(${theirs('l')}, false)
      and not exists (
        select 1 from form_figures x
        join forms m on m.tenant_id = x.tenant_id and m.id = x.form_id
        left join org_units k on k.tenant_id = m.tenant_id and k.id = m.keeper_unit_id
        where x.tenant_id = f.tenant_id and x.figure_id = f.id
          and (m.id = ${formId}::bigint or (x.mode = 'ask' and ${theirs('k')})))
    order by f.code`.execute(db);
  if (rows.length === 0) return;
  const values = { names: rows.map(({ name }) => name).join('、') };
  refuse('wrong-state', { reason: say(language, 'form-check:faults.not-yours', values), code: 'not-yours' });
}
