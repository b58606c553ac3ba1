import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Timestamp } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import { mayEnterBelow, seesSubmission } from '../policy';
import type { FormCheck, SubmissionKey } from '../schema';
import { type AskedFigure, figuresJson } from './form-figures';

/** A form and its window, for the sheet of all units below one. */
export type BelowHead = {
  formName: string;
  guidance: string;
  checks: FormCheck[];
  keeperPath: string | null;
  unitName: string;
  unitPath: string;
  endsOn: DateText;
  opensOn: DateText;
  dueOn: DateText;
  locksOn: DateText;
  closedAt: Timestamp | null;
  figures: AskedFigure[];
};

/** Refuses `not-found` for a unit the caller does not see, `not-permitted` where they do not fill in for those below it, `window-not-open`. */
export async function belowHead(
  db: Db,
  actor: Actor,
  today: DateText,
  { formId, period, unitId }: SubmissionKey,
): Promise<BelowHead> {
  const { rows } = await sql<Omit<BelowHead, 'opensOn'> & { opensOn: DateText | null }>`
    select f.name as form_name, f.guidance, f.checks, k.path as keeper_path, o.name as unit_name, o.path as unit_path,
      w.ends_on, w.opens_on, w.due_on, w.locks_on, w.closed_at, ${figuresJson()} as figures
    from forms f
    join org_units o on o.tenant_id = f.tenant_id and o.id = ${unitId}
    left join org_units k on k.tenant_id = f.tenant_id and k.id = f.keeper_unit_id
    left join form_windows w on w.tenant_id = f.tenant_id and w.form_id = f.id and w.period = ${period}
    where f.tenant_id = ${actor.tenantId} and f.id = ${formId}`.execute(db);
  const head = rows[0];
  if (!head || !seesSubmission(actor, head)) return refuse('not-found');
  if (!mayEnterBelow(actor, head.unitPath)) return refuse('not-permitted');
  const { opensOn } = head;
  return opensOn === null || opensOn > today ? refuse('window-not-open') : { ...head, opensOn };
}
