import { sql } from 'kysely';
import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import { type Change, type Context, read, write } from '../../../platform/operation';
import { inScope } from '../../org/rules';
import {
  acrossFigureInput,
  acrossMovesInput,
  acrossUnitsInput,
  answerQueryInput,
  confirmCellsInput,
  queriesInput,
  queryInput,
} from '../across-schema';
import { mayLook } from '../policy';
import { acrossFigures, acrossGroups, acrossMoves, acrossUnits } from '../reads/across';
import { queriesOf } from '../reads/queries';
import { refuseReview } from '../reads/review-place';
import { answersFor, leadsFigure, mayLookAcross } from '../review-policy';
import { submissionId } from '../rules/submission-id';
import type { CellNoteKind, Stage, SubmissionKey } from '../schema';
import { resolveQueries, writeNotes } from '../store/notes';

export const across = read({
  name: 'reporting.across',
  summary: '本处室牵头的数据项，各期报送到哪里、还有多少质疑',
  input: z.object({}),
  may: mayLookAcross,
  run: async context => ({ figures: await acrossFigures(context) }),
});

export const acrossFigure = read({
  name: 'reporting.acrossFigure',
  summary: '一个数据项一期在各县（市、区）的汇总，与上期对照',
  input: acrossFigureInput,
  may: mayLookAcross,
  run: acrossGroups,
});

export const acrossMovesOf = read({
  name: 'reporting.acrossMoves',
  summary: '几个数据项一期在各县（市、区）的已上报汇总和上期汇总',
  input: acrossMovesInput,
  may: mayLookAcross,
  run: acrossMoves,
});

export const acrossUnitsOf = read({
  name: 'reporting.acrossUnits',
  summary: '一个数据项一期在一个县（市、区）各单位的数',
  input: acrossUnitsInput,
  may: mayLookAcross,
  run: acrossUnits,
});

export const queries = read({
  name: 'reporting.queries',
  summary: '与本人有关的质疑：牵头数据项上的，所属单位的',
  input: queriesInput,
  may: mayLook,
  run: async (context, input) => ({ queries: await queriesOf(context, input) }),
});

type Cell = { unitId: Id; figureId: Id; category: string };
type HandedIn = Cell & { unitPath: string; leadPath: string | null; stage: Stage; value: string | null };

/** The cells with their figures' leads, the submissions locked; what is no cell of the form is left out. */
const lockCells = async (
  { db, actor }: Context,
  { formId, period }: { formId: Id; period: string },
  cells: readonly Cell[],
): Promise<HandedIn[]> => {
  const { rows } = await sql<HandedIn>`
    select s.org_unit_id as unit_id, x.figure_id, k.category, o.path as unit_path, l.path as lead_path, s.stage,
      (select v.value from figure_values v where v.tenant_id = s.tenant_id and v.org_unit_id = s.org_unit_id and v.period = s.period
        and v.figure_id = k.figure_id and v.category = k.category collate "C") as value
    from unnest(${cells.map(({ unitId }) => unitId)}::bigint[], ${cells.map(({ figureId }) => figureId)}::bigint[],
      ${cells.map(({ category }) => category)}::text[]) with ordinality as k(unit_id, figure_id, category, nr)
    join submissions s on s.tenant_id = ${actor.tenantId} and s.form_id = ${formId} and s.period = ${period}
      and s.org_unit_id = k.unit_id
    join form_figures x on x.tenant_id = s.tenant_id and x.form_id = s.form_id and x.figure_id = k.figure_id and x.mode = 'ask'
    join figures f on f.tenant_id = s.tenant_id and f.id = x.figure_id
    join org_units o on o.tenant_id = s.tenant_id and o.id = s.org_unit_id
    left join org_units l on l.tenant_id = s.tenant_id and l.id = f.lead_unit_id
    order by s.org_unit_id, k.nr
    for share of s`.execute(db);
  return rows;
};

/** What was said about a cell, for the audit. */
const said = (
  noteId: Id,
  key: SubmissionKey,
  kind: CellNoteKind,
  { figureId, category }: Pick<Cell, 'figureId' | 'category'>,
  body: string,
): Change => ({
  kind: 'cell-note',
  id: noteId,
  under: { kind: 'submission', id: submissionId(key) },
  after: { kind, figureId, ...(category ? { category } : {}), ...(body ? { body } : {}) },
});

