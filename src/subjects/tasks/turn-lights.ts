import type { Db } from '../../platform/database/connect';
import type { DateText, Id } from '../../platform/database/tables';
import { refreshLights } from './store/lights';

/** For a later subject whose deed moves targets: judges these tasks and their units again. Returns how many lights changed. */
export const turnLights = (
  db: Db,
  tenantId: Id,
  taskIds: readonly Id[],
  today: DateText,
): Promise<{ tasks: number; units: number }> => refreshLights(db, tenantId, taskIds, today);
