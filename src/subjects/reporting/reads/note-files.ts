import { type RawBuilder, sql } from 'kysely';
import type { FileHolder } from '../../../platform/files/readable-file';
import type { Actor } from '../../../platform/operation';
import { scopePaths } from '../../org/rules';

const below = (column: RawBuilder<unknown>, paths: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from unnest(${[...paths]}::text[]) as p(path) where starts_with(${column}, p.path))`;

/** `seesSubmission` of policy.ts, over the unit `o` and the form's keeper `k`. */
export const submissionVisible = (actor: Actor): RawBuilder<boolean> => {
  const keeping = actor.posts.filter(({ role }) => role === 'liaison').map(({ path }) => path);
  return sql<boolean>`(${below(sql`o.path`, scopePaths(actor))} or (k.path is not null and ${below(sql`k.path`, keeping)}))`;
};

/** `leadsFigure` of review-policy.ts, over the figure's lead `l` and the submission `s`: what was handed in. */
const cellLed = (actor: Actor): RawBuilder<boolean> => {
  const leading = actor.posts.filter(({ role }) => role === 'liaison').map(({ path }) => path);
  return sql<boolean>`(s.stage > 0 and l.path is not null and ${below(sql`l.path`, leading)})`;
};

/** What is attached to a remark on a cell is read by whoever sees the cell. */
export const noteFiles: FileHolder = {
  held: sql`exists (select 1 from cell_note_files nf where nf.tenant_id = f.tenant_id and nf.file_id = f.id)`,
  readable: actor => sql`exists (
    select 1 from cell_note_files nf
    join cell_notes n on n.tenant_id = nf.tenant_id and n.id = nf.note_id
    join org_units o on o.tenant_id = n.tenant_id and o.id = n.org_unit_id
    join forms fm on fm.tenant_id = n.tenant_id and fm.id = n.form_id
    left join org_units k on k.tenant_id = fm.tenant_id and k.id = fm.keeper_unit_id
    join submissions s on s.tenant_id = n.tenant_id and s.form_id = n.form_id and s.period = n.period
      and s.org_unit_id = n.org_unit_id
    join figures g on g.tenant_id = n.tenant_id and g.id = n.figure_id
    left join org_units l on l.tenant_id = g.tenant_id and l.id = g.lead_unit_id
    where nf.tenant_id = f.tenant_id and nf.file_id = f.id and (${submissionVisible(actor)} or ${cellLed(actor)}))`,
};
