import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id, Timestamp } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import type { CellTexts } from '../entry-schema';
import { mayEnterFor, seesSubmission } from '../policy';
import { type AskedFigure, cellNameIn, figuresJson, showTaken, takenElsewhere } from '../reads/form-figures';
import { refuseMissing } from '../reads/missing-submission';
import { barOf } from '../rules/timing';
import type { Draft, DraftCell, FormCheck, Stage, SubmissionKey } from '../schema';

/** A submission locked for typing or handing in, with all that decides about it. */
export type LockedEntry = SubmissionKey & {
  formName: string;
  keeperPath: string | null;
  unitName: string;
  unitPath: string;
  unitValidTo: DateText | null;
  endsOn: DateText;
  opensOn: DateText;
  dueOn: DateText;
  locksOn: DateText;
  closedAt: Timestamp | null;
  extendedTo: DateText | null;
  exempt: string | null;
  groupId: Id;
  stage: Stage;
  version: number;
  draft: Record<string, DraftCell>;
  draftVersion: number;
  submittedBy: Id | null;
  submittedAt: Timestamp | null;
  firstSubmittedAt: Timestamp | null;
  acceptedAt: Timestamp | null;
  returnedAt: Timestamp | null;
  figures: AskedFigure[];
  checks: FormCheck[];
  /** What was handed in with this form; the cells of figures that it only shows too. */
  values: CellTexts;
};

type Row = Omit<LockedEntry, 'draft'> & { draft: Draft | null; seenVersion: number; taken: Id[] };

// The whole of what typing needs, in one statement. What it reads beside the locked row is as old as its beginning: where it had to
// wait for somebody who handed in, `seen_version` differs and it is read once more.
const lockOnce = async (
  db: Db,
  tenantId: Id,
  { formId, period, unitId }: SubmissionKey,
  codes: readonly string[] | null,
): Promise<Row | undefined> => {
  const { rows } = await sql<Row>`
    select s.form_id, s.period, s.org_unit_id as unit_id, f.name as form_name, f.checks, k.path as keeper_path,
      o.name as unit_name, o.path as unit_path, o.valid_to as unit_valid_to, w.ends_on, w.opens_on, w.due_on, w.locks_on, w.closed_at,
      s.extended_to, s.exempt, s.group_id, s.stage, s.version, s.draft, s.draft_version, s.submitted_by, s.submitted_at,
      s.first_submitted_at, s.accepted_at, s.returned_at, ${figuresJson(codes)} as figures, ${takenElsewhere(formId)} as taken,
      (select x.version from submissions x where x.tenant_id = s.tenant_id and x.form_id = s.form_id and x.period = s.period
        and x.org_unit_id = s.org_unit_id) as seen_version,
      coalesce((
        select json_object_agg(${cellNameIn(sql`v.category`)}, trim_scale(v.value)::text)
        from figure_values v
        join form_figures ff on ff.tenant_id = v.tenant_id and ff.form_id = ${formId} and ff.figure_id = v.figure_id
        join figures g on g.tenant_id = v.tenant_id and g.id = v.figure_id
        where v.tenant_id = s.tenant_id and v.org_unit_id = s.org_unit_id and v.period = s.period
          ${codes === null ? sql`` : sql`and g.code = any(${[...codes]}::text[])`}), '{}') as values
    from submissions s
    join form_windows w on w.tenant_id = s.tenant_id and w.form_id = s.form_id and w.period = s.period
    join forms f on f.tenant_id = s.tenant_id and f.id = s.form_id
    join org_units o on o.tenant_id = s.tenant_id and o.id = s.org_unit_id
    left join org_units k on k.tenant_id = f.tenant_id and k.id = f.keeper_unit_id
    where s.tenant_id = ${tenantId} and s.form_id = ${formId} and s.period = ${period} and s.org_unit_id = ${unitId}
    for update of s`.execute(db);
  return rows[0];
};

/**
 * Locks a submission that this person may fill in now. `codes`: only these figures are looked at. Refuses `not-found` for what the
 * person does not see, `not-permitted`, and what stands in the way (`barOf`).
 */
export async function lockEntry(
  db: Db,
  actor: Actor,
  today: DateText,
  key: SubmissionKey,
  codes: readonly string[] | null = null,
): Promise<LockedEntry> {
  let row = await lockOnce(db, actor.tenantId, key, codes);
  if (row && row.seenVersion !== row.version) row = await lockOnce(db, actor.tenantId, key, codes);
  if (!row) return refuseMissing(db, actor, today, key);
  if (!seesSubmission(actor, row)) refuse('not-found');
  if (!mayEnterFor(actor, row.unitPath)) refuse('not-permitted');
  const bar = barOf(row, today);
  if (bar)
    refuse(bar, {
      unit: row.unitName,
      on: row.unitValidTo,
      reason: row.exempt,
      locksOn: row.extendedTo ?? row.locksOn,
      version: row.version,
      stage: row.stage,
    });
  const { seenVersion: _, draft, taken, ...entry } = row;
  return { ...entry, figures: showTaken(entry.figures, taken), draft: draft?.cells ?? {} };
}

/** Puts cells into the draft of a locked submission; returns the draft's new version. */
export async function putDraft(
  db: Db,
  tenantId: Id,
  { formId, period, unitId }: SubmissionKey,
  cells: Readonly<Record<string, DraftCell>>,
): Promise<number> {
  const { rows } = await sql<{ draftVersion: number }>`
    update submissions s set draft_version = s.draft_version + 1,
      draft = jsonb_build_object('cells', coalesce(s.draft->'cells', '{}') || ${JSON.stringify(cells)}::jsonb)
    where s.tenant_id = ${tenantId} and s.form_id = ${formId} and s.period = ${period} and s.org_unit_id = ${unitId}
    returning s.draft_version`.execute(db);
  return rows[0]!.draftVersion;
}
