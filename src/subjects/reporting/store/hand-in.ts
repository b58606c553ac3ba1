import { sql } from 'kysely';
import type { Id } from '../../../platform/database/tables';
import type { CellTexts } from '../entry-schema';
import { cellsOfFigure, partsOfCell } from '../rules/cell-name';
import { numberIn, saysSame } from '../rules/cell-number';
import { textOf } from '../rules/merge-draft';
import type { CellWrite } from '../schema';
import { changeSubmissions, type Hand, lensesTouched, setStage } from './change-submissions';
import type { LockedEntry } from './drafts';
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

export type Explanation = { figureId: Id; category: string; text: string };

/** Hands a locked submission in: values, stage, event, and the explanations beside its cells. */
export async function handIn(
  hand: Hand,
  entry: LockedEntry,
  changed: readonly CellWrite[],
  explanations: readonly Explanation[],
  exceptions: number,
): Promise<void> {
  const { db, tenantId, by, now } = hand;
  const { formId, period, unitId } = entry;
  const lenses = lensesTouched(entry.stage, 1, changed.length > 0);
  await changeSubmissions(hand, [entry], lenses, async () => {
    await writeCells(db, tenantId, by, now, changed);
    await setStage(hand, [entry], { action: 'submit', to: 1 });
    await sql`
      update submissions s set exceptions = ${exceptions}
      where s.tenant_id = ${tenantId} and s.form_id = ${formId} and s.period = ${period} and s.org_unit_id = ${unitId}`.execute(
      db,
    );
    // What it was sent back for is dealt with.
    if (entry.returnedAt !== null)
      await db
        .updateTable('cellNotes')
        .set({ resolvedAt: now, resolvedBy: by })
        .where('tenantId', '=', tenantId)
        .where('formId', '=', formId)
        .where('period', '=', period)
        .where('orgUnitId', '=', unitId)
        .where('kind', '=', 'return')
        .where('resolvedAt', 'is', null)
        .execute();
    if (explanations.length > 0)
      await db
        .insertInto('cellNotes')
        .values(
          explanations.map(({ figureId, category, text }) => ({
            ...{ tenantId, formId, period, orgUnitId: unitId, figureId, category },
            ...{ kind: 'explanation' as const, body: text, userId: by, at: now },
          })),
        )
        .execute();
  });
}
