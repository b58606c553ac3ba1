import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Decimal, Id, Timestamp } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import type { CellHistory } from '../entry-schema';
import { cellsOfFigure, partsOfCell } from '../rules/cell-name';
import type { SubmissionKey } from '../schema';
import { notesOf } from './cell-notes';
import { visibleHead } from './entry';

/** The figure of a cell of a form that this person sees; refuses `not-found`. */
export async function visibleCell(
  db: Db,
  actor: Actor,
  today: DateText,
  key: SubmissionKey,
  cell: string,
): Promise<{ figureId: Id; category: string; value: Decimal | null; unitName: string; formName: string }> {
  const head = await visibleHead(db, actor, today, key);
  const { code, category } = partsOfCell(cell);
  const figure = head.figures.find(one => one.code === code);
  if (!figure || !cellsOfFigure(figure).includes(cell)) return refuse('not-found');
  return {
    figureId: figure.figureId,
    category,
    value: head.values[cell] ?? null,
    unitName: head.unitName,
    formName: head.name,
  };
}

type Was = { until: Timestamp; value: Decimal | null; by: string | null };
type First = { at: Timestamp; by: string | null };

/** A cell from its first value on, the newest change first, with what was said about it. */
export async function cellHistory(
  db: Db,
  actor: Actor,
  today: DateText,
  key: SubmissionKey,
  cell: string,
): Promise<CellHistory> {
  const { tenantId } = actor;
  const { figureId, category, value } = await visibleCell(db, actor, today, key, cell);
  const { rows: was } = await sql<Was>`
    select h.until, trim_scale(h.value)::text as value, u.name as by
    from figure_value_history h
    left join users u on u.tenant_id = h.tenant_id and u.id = h.changed_by
    where h.tenant_id = ${tenantId} and h.org_unit_id = ${key.unitId} and h.period = ${key.period}
      and h.figure_id = ${figureId} and h.category = ${category}
    order by h.until`.execute(db);
  const { rows: first } = await sql<First>`
    select e.at, u.name as by from submission_events e
    left join users u on u.tenant_id = e.tenant_id and u.id = e.user_id
    where e.tenant_id = ${tenantId} and e.form_id = ${key.formId} and e.period = ${key.period}
      and e.org_unit_id = ${key.unitId} and e.action in ('submit', 'import')
    order by e.id limit 1`.execute(db);
  const changes = was.map(({ until, by, value: before }, at) => ({
    ...{ at: until, by, before },
    after: at + 1 < was.length ? was[at + 1]!.value : value,
  }));
  const begun = was.length > 0 ? was[0]!.value : value;
  const start = first[0] && begun !== null ? [{ ...first[0], before: null, after: begun }] : [];
  return {
    ...{ cell, value },
    changes: [...start, ...changes].reverse(),
    notes: await notesOf(db, tenantId, key, { figureId, category }),
  };
}