/** Cells of figures that the actor leads; nothing else is there for them. */
const cellsLed = async (
  context: Context,
  window: { formId: Id; period: string },
  cells: readonly Cell[],
): Promise<HandedIn[]> => {
  const found = await lockCells(context, window, cells);
  const { actor } = context;
  const sees = ({ unitPath, leadPath }: HandedIn) => leadsFigure(actor, leadPath) || inScope(actor, unitPath);
  if (found.length < cells.length || !found.every(sees)) refuse('not-found');
  if (!found.every(({ leadPath }) => leadsFigure(actor, leadPath))) refuse('not-permitted');
  if (found.some(({ stage, value }) => stage === 0 || value === null)) refuseReview(actor, 'not-handed-in');
  return found;
};

export const query = write({
  name: 'reporting.query',
  summary: '牵头处室对一个数据提出质疑，单位和县（市、区）都能看到',
  input: queryInput,
  may: mayLookAcross,
  run: async (context, { formId, period, unitId, figureId, category, reason }): Promise<{ noteId: Id }> => {
    const cell = { unitId, figureId, category };
    await cellsLed(context, { formId, period }, [cell]);
    const [noteId] = await writeNotes(context, [{ formId, period, ...cell, kind: 'query', body: reason }]);
    await context.audit(said(noteId!, { formId, period, unitId }, 'query', cell, reason));
    return { noteId: noteId! };
  },
});

type OpenQuery = Cell & { formId: Id; period: string; unitPath: string; leadPath: string | null; resolved: boolean };

export const answerQuery = write({
  name: 'reporting.answerQuery',
  summary: '答复质疑；是否消除由牵头处室确认',
  input: answerQueryInput,
  may: mayLook,
  run: async (context, { noteId, body }): Promise<{ noteId: Id }> => {
    const { db, actor } = context;
    const { rows } = await sql<OpenQuery>`
      select n.form_id, n.period, n.org_unit_id as unit_id, n.figure_id, n.category, o.path as unit_path, l.path as lead_path,
        n.resolved_at is not null as resolved
      from cell_notes n
      join org_units o on o.tenant_id = n.tenant_id and o.id = n.org_unit_id
      join figures f on f.tenant_id = n.tenant_id and f.id = n.figure_id
      left join org_units l on l.tenant_id = f.tenant_id and l.id = f.lead_unit_id
      where n.tenant_id = ${actor.tenantId} and n.id = ${noteId} and n.kind = 'query'
      for update of n`.execute(db);
    const [found] = rows;
    if (!found || !(inScope(actor, found.unitPath) || leadsFigure(actor, found.leadPath))) return refuse('not-found');
    if (!answersFor(actor, found.unitPath)) return refuse('not-permitted');
    if (found.resolved) refuseReview(actor, 'query-over');
    const { formId, period, unitId, figureId, category } = found;
    const cell = { unitId, figureId, category };
    const [answerId] = await writeNotes(context, [{ formId, period, ...cell, kind: 'explanation', body }]);
    await context.audit(said(answerId!, { formId, period, unitId }, 'explanation', cell, body));
    return { noteId: answerId! };
  },
});

export const confirmCells = write({
  name: 'reporting.confirmCells',
  summary: '牵头处室确认数据，其上的质疑随之消除',
  input: confirmCellsInput,
  may: mayLookAcross,
  run: async (context, { formId, period, cells, body }): Promise<{ confirmed: number; resolved: number }> => {
    const found = await cellsLed(context, { formId, period }, cells);
    const noteIds = await writeNotes(
      context,
      found.map(({ unitId, figureId, category }) => ({
        ...{ formId, period, unitId, figureId, category },
        kind: 'confirm' as const,
        body,
      })),
    );
    const resolved = await resolveQueries(context, { formId, period }, found);
    for (const [at, { unitId, ...cell }] of found.entries())
      await context.audit(said(noteIds[at]!, { formId, period, unitId }, 'confirm', cell, body));
    return { confirmed: found.length, resolved };
  },
});
