import { sql } from 'kysely';
import { shiftPeriod, shiftYear } from '../../../kernel/period';
import { refuse } from '../../../kernel/refusal';
import type { Id, Timestamp } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import type { CategoryOption } from '../../indicators/schema';
import { seesSubmission } from '../policy';
import { answersFor, leadsFigure, mayReopen, mayReturn, stepOf, takesStep } from '../review-policy';
import type { ReviewCell, ReviewNote, ReviewOne } from '../review-schema';
import { cellNameOf } from '../rules/cell-name';
import type { Stage } from '../schema';
import { changedCells, settledAt } from './changed-cells';
import { bigChanges } from './exceptions';
import { reviewFindings } from './review-findings';
import { type WindowPlace, windowPlace } from './review-place';

type Ref = { formId: Id; period: string; unitId: Id };

type Head = {
  unitId: Id;
  unitName: string;
  path: string;
  groupId: Id;
  groupName: string;
  stage: Stage;
  version: number;
  exempt: string | null;
  exceptions: number;
  submittedAt: Timestamp | null;
  submittedBy: string | null;
  returnReason: string | null;
  acceptedAt: Timestamp | null;
};

const headOf = async ({ db, actor }: Context, { formId, period, unitId }: Ref): Promise<Head> => {
  const { rows } = await sql<Head>`
    select s.org_unit_id as unit_id, o.name as unit_name, o.path, s.group_id, g.short_name as group_name, s.stage, s.version, s.exempt,
      s.exceptions, s.submitted_at, u.name as submitted_by, s.return_reason, s.accepted_at
    from submissions s
    join org_units o on o.tenant_id = s.tenant_id and o.id = s.org_unit_id
    join org_units g on g.tenant_id = s.tenant_id and g.id = s.group_id
    left join users u on u.tenant_id = s.tenant_id and u.id = s.submitted_by
    where s.tenant_id = ${actor.tenantId} and s.form_id = ${formId} and s.period = ${period} and s.org_unit_id = ${unitId}`.execute(
    db,
  );
  return rows[0] ?? refuse('not-found');
};

type CellRow = Pick<ReviewCell, 'figureId' | 'code' | 'name' | 'unit' | 'decimals' | 'section' | 'category'> & {
  leadPath: string | null;
  options: CategoryOption[] | null;
  value: string | null;
  previous: string | null;
  lastYear: string | null;
};

// Every cell the form asks, and what was handed in although it no longer asks it.
const cellRows = async ({ db, actor }: Context, { formId, period, unitId }: Ref): Promise<CellRow[]> => {
  const { rows } = await sql<CellRow>`
    select f.id as figure_id, f.code, f.name, f.unit, f.decimals, x.section, c.category, l.path as lead_path, d.options,
      trim_scale(v.value)::text as value, trim_scale(p.value)::text as previous,
      trim_scale(y.value)::text as last_year
    from form_figures x
    join figures f on f.tenant_id = x.tenant_id and f.id = x.figure_id
    left join org_units l on l.tenant_id = f.tenant_id and l.id = f.lead_unit_id
    left join dimensions d on d.tenant_id = f.tenant_id and d.code = f.dimension
    cross join lateral (
      select coalesce(o.value ->> 'code', '') as category, o.nr
      from (select 1) as one left join jsonb_array_elements(d.options) with ordinality as o(value, nr) on true) c
    left join figure_values v on v.tenant_id = x.tenant_id and v.org_unit_id = ${unitId} and v.period = ${period}
      and v.figure_id = x.figure_id and v.category = c.category collate "C" and v.form_id = x.form_id
    left join figure_values p on p.tenant_id = x.tenant_id and p.org_unit_id = ${unitId} and p.period = ${shiftPeriod(period, -1)}
      and p.figure_id = x.figure_id and p.category = c.category collate "C"
    left join figure_values y on y.tenant_id = x.tenant_id and y.org_unit_id = ${unitId} and y.period = ${shiftYear(period, -1)}
      and y.figure_id = x.figure_id and y.category = c.category collate "C"
    where x.tenant_id = ${actor.tenantId} and x.form_id = ${formId} and x.mode = 'ask'
    order by x.sort, f.code, c.nr`.execute(db);
  return rows;
};

type NoteRow = ReviewNote & { figureId: Id; category: string };

