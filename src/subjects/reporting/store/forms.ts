import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import type { SaveFormInput } from '../form-schema';
import { type AskingForm, askedElsewhere, type FoundFigure, findFigures } from '../reads/asked-figures';
import type { FormCheck } from '../schema';

/** What is written of a form. */
export type FormToPut = Omit<SaveFormInput, 'checks' | 'formId' | 'version' | 'letGo'> & {
  checks: readonly FormCheck[];
  pack: string | null;
  sort?: number;
};

/** The figures that a form names; refuses `unknown-figures` for codes that are none. */
export async function figuresNamed(
  db: Db,
  tenantId: Id,
  named: readonly { code: string; mode: 'ask' | 'show' }[],
): Promise<FoundFigure[]> {
  const { figures, unknown } = await findFigures(db, tenantId, named);
  if (unknown.length > 0) refuse('unknown-figures', { codes: unknown.slice(0, 20).join('、') });
  return figures;
}

/** 一数一源: refuses `asked-elsewhere` where another form asks one of these figures already. */
export async function expectAskedOnce(db: Db, tenantId: Id, form: AskingForm, figureIds: readonly Id[]): Promise<void> {
  const [first] = await askedElsewhere(db, tenantId, form, figureIds);
  if (first) refuse('asked-elsewhere', first);
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
