import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import type { SaveFormInput } from '../form-schema';
import type { NamedFigure } from '../rules/form-faults';
import type { FormCheck } from '../schema';

/** What is written of a form. */
export type FormToPut = Omit<SaveFormInput, 'checks' | 'formId' | 'version'> & {
  checks: readonly FormCheck[];
  pack: string | null;
  sort?: number;
};

/** The figures that a form names; refuses `unknown-figures` for codes that are none. */
export async function figuresNamed(
  db: Db,
  tenantId: Id,
  named: readonly { code: string; mode: 'ask' | 'show' }[],
): Promise<(NamedFigure & { figureId: Id; name: string })[]> {
  const codes = named.map(({ code }) => code);
  const { rows } = await sql<Omit<NamedFigure, 'mode'> & { figureId: Id; name: string }>`
    select g.id as figure_id, g.code, g.name, g.unit, coalesce(d.options, '[]') as categories
    from figures g
    left join dimensions d on d.tenant_id = g.tenant_id and d.code = g.dimension
    where g.tenant_id = ${tenantId} and g.code = any(${codes}::text[])`.execute(db);
  const found = new Map(rows.map(row => [row.code, row]));
  const unknown = codes.filter(code => !found.has(code));
  if (unknown.length > 0) refuse('unknown-figures', { codes: unknown.slice(0, 20).join('、') });
  return named.map(({ code, mode }) => ({ ...found.get(code)!, mode }));
}

/**
 * 一数一源: refuses `asked-elsewhere` where another form asks one of these figures of a unit that this form is asked of too, in the same
 * rhythm and at the same time.
 */
export async function expectAskedOnce(
  db: Db,
  tenantId: Id,
  form: Pick<FormToPut, 'level' | 'frequency' | 'tags' | 'validFrom' | 'validTo'> & { formId: Id | null },
  figureIds: readonly Id[],
): Promise<void> {
  const { level, frequency, tags, validFrom, validTo, formId } = form;
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
    order by other.id, x.sort limit 1`.execute(db);
  if (rows[0]) refuse('asked-elsewhere', rows[0]);
}

/** Writes a form and its figures: a new one, or the next version of `formId`. Refuses `already-exists` for a code that is taken. */
export async function putForm(
  db: Db,
  tenantId: Id,
  formId: Id | null,
  { figures, checks, tags, timing, ...fields }: FormToPut,
  figureIds: readonly Id[],
  now: Timestamp,
): Promise<{ formId: Id; version: number }> {
  const values = { ...fields, tags, timing: JSON.stringify(timing), checks: JSON.stringify(checks) };
  const saved = formId
    ? await db
        .updateTable('forms')
        .set(eb => ({ ...values, version: eb('version', '+', 1) }))
        .where('tenantId', '=', tenantId)
        .where('id', '=', formId)
        .returning(['id', 'version'])
        .executeTakeFirstOrThrow()
    : await db
        .insertInto('forms')
        .values({ ...values, tenantId, createdAt: now })
        .returning(['id', 'version'])
        .executeTakeFirstOrThrow();
  await db.deleteFrom('formFigures').where('tenantId', '=', tenantId).where('formId', '=', saved.id).execute();
  await db
    .insertInto('formFigures')
    .values(
      figures.map(({ code: _, ...figure }, sort) => ({
        ...figure,
        ...{ tenantId, formId: saved.id, figureId: figureIds[sort]!, sort },
      })),
    )
    .execute();
  return { formId: saved.id, version: saved.version };
}

/** A form as it stands before a change, locked; refuses `not-found`. */
export async function lockForm(db: Db, tenantId: Id, formId: Id) {
  const { rows } = await sql<{
    version: number;
    keeperPath: string | null;
    pack: string | null;
    body: Record<string, unknown> & Pick<FormToPut, 'level' | 'frequency' | 'tags'>;
    isOpened: boolean;
  }>`
    select f.version, f.pack, k.path as keeper_path,
      json_build_object('code', f.code, 'name', f.name, 'guidance', f.guidance, 'frequency', f.frequency, 'level', f.level,
        'tags', f.tags, 'keeperUnitId', f.keeper_unit_id::text, 'minutes', f.minutes, 'timing', f.timing, 'validFrom', f.valid_from,
        'validTo', f.valid_to, 'checks', (select jsonb_agg(c - 'expression') from jsonb_array_elements(f.checks) c),
        'figures', (select json_agg(g.code order by ff.sort) from form_figures ff
          join figures g on g.tenant_id = ff.tenant_id and g.id = ff.figure_id
          where ff.tenant_id = f.tenant_id and ff.form_id = f.id)) as body,
      exists (select 1 from form_windows w where w.tenant_id = f.tenant_id and w.form_id = f.id) as is_opened
    from forms f
    left join org_units k on k.tenant_id = f.tenant_id and k.id = f.keeper_unit_id
    where f.tenant_id = ${tenantId} and f.id = ${formId}
    for update of f`.execute(db);
  return rows[0] ?? refuse('not-found');
}
