import type { Db } from '../../../src/platform/database/connect';
import type { Id } from '../../../src/platform/database/tables';
import { inTenant } from '../../../src/platform/database/tenant';
import type { Saved } from '../../../src/subjects/indicators/definitions/schema';
import { type Caller, done } from './caller';

/** What a body measures: a dimension, a figure split by it, an indicator of the figure, and one that only a plan named. */
export type Definitions = {
  dimensionId: Id;
  figureId: Id;
  indicatorId: Id;
  namedIndicatorId: Id;
};

export type DefinitionMarks = Record<'dimension' | 'figure' | 'indicator', string[]>;

/** Defines all of it by the operations themselves. */
export async function definitionsOfBody(
  owner: Db,
  tenantId: Id,
  office: Caller,
  mark: (letter: string) => string,
): Promise<{ ids: Definitions; marks: DefinitionMarks }> {
  const [dimension, figure, indicator] = ['G', 'F', 'I'].map(mark) as [string, string, string];
  const save = (name: string, input: object) => done<Saved>(office.call('write', name, { ...input }));
  const options = [{ code: 'one', name: '一' }];
  const { id: dimensionId } = await save('indicators.saveDimension', { code: 'kind', name: dimension, options });
  const { id: figureId } = await save('indicators.saveFigure', { code: 'BEDS', name: figure, dimension: 'kind' });
  const { id: indicatorId } = await save('indicators.save', {
    code: 'beds',
    name: indicator,
    numerator: 'BEDS',
    frequency: 'month',
  });
  const { id: namedIndicatorId } = await inTenant(owner, tenantId, db =>
    db
      .insertInto('indicators')
      .values({ tenantId, name: '另一种叫法', createdAt: new Date().toISOString() } as never)
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const ids = { dimensionId, figureId, indicatorId, namedIndicatorId };
  return { ids, marks: { dimension: [dimension], figure: [figure], indicator: [indicator] } };
}
