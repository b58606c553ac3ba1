import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { SaveFormInput } from '../form-schema';
import type { NamedFigure } from '../rules/form-faults';

export type FoundFigure = NamedFigure & { figureId: Id; name: string };

/** The figures that a form names, in its order, and the codes that are none. */
export async function findFigures(
  db: Db,
  tenantId: Id,
  named: readonly { code: string; mode: 'ask' | 'show' }[],
): Promise<{ figures: FoundFigure[]; unknown: string[] }> {
  const codes = named.map(({ code }) => code);
  const { rows } = await sql<Omit<FoundFigure, 'mode'>>`
    select g.id as figure_id, g.code, g.name, g.unit, coalesce(d.options, '[]') as categories
    from figures g
    left join dimensions d on d.tenant_id = g.tenant_id and d.code = g.dimension
    where g.tenant_id = ${tenantId} and g.code = any(${codes}::text[])`.execute(db);
  const found = new Map(rows.map(row => [row.code, row]));
  return {
    figures: named.flatMap(({ code, mode }) => (found.has(code) ? [{ ...found.get(code)!, mode }] : [])),
    unknown: codes.filter(code => !found.has(code)),
  };
}

export type AskingForm = Pick<SaveFormInput, 'level' | 'frequency' | 'tags' | 'validFrom' | 'validTo'> & {
  formId: Id | null;
};

/**
 * 一数一源: which of these figures another form asks of a unit that this form is asked of too, in the same rhythm and at the same
 * time.
 */
export async function askedElsewhere(
  db: Db,
  tenantId: Id,
  { level, frequency, tags, validFrom, validTo, formId }: AskingForm,
  figureIds: readonly Id[],
): Promise<{ figure: string; code: string; form: string; formId: Id }[]> {
  const { rows } = await sql<{ figure: string; code: string; form: string; formId: Id }>`
    select g.name as figure, g.code, other.name as form, other.id as form_id
    from form_figures x
    join forms other on other.tenant_id = x.tenant_id and other.id = x.form_id
    join figures g on g.tenant_id = x.tenant_id and g.id = x.figure_id
    where x.tenant_id = ${tenantId} and x.figure_id = any(${[...figureIds]}::bigint[]) and x.mode = 'ask'
      and other.id is distinct from ${formId}::bigint and other.level = ${level} and other.frequency = ${frequency}
      and (other.valid_to is null or other.valid_to > ${validFrom}::date)
      and (${validTo}::date is null or other.valid_from < ${validTo}::date)
      and (other.tags <@ ${tags}::text[] or other.tags @> ${tags}::text[] or exists (
        select 1 from org_units o where o.tenant_id = x.tenant_id and o.kind = ${level} and o.valid_to is null
          and o.tags @> other.tags and o.tags @> ${tags}::text[]))
    order by other.id, x.sort`.execute(db);
  return rows;
}
