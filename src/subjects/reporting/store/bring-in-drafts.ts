import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import { eachInSlices } from '../../../platform/in-slices';
import type { JudgedForm, RowCell } from '../reads/judge-forms';
import { cellNameOf, partsOfCell } from '../rules/cell-name';
import { numberIn, saysSame } from '../rules/cell-number';
import { type ClashingCell, mergeDraft } from '../rules/merge-draft';
import type { DraftCell, SubmissionKey } from '../schema';
import { submissionName } from './bring-in-windows';
import type { Hand } from './change-submissions';
import { putDrafts } from './drafts-below';
import { amongKeys } from './rollups';

const FORMS_OF_SLICE = 20;

/** A draft, with whose the values are that were handed in. */
export type HeldDraft = SubmissionKey & {
  cells: Readonly<Record<string, DraftCell>>;
  submittedBy: Id | null;
  submittedAt: Timestamp | null;
};

/** The drafts of locked submissions, by name; where nothing is typed there is none. */
export async function draftsOf(db: Db, tenantId: Id, keys: readonly SubmissionKey[]): Promise<Map<string, HeldDraft>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<HeldDraft>`
    select s.form_id, s.period, s.org_unit_id as unit_id, s.draft->'cells' as cells, s.submitted_by, s.submitted_at
    from submissions s where s.tenant_id = ${tenantId} and s.draft is not null and ${amongKeys(keys)}`.execute(db);
  return new Map(rows.map(row => [submissionName(row), row]));
}

/**
 * What earlier imports left in drafts and no row says anew: a form may come in pieces. `firstRows`: by submission, whose row is named
 * where one of these is wrong.
 */
export async function carriedCells(
  db: Db,
  tenantId: Id,
  drafts: Iterable<HeldDraft>,
  said: readonly RowCell[],
  firstRows: ReadonlyMap<string, number>,
): Promise<RowCell[]> {
  const left = [...drafts].flatMap(draft =>
    Object.entries(draft.cells).flatMap(([cell, { v, n, via }]) =>
      via === 'import' ? [{ draft, ...partsOfCell(cell), v, n }] : [],
    ),
  );
  if (left.length === 0) return [];
  const figures = await db
    .selectFrom('figures')
    .select(['id', 'code'])
    .where('tenantId', '=', tenantId)
    .where('code', 'in', [...new Set(left.map(({ code }) => code))])
    .execute();
  const ids = new Map(figures.map(({ id, code }) => [code, id]));
  const cellOf = (key: Pick<RowCell, 'unitId' | 'period' | 'figureId' | 'category'>) =>
    [key.unitId, key.period, key.figureId, key.category].join(' ');
  const again = new Set(said.map(cellOf));
  return left.flatMap(({ draft, code, category, v, n }): RowCell[] => {
    const { formId, period, unitId } = draft;
    const figureId = ids.get(code);
    if (!figureId || again.has(cellOf({ unitId, period, figureId, category }))) return [];
    const row = firstRows.get(submissionName(draft)) ?? 1;
    return [{ formId, period, unitId, figureId, category, value: numberIn(v), note: n ?? '', row }];
  });
}

/** Somebody else is typing something else there; it stays. */
export type BringInConflict = SubmissionKey & ClashingCell & { row: number };

/**
 * Puts the rows of forms that cannot be handed in into their drafts, merged by cell like what a person types. Returns what somebody
 * else typed otherwise, and the submissions in which something is new. `dryRun` only says so.
 */
export async function keepAsDrafts(
  { db, tenantId, by, now }: Hand,
  forms: readonly JudgedForm[],
  drafts: ReadonlyMap<string, HeldDraft>,
  dryRun: boolean,
): Promise<{ conflicts: BringInConflict[]; begun: JudgedForm[] }> {
  const conflicts: BringInConflict[] = [];
  const begun: JudgedForm[] = [];
  const fresh = new Map<string, { window: SubmissionKey; cells: Map<Id, Record<string, DraftCell>> }>();
  const keep = (form: JudgedForm): void => {
    const { formId, period, unitId, stored, rows } = form;
    const held = drafts.get(submissionName(form));
    const standing = {
      draft: held?.cells ?? {},
      values: stored,
      handedIn: { by: held?.submittedBy ?? null, at: held?.submittedAt ?? null },
    };
    // It has seen what was handed in, and not what somebody is typing now.
    const own = [...rows].filter(([, said]) => said.formId === formId);
    const sent = own.map(([cell, { value, note }]) => ({
      ...{ cell, v: value ?? '', base: stored[cell] ?? '' },
      ...(note ? { n: note } : {}),
    }));
    const merged = mergeDraft(standing, sent, { by, at: now });
    for (const clash of merged.conflicts)
      conflicts.push({ formId, period, unitId, ...clash, row: rows.get(clash.cell)!.row });
    const cells = Object.fromEntries(
      Object.entries(merged.cells).map(([cell, typed]) => [cell, { ...typed, via: 'import' as const }]),
    );
    if (Object.keys(cells).length === 0) return;
    begun.push(form);
    const name = `${formId} ${period}`;
    const window = fresh.get(name) ?? { window: form, cells: new Map() };
    window.cells.set(unitId, cells);
    fresh.set(name, window);
  };
  await eachInSlices(forms, keep, FORMS_OF_SLICE);
  if (!dryRun) for (const { window, cells } of fresh.values()) await putDrafts(db, tenantId, window, cells);
  return { conflicts, begun };
}

/**
 * Takes out of drafts what was handed in just now: what an import left there, one's own, and what says the same. What somebody else is
 * typing otherwise stays, and is returned.
 */
export async function clearHandedIn(
  { db, tenantId, by }: Hand,
  handedIn: readonly RowCell[],
  codes: ReadonlyMap<Id, string>,
  drafts: ReadonlyMap<string, HeldDraft>,
  dryRun: boolean,
): Promise<BringInConflict[]> {
  const conflicts: BringInConflict[] = [];
  const gone = new Map<string, { key: SubmissionKey; cells: string[] }>();
  await eachInSlices(handedIn, ({ formId, period, unitId, figureId, category, value, row }) => {
    const key = { formId, period, unitId };
    const name = submissionName(key);
    const cell = cellNameOf(codes.get(figureId) ?? '', category);
    const typed = drafts.get(name)?.cells[cell];
    if (!typed) return;
    if (typed.via === 'import' || typed.by === by || saysSame(typed.v, value ?? '')) {
      const one = gone.get(name) ?? { key, cells: [] };
      one.cells.push(cell);
      gone.set(name, one);
    } else conflicts.push({ ...key, cell, mine: value ?? '', theirs: typed.v, by: typed.by, at: typed.at, row });
  });
  if (gone.size === 0 || dryRun) return conflicts;
  const rows = [...gone.values()].map(({ key, cells }) => ({
    form: key.formId,
    period: key.period,
    unit: key.unitId,
    cells,
  }));
  await sql`
    update submissions s set draft_version = s.draft_version + 1,
      draft = case when d.cells @> array(select jsonb_object_keys(s.draft->'cells')) then null
        else jsonb_build_object('cells', (s.draft->'cells') - d.cells) end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d(form bigint, period text, unit bigint, cells text[])
    where s.tenant_id = ${tenantId} and s.form_id = d.form and s.period = d.period collate "C" and s.org_unit_id = d.unit`.execute(
    db,
  );
  return conflicts;
}
