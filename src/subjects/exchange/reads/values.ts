import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Context } from '../../../platform/operation';
import { scopePaths } from '../../org/rules';
import { lensValues } from '../../reporting/reads/lens-values';
import { lenses } from '../../reporting/schema';
import type { ImportRow, ValuesInput } from '../schema';

/** More than this at once goes out form by form, period by period. */
export const MOST_OUT = 200_000;

/** Values of the units that the caller sees, as rows that can be brought in again. */
export async function valuesOut({ db, actor }: Context, input: ValuesInput): Promise<ImportRow[]> {
  const { tenantId } = actor;
  const paths = scopePaths(actor);
  const chosen = sql`s.form_id = ${input.formId} and s.period >= ${input.from} and s.period <= ${input.to}
    and length(s.period) = ${input.from.length}::int`;
  const { rows } = await sql<ImportRow & { path: string }>`
    select o.code as unit, x.period, f.code as figure, x.category, trim_scale(x.value)::text as value
    from (${lensValues(tenantId, lenses[input.lens], chosen)}) x
    join org_units o on o.tenant_id = ${tenantId} and o.id = x.org_unit_id
    join figures f on f.tenant_id = ${tenantId} and f.id = x.figure_id
    where o.path ^@ any(${paths}::text[])
    order by x.period, o.sort, o.id, f.code, x.category
    limit ${MOST_OUT + 1}`.execute(db);
  if (rows.length > MOST_OUT) refuse('too-many-values', { limit: String(MOST_OUT) });
  return rows;
}
