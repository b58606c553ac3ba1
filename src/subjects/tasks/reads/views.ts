import type { Db } from '../../../platform/database/connect';
import type { Actor } from '../../../platform/operation';
import type { SavedView } from '../schema';

/** The ids of the actor's own units and of all above them: the ids in a path. */
const unitsAbove = (actor: Actor): string[] => [
  ...new Set(actor.posts.flatMap(({ path }) => path.split('/').filter(Boolean))),
];

/** One's own saved views, then those that are shared by people of one's own unit or of a unit above it. */
export async function viewsOf(db: Db, actor: Actor): Promise<SavedView[]> {
  const rows = await db
    .selectFrom('savedViews as v')
    .select(['v.id', 'v.name', 'v.query', 'v.shared', 'v.userId'])
    .where('v.tenantId', '=', actor.tenantId)
    .where(eb =>
      eb.or([
        eb('v.userId', '=', actor.userId),
        eb.and([
          eb('v.shared', '=', true),
          eb.exists(
            eb
              .selectFrom('posts as p')
              .select('p.id')
              .whereRef('p.tenantId', '=', 'v.tenantId')
              .whereRef('p.userId', '=', 'v.userId')
              .where('p.validTo', 'is', null)
              .where('p.orgUnitId', 'in', unitsAbove(actor)),
          ),
        ]),
      ]),
    )
    .orderBy('v.name')
    .execute();
  const views = rows.map(({ userId, ...view }) => ({ ...view, own: userId === actor.userId }));
  return [...views.filter(({ own }) => own), ...views.filter(({ own }) => !own)];
}
