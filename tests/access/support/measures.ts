import type { Db } from '../../../src/platform/database/connect';
import type { Id } from '../../../src/platform/database/tables';
import { inTenant } from '../../../src/platform/database/tenant';

/** An indicator of the figure that was reported by one unit alone. */
export type Measures = { measureId: Id };

/** A public indicator that is the sum of one figure. */
export const measureOf = (owner: Db, tenantId: Id, figureId: Id): Promise<Measures> =>
  inTenant(owner, tenantId, async db => {
    const { code } = await db
      .selectFrom('figures')
      .select('code')
      .where('tenantId', '=', tenantId)
      .where('id', '=', figureId)
      .executeTakeFirstOrThrow();
    const { id: measureId } = await db
      .insertInto('indicators')
      .values({
        tenantId,
        name: `合计${code}`,
        code: `sum-${code}`,
        numerator: code,
        expression: JSON.stringify({ numerator: { op: 'figure', code, category: null }, denominator: null }),
        frequency: 'month',
        isPublic: true,
        createdAt: new Date().toISOString(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { measureId };
  });
