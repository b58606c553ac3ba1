import type { Id } from '../../../../src/platform/database/tables';
import type { UnitKind } from '../../../../src/subjects/org/schema';
import { REVIEW_PERIOD } from '../reviews';
import type { RandomYear } from './model';
import type { Body, Tree } from './tree';

export type FiguresOf = { id: Id; code: string; leadPath: string | null; indicatorId: Id };
export type FormOf = { id: Id; level: UnitKind; keeperPath: string | null; figures: FiguresOf[] };

/** Forms with their window, the figures that they ask for and an indicator of each. */
export async function raiseForms(
  { db, tenantId, now }: Body,
  { unitAt }: Tree,
  model: RandomYear,
): Promise<{ forms: FormOf[]; figures: FiguresOf[] }> {
  const unitOf = (index: number | null) => (index === null ? null : unitAt(index));
  const forms: FormOf[] = [];
  for (const [index, { keeper, level }] of model.forms.entries()) {
    const { id } = await db
      .insertInto('forms')
      .values({
        ...{ tenantId, code: `FORM${index}`, name: `报表${index}`, frequency: 'month', level, createdAt: now },
        ...{ keeperUnitId: unitOf(keeper)?.id ?? null, checks: '[]', timing: '{"opens":0,"due":5,"locks":5}' },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('formWindows')
      .values({
        ...{ tenantId, formId: id, period: REVIEW_PERIOD, startsOn: '2026-08-01', endsOn: '2026-08-31' },
        ...{ opensOn: '2026-08-31', dueOn: '2099-12-31', locksOn: '2099-12-31', openedAt: now },
      })
      .execute();
    forms.push({ id, level, keeperPath: unitOf(keeper)?.path ?? null, figures: [] });
  }
  const figures: FiguresOf[] = [];
  for (const [index, { lead, form }] of model.figures.entries()) {
    const code = `FIG${index}`;
    const leadUnitId = unitOf(lead)?.id ?? null;
    const { id } = await db
      .insertInto('figures')
      .values({ tenantId, code, name: code, leadUnitId, createdAt: now })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { id: indicatorId } = await db
      .insertInto('indicators')
      .values({
        ...{
          tenantId,
          name: code,
          code: code.toLowerCase(),
          numerator: code,
          frequency: 'month',
          leadUnitId,
          createdAt: now,
        },
        expression: JSON.stringify({ numerator: { op: 'figure', code, category: null }, denominator: null }),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const figure = { id, code, leadPath: unitOf(lead)?.path ?? null, indicatorId };
    const asking = forms[form % forms.length]!;
    await db.insertInto('formFigures').values({ tenantId, formId: asking.id, figureId: id }).execute();
    asking.figures.push(figure);
    figures.push(figure);
  }
  return { forms, figures };
}
