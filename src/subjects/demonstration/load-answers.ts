import { sql } from 'kysely';
import type { Db } from '../../platform/database/connect';
import type { Id } from '../../platform/database/tables';
import { partsOfCell } from '../reporting/rules/cell-name';
import type { Stage } from '../reporting/schema';
import { tallyColumns } from '../reporting/store/rollups';
import type { Answer } from './figures/cells';

/** An answer as it came in, with ids instead of codes. */
export type LoadedAnswer = {
  answer: Answer;
  formId: Id;
  unitId: Id;
  submitted: { at: string; by: Id | null };
  approved: { at: string; by: Id } | null;
  accepted: { at: string; by: Id } | null;
};

const stageOf = ({ approved, accepted }: LoadedAnswer): Stage => (accepted ? 3 : approved ? 2 : 1);
const versionOf = ({ approved, accepted }: LoadedAnswer): number =>
  1 + Number(approved !== null) + Number(accepted !== null);

/** How far each has come, in one statement. */
const setStages = async (db: Db, tenantId: Id, loaded: readonly LoadedAnswer[]): Promise<void> => {
  const rows = loaded.map(one => ({
    form: one.formId,
    period: one.answer.period,
    unit: one.unitId,
    stage: stageOf(one),
    version: versionOf(one),
    exceptions: Object.keys(one.answer.explained ?? {}).length,
    submitted: one.submitted,
    approved: one.approved,
    accepted: one.accepted,
  }));
  await sql`
    update submissions s set stage = k.stage, version = k.version, exceptions = k.exceptions,
      first_submitted_at = (k.submitted->>'at')::timestamptz, submitted_at = (k.submitted->>'at')::timestamptz,
      submitted_by = (k.submitted->>'by')::bigint,
      approved_at = coalesce((k.approved->>'at')::timestamptz, (k.accepted->>'at')::timestamptz),
      approved_by = coalesce((k.approved->>'by')::bigint, (k.accepted->>'by')::bigint),
      accepted_at = (k.accepted->>'at')::timestamptz, accepted_by = (k.accepted->>'by')::bigint
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as k(form bigint, period text, unit bigint, stage smallint, version int,
      exceptions int, submitted jsonb, approved jsonb, accepted jsonb)
    where s.tenant_id = ${tenantId} and s.form_id = k.form and s.period = k.period collate "C" and s.org_unit_id = k.unit`.execute(
    db,
  );
};

/** What happened to each, in the order in which it did. */
const writeEvents = async (db: Db, tenantId: Id, loaded: readonly LoadedAnswer[]): Promise<void> => {
  const events = loaded.flatMap(one => {
    const { formId, unitId, submitted, approved, accepted } = one;
    const place = { form: formId, period: one.answer.period, unit: unitId };
    const from = approved ? 2 : 1;
    return [
      { ...place, ...submitted, action: 'submit', from: 0, to: 1, version: 1 },
      ...(approved ? [{ ...place, ...approved, action: 'approve', from: 1, to: 2, version: 2 }] : []),
      ...(accepted ? [{ ...place, ...accepted, action: 'accept', from, to: 3, version: from + 1 }] : []),
    ];
  });
  await sql`
    insert into submission_events (tenant_id, form_id, period, org_unit_id, at, user_id, action, from_stage, to_stage, version)
    select ${tenantId}, k.form, k.period, k.unit, k.at, k.by, k.action, k.from, k.to, k.version
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as k(form bigint, period text, unit bigint, at timestamptz, by bigint,
      action text, "from" smallint, "to" smallint, version int)
    order by k.at, k.form, k.period, k.unit, k.to`.execute(db);
};

/**
 * Cells of all units that answered one form for one period (all of them have the same), and in the same pass what they come to under each
 * lens: there is nothing yet that it would be added to, and nothing stands while it is corrected.
 */
