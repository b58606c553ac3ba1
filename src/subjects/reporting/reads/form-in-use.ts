import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import type { FormInUse, LeavingFigure } from '../form-schema';

/**
 * Figures that this form asks now and no longer would: with what units handed in of them, and what they have typed and not handed in
 * yet.
 */
export async function leavingFigures(
  db: Db,
  tenantId: Id,
  formId: Id,
  wanted: readonly { code: string; mode: 'ask' | 'show' }[],
): Promise<LeavingFigure[]> {
  const asked = wanted.filter(({ mode }) => mode === 'ask').map(({ code }) => code);
  const shown = wanted.filter(({ mode }) => mode === 'show').map(({ code }) => code);
  const { rows } = await sql<LeavingFigure>`
    select g.code, g.name, case when g.code = any(${shown}::text[]) then 'shown' else 'gone' end as to,
      (select count(*)::int from submissions s
       where s.tenant_id = x.tenant_id and s.form_id = x.form_id and s.first_submitted_at is not null
         and exists (select 1 from figure_values v where v.tenant_id = s.tenant_id and v.org_unit_id = s.org_unit_id
           and v.period = s.period and v.figure_id = x.figure_id and v.form_id = s.form_id)) as handed_in,
      (select count(*)::int from submissions s
       where s.tenant_id = x.tenant_id and s.form_id = x.form_id and s.draft is not null
         and exists (select 1 from jsonb_each(s.draft -> 'cells') c
           where split_part(c.key, '.', 1) = g.code and c.value ->> 'v' <> '')) as typed
    from form_figures x
    join figures g on g.tenant_id = x.tenant_id and g.id = x.figure_id
    where x.tenant_id = ${tenantId} and x.form_id = ${formId} and x.mode = 'ask' and g.code <> all(${asked}::text[])
    order by x.sort`.execute(db);
  return rows;
}

/** What a change of a form meets: windows that are being filled in, and figures that would leave. */
export async function formInUse(
  db: Db,
  tenantId: Id,
  formId: Id,
  wanted: readonly { code: string; mode: 'ask' | 'show' }[],
  today: DateText,
): Promise<FormInUse> {
  const { rows } = await sql<Omit<FormInUse, 'leaving'>>`
    select count(*) > 0 as is_opened, json_build_object(
      'periods', coalesce(json_agg(w.period order by w.ends_on desc) filter (where w.is_running), '[]'),
      'waiting', coalesce(sum(w.waiting) filter (where w.is_running), 0)::int,
      'handedIn', coalesce(sum(w.handed_in) filter (where w.is_running), 0)::int) as running
    from (
      select w.period, w.ends_on, w.closed_at is null and w.locks_on >= ${today}::date as is_running, n.waiting, n.handed_in
      from form_windows w
      cross join lateral (
        select count(*) filter (where s.stage = 0 and s.exempt is null) as waiting, count(*) filter (where s.stage > 0) as handed_in
        from submissions s
        where s.tenant_id = w.tenant_id and s.form_id = w.form_id and s.period = w.period) n
      where w.tenant_id = ${tenantId} and w.form_id = ${formId}) w`.execute(db);
  return { ...rows[0]!, leaving: await leavingFigures(db, tenantId, formId, wanted) };
}
