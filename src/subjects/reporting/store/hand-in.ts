import { sql } from 'kysely';
import type { Id } from '../../../platform/database/tables';
import type { CellTexts } from '../entry-schema';
import { cellsOfFigure, partsOfCell } from '../rules/cell-name';
import { numberIn, saysSame } from '../rules/cell-number';
import { textOf } from '../rules/merge-draft';
import type { CellWrite, SubmissionKey } from '../schema';
import { changeSubmissions, type Hand, lensesTouched, setExceptions, setStage } from './change-submissions';
import type { LockedEntry } from './drafts';
import { amongKeys } from './rollups';
import { writeCells } from './values';

/** What the cells of a form say when it is handed in: typed texts before values; what it only shows as it is. */
export const textsOf = (entry: Pick<LockedEntry, 'figures' | 'draft' | 'values'>): CellTexts => {
  const texts: CellTexts = {};
  for (const figure of entry.figures)
    for (const cell of cellsOfFigure(figure)) {
      const text = figure.mode === 'ask' ? textOf(entry, cell) : (entry.values[cell] ?? '');
      if (text.trim() !== '') texts[cell] = text;
    }
  return texts;
};

/** The cells that are handed in with another value than before. */
export const changedIn = ({ formId, period, unitId, figures, values }: LockedEntry, texts: CellTexts): CellWrite[] =>
  figures
    .filter(({ mode }) => mode === 'ask')
    .flatMap(figure =>
      cellsOfFigure(figure)
        .filter(cell => !saysSame(values[cell] ?? '', texts[cell] ?? ''))
        .map(cell => ({
          formId,
          period,
          unitId,
          figureId: figure.figureId,
          category: partsOfCell(cell).category,
          value: numberIn(texts[cell]),
        })),
    );

/** A cell with what explains it. */
export type Explanation = SubmissionKey & { figureId: Id; category: string; note: string };

/** What these were sent back for is dealt with. */
export const settleReturns = async ({ db, tenantId, by, now }: Hand, keys: readonly SubmissionKey[]): Promise<void> => {
  if (keys.length === 0) return;
  await sql`
    update cell_notes n set resolved_at = ${now}::timestamptz, resolved_by = ${by}::bigint
    from submissions s
    where n.tenant_id = ${tenantId} and n.kind = 'return' and n.resolved_at is null and s.tenant_id = n.tenant_id
      and s.form_id = n.form_id and s.period = n.period and s.org_unit_id = n.org_unit_id and ${amongKeys(keys)}`.execute(
    db,
  );
};

export const writeExplanations = async (
  { db, tenantId, by, now }: Hand,
  explained: readonly Explanation[],
): Promise<void> => {
  const column = <K extends keyof Explanation>(key: K): Explanation[K][] => explained.map(one => one[key]);
  if (explained.length > 0)
    await sql`
      insert into cell_notes (tenant_id, form_id, period, org_unit_id, figure_id, category, kind, body, user_id, at)
      select ${tenantId}, k.form_id, k.period, k.unit_id, k.figure_id, k.category, 'explanation', k.body, ${by}::bigint, ${now}::timestamptz
      from unnest(${column('formId')}::bigint[], ${column('period')}::text[], ${column('unitId')}::bigint[],
        ${column('figureId')}::bigint[], ${column('category')}::text[], ${column('note')}::text[]) with ordinality
        as k(form_id, period, unit_id, figure_id, category, body, nr)
      order by k.nr`.execute(db);
};

/** Hands a locked submission in: values, stage, event, and the explanations beside its cells. */
export async function handIn(
  hand: Hand,
  entry: LockedEntry,
  changed: readonly CellWrite[],
  explanations: readonly Explanation[],
  exceptions: number,
): Promise<void> {
  const { db, tenantId, by, now } = hand;
  await changeSubmissions(hand, [entry], lensesTouched(entry.stage, 1, changed.length > 0), async () => {
    await writeCells(db, tenantId, by, now, changed);
    await setStage(hand, [entry], { action: 'submit', to: 1 });
    await setExceptions(hand, [{ ...entry, exceptions }]);
    if (entry.returnedAt !== null) await settleReturns(hand, [entry]);
    await writeExplanations(hand, explanations);
  });
}