const notesOf = async ({ db, actor }: Context, { formId, period, unitId }: Ref): Promise<NoteRow[]> => {
  const { rows } = await sql<NoteRow>`
    select n.id, n.figure_id, n.category, n.kind, n.body, u.name as by, n.at, n.resolved_at, r.name as resolved_by,
      coalesce((
        select json_agg(json_build_object('id', f.id::text, 'name', f.name) order by f.id)
        from cell_note_files nf join files f on f.tenant_id = nf.tenant_id and f.id = nf.file_id
        where nf.tenant_id = n.tenant_id and nf.note_id = n.id), '[]') as files,
      (select o.short_name from posts p join org_units o on o.tenant_id = p.tenant_id and o.id = p.org_unit_id
       where p.tenant_id = n.tenant_id and p.user_id = n.user_id and p.valid_to is null order by p.id limit 1) as by_unit
    from cell_notes n
    join users u on u.tenant_id = n.tenant_id and u.id = n.user_id
    left join users r on r.tenant_id = n.tenant_id and r.id = n.resolved_by
    where n.tenant_id = ${actor.tenantId} and n.form_id = ${formId} and n.period = ${period} and n.org_unit_id = ${unitId}
    order by n.id`.execute(db);
  return rows;
};

const eventsOf = async ({ db, actor }: Context, { formId, period, unitId }: Ref): Promise<ReviewOne['events']> => {
  const { rows } = await sql<ReviewOne['events'][number]>`
    select e.at, u.name as by, e.action, e.from_stage, e.to_stage, e.reason from submission_events e
    left join users u on u.tenant_id = e.tenant_id and u.id = e.user_id
    where e.tenant_id = ${actor.tenantId} and e.form_id = ${formId} and e.period = ${period} and e.org_unit_id = ${unitId}
    order by e.id desc limit 200`.execute(db);
  return rows;
};

const mayOf = ({ actor }: Context, { keeperPath }: WindowPlace, head: Head, led: Id[]): ReviewOne['may'] => {
  const place = { unitPath: head.path, keeperPath };
  const step = stepOf(head.stage, head.path);
  return {
    approve: step === 'approve' && takesStep(actor, 'approve', place),
    accept: step === 'accept' && takesStep(actor, 'accept', place),
    return: mayReturn(actor, head.stage, place),
    reopen: mayReopen(actor, head.stage, place),
    answer: answersFor(actor, head.path),
    query: head.stage >= 1 ? led : [],
  };
};

const cellName = ({ code, category }: { code: string; category: string }): string => `${code} ${category}`;

/**
 * A submission for whoever reviews it: each cell with the period before, what it was when last approved or accepted, and what is
 * said about it. Who sees it only as lead of some figures (牵头处室) gets those figures' cells.
 */
export async function reviewOne(context: Context, ref: Ref): Promise<ReviewOne> {
  const { db, actor } = context;
  const { tenantId } = actor;
  const window = await windowPlace(db, tenantId, ref.formId, ref.period);
  const head = await headOf(context, ref);
  const all = await cellRows(context, ref);
  const led = all.filter(({ leadPath }) => leadsFigure(actor, leadPath));
  const wholly = seesSubmission(actor, { unitPath: head.path, keeperPath: window.keeperPath });
  const cells = wholly ? all : led;
  if (!wholly && (led.length === 0 || head.stage === 0)) refuse('not-found');
  const settled = await settledAt(db, tenantId, window, [ref.unitId]);
  const changed = new Map((await changedCells(db, tenantId, window, settled)).map(cell => [cellName(cell), cell]));
  const big = new Set((await bigChanges(context, window, [ref.unitId])).map(cellName));
  const notes = await notesOf(context, ref);
  const { findings: found, derived } = await reviewFindings(context, ref);
  // What cells say of each other speaks of figures that who leads one alone does not read.
  const findings = wholly ? found : found.filter(({ code }) => code !== 'check' && code !== 'ratio-above-hundred');
  return {
    form: { id: window.formId, code: window.code, name: window.name },
    unit: { id: head.unitId, name: head.unitName },
    group: { id: head.groupId, name: head.groupName },
    period: ref.period,
    stage: head.stage,
    version: head.version,
    // Reasons speak of the whole submission.
    exempt: head.exempt === null || wholly ? head.exempt : '',
    explained: head.exceptions,
    submittedAt: head.submittedAt,
    submittedBy: head.submittedBy,
    returnReason: wholly ? head.returnReason : null,
    settledAt: settled[0]?.at ?? null,
    acceptedAt: head.acceptedAt,
    cells: cells.map(({ leadPath: _, options, ...cell }): ReviewCell => {
      const before = changed.get(cellName(cell));
      return {
        ...cell,
        categoryName: options?.find(({ code }) => code === cell.category)?.name ?? '',
        settled: before ? before.before : settled.length > 0 ? cell.value : null,
        changed: before !== undefined,
        big: big.has(cellName(cell)),
        findings: findings.filter(({ at }) => at === cellNameOf(cell.code, cell.category)),
        notes: notes
          .filter(({ figureId, category }) => figureId === cell.figureId && category === cell.category)
          .map(({ figureId: _figure, category: _category, ...note }) => note),
      };
    }),
    derived: wholly ? derived : [],
    events: (await eventsOf(context, ref)).map(event => (wholly ? event : { ...event, reason: '' })),
    wholly,
    may: mayOf(context, window, head, [...new Set(led.map(({ figureId }) => figureId))]),
  };
}
