import type { Db } from '../../platform/database/connect';
import type { DateText, Id } from '../../platform/database/tables';
import type { Context } from '../../platform/operation';
import { refreshLights } from './store/lights';

/** For a later subject whose deed moves targets: judges these tasks and their units again. Returns how many lights changed. */
export const turnLights = (
  db: Db,
  tenantId: Id,
  taskIds: readonly Id[],
  today: DateText,
): Promise<{ tasks: number; units: number }> => refreshLights(db, tenantId, taskIds, today);

/** The same for an earlier subject, which the registry gives it: at the end of the deed that moved the targets, within its transaction. */
export const turnLightsLater = ({ db, actor, today, later }: Context, taskIds: readonly Id[]): void => {
  for (const taskId of new Set(taskIds))
    later(`lights/${taskId}`, () => refreshLights(db, actor.tenantId, [taskId], today));
};
