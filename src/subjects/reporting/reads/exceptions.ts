import { sql } from 'kysely';
import { shiftPeriod } from '../../../kernel/period';
import { refuse } from '../../../kernel/refusal';
import type { Id, Timestamp } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { takesStep } from '../review-policy';
import type { BigChange, Exceptions, Step, WaitingUnit } from '../review-schema';
import type { Stage } from '../schema';
import { changedCells, settledAt } from './changed-cells';
import { othersReview } from './own-submissions';
import { type WindowPlace, windowPlace } from './review-place';
import { approvedBy, queriesOpen, waitsFor } from './to-review';

type Row = {
  unitId: Id;
  unitName: string;
  path: string;
  version: number;
  stage: Stage;
  waits: boolean;
  submittedAt: Timestamp | null;
  submittedBy: Id | null;
  late: boolean;
  explained: number;
  queries: number;
  returnReason: string | null;
  remindedAt: Timestamp | null;
};

const rowsOf = async (
  { db, actor }: Context,
  { formId, period, keeperPath }: WindowPlace,
  groupId: Id,
  step: Step,
): Promise<Row[]> => {
  // Whoever accepts sees the whole group; a county what it approves.
  const seen = takesStep(actor, 'accept', { unitPath: '', keeperPath }) ? sql`true` : approvedBy(actor);
  const { rows } = await sql<Row>`
    select s.org_unit_id as unit_id, o.short_name as unit_name, o.path, s.version, s.stage, ${waitsFor(step)} as waits,
      s.submitted_at, s.submitted_by, s.exceptions as explained, ${queriesOpen} as queries, s.return_reason,
      (select max(e.at) from submission_events e where e.tenant_id = s.tenant_id and e.form_id = s.form_id and e.period = s.period
        and e.org_unit_id = s.org_unit_id and e.action = 'remind') as reminded_at,
      coalesce((s.first_submitted_at at time zone 'Asia/Shanghai')::date > greatest(w.due_on, s.extended_to), false) as late
    from submissions s
    join form_windows w on w.tenant_id = s.tenant_id and w.form_id = s.form_id and w.period = s.period
    join org_units o on o.tenant_id = s.tenant_id and o.id = s.org_unit_id
    where s.tenant_id = ${actor.tenantId} and s.form_id = ${formId} and s.period = ${period} and s.group_id = ${groupId}
      and s.exempt is null and s.stage < 3 and ${seen}
    order by o.sort, o.id`.execute(db);
  return rows;
};

/** Cells of some units that moved more than their form allows without an explanation, the largest first. */
export async function bigChanges(
  { db, actor }: Context,
  { formId, period }: { formId: Id; period: string },
  unitIds: readonly Id[],
): Promise<(BigChange & { unitId: Id })[]> {
  const { rows } = await sql<BigChange & { unitId: Id }>`
    select v.org_unit_id as unit_id, v.figure_id, f.code, f.name, v.category,
      coalesce((
        select o.value ->> 'name' from dimensions d cross join jsonb_array_elements(d.options) o(value)
        where d.tenant_id = f.tenant_id and d.code = f.dimension and o.value ->> 'code' = v.category), '') as category_name,
      trim_scale(p.value)::text as before,
      trim_scale(v.value)::text as after, trim_scale(round(100 * (v.value - p.value) / abs(p.value), 1))::text as percent
    from form_figures x
    join figures f on f.tenant_id = x.tenant_id and f.id = x.figure_id
    join figure_values v on v.tenant_id = x.tenant_id and v.figure_id = x.figure_id and v.period = ${period}
      and v.form_id = x.form_id and v.org_unit_id = any(${[...unitIds]}::bigint[])
    join figure_values p on p.tenant_id = v.tenant_id and p.org_unit_id = v.org_unit_id and p.period = ${shiftPeriod(period, -1)}
      and p.figure_id = v.figure_id and p.category = v.category
    where x.tenant_id = ${actor.tenantId} and x.form_id = ${formId} and x.change_limit is not null and p.value <> 0
      and abs(v.value - p.value) * 100 > x.change_limit * abs(p.value)
    order by abs(v.value - p.value) / abs(p.value) desc, f.code, v.category`.execute(db);
  return rows;
}

const MOST_CHANGES = 10;

const by = <Row extends { unitId: Id }>(rows: readonly Row[]): Map<Id, Row[]> => {
  const found = new Map<Id, Row[]>();
  for (const row of rows) {
    const list = found.get(row.unitId);
    if (list) list.push(row);
    else found.set(row.unitId, [row]);
  }
  return found;
};

const gravity = ({ queries, explained, corrected, changes, late, own }: WaitingUnit): number =>
  (queries > 0 ? 32 : 0) +
  (explained > 0 ? 16 : 0) +
  (corrected > 0 ? 8 : 0) +
  (changes.length > 0 ? 4 : 0) +
  (own ? 2 : 0) +
  (late ? 1 : 0);

/** What waits in one group for a step, what of it should be looked at first, and who is missing. */
export async function exceptionsOf(
  context: Context,
  { formId, period, groupId, step }: { formId: Id; period: string; groupId: Id; step: Step },
): Promise<Exceptions> {
  const { db, actor } = context;
  const { tenantId } = actor;
  const window = await windowPlace(db, tenantId, formId, period);
  const group = await db
    .selectFrom('orgUnits')
    .select(['shortName', 'path'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', groupId)
    .executeTakeFirst();
  if (!group) return refuse('not-found');
  // A county asks for its own schools; what stands beside it is not there.
  const below = `${group.path}-/`;
  const sees = (['approve', 'accept'] as const).some(one =>
    takesStep(actor, one, { unitPath: below, keeperPath: window.keeperPath }),
  );
  if (!sees) refuse('not-found');
  if (!takesStep(actor, step, { unitPath: below, keeperPath: window.keeperPath })) refuse('not-permitted');
  const rows = await rowsOf(context, window, groupId, step);
  const waiting = rows.filter(({ waits }) => waits);
  const ids = waiting.map(({ unitId }) => unitId);
  const changes = by(await bigChanges(context, window, ids));
  const corrected = by(await changedCells(db, tenantId, window, await settledAt(db, tenantId, window, ids)));
  const others = othersReview(db, actor);
  const units: WaitingUnit[] = [];
  for (const { unitId, unitName, path, version, submittedAt, submittedBy, late, explained, queries } of waiting)
    units.push({
      unitId,
      unitName,
      version,
      submittedAt,
      late,
      explained,
      queries,
      corrected: corrected.get(unitId)?.length ?? 0,
      changes: (changes.get(unitId) ?? []).slice(0, MOST_CHANGES).map(({ unitId: _, ...change }) => change),
      own: submittedBy === actor.userId && (await others(step, { unitPath: path, keeperPath: window.keeperPath })),
    });
  const exceptions = units.filter(unit => gravity(unit) > 0).sort((a, b) => gravity(b) - gravity(a));
  const clean = units.filter(unit => gravity(unit) === 0);
  return {
    formName: window.name,
    groupName: group.shortName,
    exceptions,
    clean: clean.map(({ unitId, unitName, version }) => ({ unitId, unitName, version })),
    missing: rows
      .filter(({ waits, stage }) => !waits && stage < (step === 'approve' ? 1 : 2))
      .map(({ unitId, unitName, stage, returnReason, remindedAt }) => ({
        ...{ unitId, unitName, stage, returnReason, remindedAt },
      })),
  };
}
