import type { Db } from '../../../platform/database/connect';
import type { Actor } from '../../../platform/operation';
import type { SavedView } from '../schema';

/** One's own saved views, then those that others share. */
export async function viewsOf(db: Db, actor: Actor): Promise<SavedView[]> {
  const rows = await db
    .selectFrom('savedViews')
    .select(['id', 'name', 'query', 'shared', 'userId'])
    .where('tenantId', '=', actor.tenantId)
    .where(eb => eb.or([eb('userId', '=', actor.userId), eb('shared', '=', true)]))
    .orderBy('name')
    .execute();
  const views = rows.map(({ userId, ...view }) => ({ ...view, own: userId === actor.userId }));
  return [...views.filter(({ own }) => own), ...views.filter(({ own }) => !own)];
}