const writeValues = async (
  db: Db,
  tenantId: Id,
  loaded: readonly LoadedAnswer[],
  figures: ReadonlyMap<string, Id>,
): Promise<void> => {
  const [{ formId, answer }] = loaded as [LoadedAnswer, ...LoadedAnswer[]];
  const { period } = answer;
  const names = Object.keys(answer.cells);
  const cells = names.map(partsOfCell);
  const ids = cells.map(({ code }) => figures.get(code)!);
  const values = loaded.flatMap(one => names.map(name => one.answer.cells[name]!));
  await sql`
    with given as materialized (
      select u.id as unit_id, c.figure_id, c.category, v.value
      from unnest(${loaded.map(({ unitId }) => unitId)}::bigint[]) with ordinality as u(id, nr)
      cross join unnest(${ids}::bigint[], ${cells.map(({ category }) => category)}::text[]) with ordinality as c(figure_id, category, nr)
      join unnest(${values}::numeric[]) with ordinality as v(value, nr) on v.nr = (u.nr - 1) * ${names.length}::int + c.nr),
    put as (
      insert into figure_values (tenant_id, org_unit_id, period, figure_id, category, form_id, value)
      select ${tenantId}, g.unit_id, ${period}, g.figure_id, g.category, ${formId}, g.value from given g)
    insert into rollups (tenant_id, lens, period, figure_id, group_id, category, n, total, low, high)
    select ${tenantId}, l.lens, ${period}, g.figure_id, s.group_id, g.category, count(*)::int, sum(g.value),
      case when f.aggregation in ('max', 'min') then min(g.value) end, case when f.aggregation in ('max', 'min') then max(g.value) end
    from given g
    join submissions s on s.tenant_id = ${tenantId} and s.form_id = ${formId} and s.period = ${period} and s.org_unit_id = g.unit_id
    join (values (1), (2), (3)) as l(lens) on s.stage >= l.lens
    join figures f on f.tenant_id = s.tenant_id and f.id = g.figure_id
    group by l.lens, g.figure_id, s.group_id, g.category, f.aggregation
    on conflict (tenant_id, lens, period, figure_id, group_id, category)
    do update set n = rollups.n + excluded.n, total = rollups.total + excluded.total`.execute(db);
};

const writeExplanations = async (
  db: Db,
  tenantId: Id,
  loaded: readonly LoadedAnswer[],
  figures: ReadonlyMap<string, Id>,
  otherwise: Id,
): Promise<void> => {
  const notes = loaded.flatMap(({ answer, formId, unitId, submitted }) =>
    Object.entries(answer.explained ?? {}).map(([cell, body]) => {
      const { code, category } = partsOfCell(cell);
      return {
        ...{ tenantId, formId, period: answer.period, orgUnitId: unitId, figureId: figures.get(code)!, category },
        ...{ kind: 'explanation' as const, body, userId: submitted.by ?? otherwise, at: submitted.at },
      };
    }),
  );
  if (notes.length > 0) await db.insertInto('cellNotes').values(notes).execute();
};

/** How many are expected and how far they are, anew. */
const countAgain = async (db: Db, tenantId: Id): Promise<void> => {
  await sql`delete from tallies where tenant_id = ${tenantId}`.execute(db);
  await sql`
    insert into tallies (tenant_id, form_id, period, group_id, expected, submitted, approved, accepted, on_time)
    select s.tenant_id, s.form_id, s.period, s.group_id, ${tallyColumns}
    from submissions s join form_windows w on w.tenant_id = s.tenant_id and w.form_id = s.form_id and w.period = s.period
    where s.tenant_id = ${tenantId}
    group by s.tenant_id, s.form_id, s.period, s.group_id`.execute(db);
};

/**
 * A year of answers at once, beside the door: their windows are open and nobody has answered. What was said in explanation by a
 * school without an account of its own is under `otherwise`.
 */
export async function loadAnswers(db: Db, tenantId: Id, loaded: readonly LoadedAnswer[], otherwise: Id): Promise<void> {
  const rows = await db.selectFrom('figures').select(['id', 'code']).where('tenantId', '=', tenantId).execute();
  const figures = new Map(rows.map(({ code, id }) => [code, id]));
  const windows = new Map<string, LoadedAnswer[]>();
  for (const one of loaded) {
    const key = `${one.formId} ${one.answer.period}`;
    windows.set(key, [...(windows.get(key) ?? []), one]);
  }
  await setStages(db, tenantId, loaded);
  await writeEvents(db, tenantId, loaded);
  for (const those of windows.values()) await writeValues(db, tenantId, those, figures);
  await writeExplanations(db, tenantId, loaded, figures, otherwise);
  await countAgain(db, tenantId);
}
