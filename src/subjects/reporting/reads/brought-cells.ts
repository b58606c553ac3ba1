import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { eachInSlices } from '../../../platform/in-slices';
import type { CellWrite, SubmissionKey } from '../schema';
import { submissionName } from '../store/bring-in-windows';

const AT_ONCE = 5_000;

/** Which of the cells say something else than what is there, by their places in `cells`; true where something is there. */
export async function changedAmong(
  db: Db,
  tenantId: Id,
  cells: readonly CellWrite[],
): Promise<ReadonlyMap<number, boolean>> {
  const changed = new Map<number, boolean>();
  for (let from = 0; from < cells.length; from += AT_ONCE) {
    const some = cells.slice(from, from + AT_ONCE);
    const { rows } = await sql<{ place: number; had: boolean }>`
      select g.place::int as place, v.value is not null as had
      from unnest(${some.map(({ period }) => period)}::text[], ${some.map(({ unitId }) => unitId)}::bigint[],
        ${some.map(({ figureId }) => figureId)}::bigint[], ${some.map(({ category }) => category)}::text[],
        ${some.map(({ value }) => value)}::numeric[]) with ordinality
        as g(period, org_unit_id, figure_id, category, value, place)
      left join figure_values v on v.tenant_id = ${tenantId} and v.org_unit_id = g.org_unit_id and v.period = g.period
        and v.figure_id = g.figure_id and v.category = g.category
      where v.value is distinct from g.value`.execute(db);
    for (const { place, had } of rows) changed.set(from + place - 1, had);
  }
  return changed;
}

type Required = { formId: Id; figureId: Id; category: string };

/** How many of these would have a required cell blank with the cells in them. Counted before they are written, so that a look can say it. */
export async function blankForms(
  db: Db,
  tenantId: Id,
  submissions: readonly SubmissionKey[],
  cells: readonly CellWrite[],
  changed: ReadonlyMap<number, boolean>,
): Promise<number> {
  if (submissions.length === 0) return 0;
  const formIds = [...new Set(submissions.map(({ formId }) => formId))];
  const { rows: required } = await sql<Required>`
    select x.form_id, x.figure_id, coalesce(o.option->>'code', '') as category
    from form_figures x
    join figures f on f.tenant_id = x.tenant_id and f.id = x.figure_id
    left join dimensions d on d.tenant_id = f.tenant_id and d.code = f.dimension
    left join lateral jsonb_array_elements(d.options) as o(option) on true
    where x.tenant_id = ${tenantId} and x.form_id = any(${formIds}::bigint[]) and x.mode = 'ask' and x.required`.execute(
    db,
  );
  const asked = new Map<Id, Set<string>>();
  for (const { formId, figureId, category } of required)
    asked.set(formId, (asked.get(formId) ?? new Set()).add(`${figureId} ${category}`));
  const filled = new Map<string, number>();
  const { rows: stored } = await sql<SubmissionKey & { count: number }>`
    select k.form_id, k.period, k.unit_id, count(*)::int as count
    from unnest(${submissions.map(({ formId }) => formId)}::bigint[], ${submissions.map(({ period }) => period)}::text[],
      ${submissions.map(({ unitId }) => unitId)}::bigint[]) as k(form_id, period, unit_id)
    join figure_values v on v.tenant_id = ${tenantId} and v.org_unit_id = k.unit_id and v.period = k.period collate "C"
    join unnest(${required.map(({ formId }) => formId)}::bigint[], ${required.map(({ figureId }) => figureId)}::bigint[],
      ${required.map(({ category }) => category)}::text[]) as r(form_id, figure_id, category)
      on r.form_id = k.form_id and r.figure_id = v.figure_id and r.category collate "C" = v.category
    group by k.form_id, k.period, k.unit_id`.execute(db);
  for (const row of stored) filled.set(submissionName(row), row.count);
  await eachInSlices(changed, ([place, had]) => {
    const { value, figureId, category, ...key } = cells[place]!;
    if (had === (value !== null) || !asked.get(key.formId)?.has(`${figureId} ${category}`)) return;
    filled.set(submissionName(key), (filled.get(submissionName(key)) ?? 0) + (had ? -1 : 1));
  });
  return submissions.filter(one => (filled.get(submissionName(one)) ?? 0) < (asked.get(one.formId)?.size ?? 0)).length;
}
