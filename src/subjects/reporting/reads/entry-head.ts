import { sql } from 'kysely';
import type { Frequency } from '../../../kernel/period';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id, Timestamp } from '../../../platform/database/tables';
import type { UnitKind } from '../../org/schema';
import type { CellTexts } from '../entry-schema';
import type { Draft, FormCheck, Stage, SubmissionKey } from '../schema';
import { type AskedFigure, type AskedIn, cellNameIn, figuresJson, showTaken, takenElsewhere } from './form-figures';

/** A submission with its form, window, unit and what stands in its cells. */
export type EntryHead = {
  code: string;
  name: string;
  guidance: string;
  minutes: number;
  frequency: Frequency;
  checks: FormCheck[];
  keeperName: string | null;
  keeperPath: string | null;
  unitName: string;
  unitKind: UnitKind;
  unitPath: string;
  unitCode: string;
  unitValidTo: DateText | null;
  endsOn: DateText;
  opensOn: DateText;
  dueOn: DateText;
  locksOn: DateText;
  closedAt: Timestamp | null;
  extendedTo: DateText | null;
  exempt: string | null;
  stage: Stage;
  version: number;
  draft: Draft | null;
  draftVersion: number;
  returnReason: string | null;
  returnedAt: Timestamp | null;
  submittedAt: Timestamp | null;
  approvedAt: Timestamp | null;
  acceptedAt: Timestamp | null;
  returnedBy: string | null;
  submittedBy: string | null;
  approvedBy: string | null;
  acceptedBy: string | null;
  figures: AskedFigure[];
  values: CellTexts;
  askedIn: AskedIn[];
};

const userName = (column: string) =>
  sql`(select u.name from users u where u.tenant_id = s.tenant_id and u.id = ${sql.ref(column)})`;

/** Undefined where there is no such submission. */
export async function entryHead(
  db: Db,
  tenantId: Id,
  { formId, period, unitId }: SubmissionKey,
): Promise<EntryHead | undefined> {
  const { rows } = await sql<EntryHead & { taken: Id[] }>`
    select f.code, f.name, f.guidance, f.minutes, f.frequency, f.checks, k.short_name as keeper_name, k.path as keeper_path,
      o.name as unit_name, o.kind as unit_kind, o.path as unit_path, o.code as unit_code, o.valid_to as unit_valid_to,
      w.ends_on, w.opens_on, w.due_on, w.locks_on, w.closed_at, s.extended_to, s.exempt, s.stage, s.version, s.draft, s.draft_version,
      s.return_reason, s.returned_at, s.submitted_at, s.approved_at, s.accepted_at,
      ${userName('s.returned_by')} as returned_by, ${userName('s.submitted_by')} as submitted_by,
      ${userName('s.approved_by')} as approved_by, ${userName('s.accepted_by')} as accepted_by,
      ${figuresJson()} as figures, ${takenElsewhere(formId)} as taken,
      coalesce((
        select json_object_agg(${cellNameIn(sql`v.category`)}, trim_scale(v.value)::text)
        from figure_values v
        join form_figures ff on ff.tenant_id = v.tenant_id and ff.form_id = ${formId} and ff.figure_id = v.figure_id
        join figures g on g.tenant_id = v.tenant_id and g.id = v.figure_id
        where v.tenant_id = s.tenant_id and v.org_unit_id = s.org_unit_id and v.period = s.period), '{}') as values,
      coalesce((
        select json_agg(json_build_object('figureId', sf.figure_id::text, 'formId', other.id::text, 'name', other.name) order by other.id)
        from form_figures sf
        join form_figures af on af.tenant_id = sf.tenant_id and af.figure_id = sf.figure_id and af.mode = 'ask'
        join forms other on other.tenant_id = af.tenant_id and other.id = af.form_id and other.level = f.level
          and other.frequency = f.frequency
        where sf.tenant_id = f.tenant_id and sf.form_id = f.id and other.id <> f.id), '[]') as asked_in
    from submissions s
    join form_windows w on w.tenant_id = s.tenant_id and w.form_id = s.form_id and w.period = s.period
    join forms f on f.tenant_id = s.tenant_id and f.id = s.form_id
    join org_units o on o.tenant_id = s.tenant_id and o.id = s.org_unit_id
    left join org_units k on k.tenant_id = f.tenant_id and k.id = f.keeper_unit_id
    where s.tenant_id = ${tenantId} and s.form_id = ${formId} and s.period = ${period} and s.org_unit_id = ${unitId}`.execute(
    db,
  );
  const head = rows[0];
  return head && { ...head, figures: showTaken(head.figures, head.taken) };
}
