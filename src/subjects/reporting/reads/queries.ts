import { sql } from 'kysely';
import type { Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { inScope } from '../../org/rules';
import type { QueryRow } from '../across-schema';
import { answersFor, leadsFigure } from '../review-policy';
import { ledBy } from './across';

type Row = Omit<QueryRow, 'may'> & { unitPath: string; leadPath: string | null };

const MOST = 200;

/** Doubts over cells that concern the actor: of figures they lead, and of units within their reach. */
export async function queriesOf(
  { db, actor }: Context,
  { unitIds, state }: { unitIds: readonly Id[]; state: 'open' | 'all' },
): Promise<QueryRow[]> {
  const paths = actor.posts.filter(({ role }) => role !== 'administrator').map(({ path }) => path);
  const { rows } = await sql<Row>`
    select n.id as note_id, n.form_id, m.name as form_name, n.period, n.org_unit_id as unit_id, o.short_name as unit_name, n.figure_id,
      f.name as figure_name, n.category, trim_scale(v.value)::text as value, n.body as reason, u.name as by, n.at, n.resolved_at,
      o.path as unit_path, l.path as lead_path,
      coalesce((select jsonb_agg(jsonb_build_object('body', a.body, 'by', w.name, 'at', a.at) order by a.id)
        from cell_notes a join users w on w.tenant_id = a.tenant_id and w.id = a.user_id
        where a.tenant_id = n.tenant_id and a.form_id = n.form_id and a.period = n.period and a.org_unit_id = n.org_unit_id
          and a.figure_id = n.figure_id and a.category = n.category and a.id > n.id and a.kind in ('explanation', 'confirm')), '[]')
        as answers
    from cell_notes n
    join org_units o on o.tenant_id = n.tenant_id and o.id = n.org_unit_id
    join figures f on f.tenant_id = n.tenant_id and f.id = n.figure_id
    join forms m on m.tenant_id = n.tenant_id and m.id = n.form_id
    join users u on u.tenant_id = n.tenant_id and u.id = n.user_id
    left join org_units l on l.tenant_id = f.tenant_id and l.id = f.lead_unit_id
    left join figure_values v on v.tenant_id = n.tenant_id and v.org_unit_id = n.org_unit_id and v.period = n.period
      and v.figure_id = n.figure_id and v.category = n.category
    where n.tenant_id = ${actor.tenantId} and n.kind = 'query' and (${state === 'all'} or n.resolved_at is null)
      and (${unitIds.length === 0} or n.org_unit_id = any(${[...unitIds]}::bigint[]))
      and (${ledBy(actor)} or exists (select 1 from unnest(${paths}::text[]) as c(path) where o.path ^@ c.path))
    order by n.id desc limit ${MOST}`.execute(db);
  return rows.map(({ unitPath, leadPath, ...row }) => {
    const open = row.resolvedAt === null;
    return {
      ...row,
      may: {
        answer: open && inScope(actor, unitPath) && answersFor(actor, unitPath),
        confirm: open && leadsFigure(actor, leadPath),
      },
    };
  });
}
