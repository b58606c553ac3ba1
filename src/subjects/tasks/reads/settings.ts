import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { defaultThresholds, type LightThresholds } from '../rules/light';

/** The thresholds of a body: its own settings over the defaults. */
export async function thresholdsOf(db: Db, tenantId: Id): Promise<LightThresholds> {
  const { settings } = await db
    .selectFrom('tenants')
    .select('settings')
    .where('tenantId', '=', tenantId)
    .executeTakeFirstOrThrow();
  return {
    ...defaultThresholds,
    ...settings.lightThresholds,
    reportDay: settings.reportDay ?? defaultThresholds.reportDay,
  };
}
