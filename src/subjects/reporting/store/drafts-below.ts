import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id, Timestamp } from '../../../platform/database/tables';
import type { CellTexts } from '../entry-schema';
import { cellNameIn } from '../reads/form-figures';
import type { Draft, DraftCell, Stage } from '../schema';

/** A submission of a unit below a county, as its line in the county's sheet needs it. */
export type UnitBelow = {
  unitId: Id;
  unitCode: string;
  unitName: string;
  unitPath: string;
  unitValidTo: DateText | null;
  extendedTo: DateText | null;
  exempt: string | null;
  stage: Stage;
  draft: Draft | null;
  submittedBy: Id | null;
  submittedAt: Timestamp | null;
  returnedAt: Timestamp | null;
  values: CellTexts;
};

type Below = { formId: Id; period: string; unitId: Id };

/** The submissions of a form and period of all units below one, in the order of the tree; locked where they are to be changed. */
export async function unitsBelow(
  db: Db,
  tenantId: Id,
  { formId, period, unitId }: Below,
  mode: 'look' | 'lock',
): Promise<UnitBelow[]> {
  const { rows } = await sql<UnitBelow>`
    select o.id as unit_id, o.code as unit_code, o.name as unit_name, o.path as unit_path, o.valid_to as unit_valid_to,
      s.extended_to, s.exempt, s.stage, s.draft, s.submitted_by, s.submitted_at, s.returned_at,
      coalesce((
        select json_object_agg(${cellNameIn(sql`v.category`)}, trim_scale(v.value)::text)
        from figure_values v
        join form_figures ff on ff.tenant_id = v.tenant_id and ff.form_id = ${formId} and ff.figure_id = v.figure_id
        join figures g on g.tenant_id = v.tenant_id and g.id = v.figure_id
        where v.tenant_id = s.tenant_id and v.org_unit_id = s.org_unit_id and v.period = s.period), '{}') as values
    from submissions s
    join org_units o on o.tenant_id = s.tenant_id and o.id = s.org_unit_id
    join org_units top on top.tenant_id = o.tenant_id and top.id = ${unitId} and starts_with(o.path, top.path) and o.id <> top.id
    where s.tenant_id = ${tenantId} and s.form_id = ${formId} and s.period = ${period}
    order by s.org_unit_id
    ${mode === 'lock' ? sql`for update of s` : sql``}`.execute(db);
  return mode === 'lock' ? rows : rows.toSorted((a, b) => a.unitPath.localeCompare(b.unitPath));
}

/** Puts cells into the drafts of many locked submissions in one statement. */
export async function putDrafts(
  db: Db,
  tenantId: Id,
  { formId, period }: Pick<Below, 'formId' | 'period'>,
  drafts: ReadonlyMap<Id, Readonly<Record<string, DraftCell>>>,
): Promise<void> {
  if (drafts.size === 0) return;
  const rows = [...drafts].map(([unitId, cells]) => ({ unit: unitId, cells }));
  await sql`
    update submissions s set draft_version = s.draft_version + 1,
      draft = jsonb_build_object('cells', coalesce(s.draft->'cells', '{}') || d.cells)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d(unit bigint, cells jsonb)
    where s.tenant_id = ${tenantId} and s.form_id = ${formId} and s.period = ${period} and s.org_unit_id = d.unit`.execute(
    db,
  );
}
