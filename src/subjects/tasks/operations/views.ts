import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import { read, write } from '../../../platform/operation';
import { mayLook } from '../policy';
import { viewsOf } from '../reads/views';
import { removeViewInput, saveViewInput } from '../schema';

export const views = read({
  name: 'tasks.views',
  summary: '保存的台账视图：自己的和共享的',
  input: z.object({}),
  may: mayLook,
  run: ({ db, actor }) => viewsOf(db, actor),
});

export const saveView = write({
  name: 'tasks.saveView',
  summary: '保存台账视图；同名的覆盖',
  input: saveViewInput,
  may: mayLook,
  run: async ({ db, actor, now, audit }, { name, query, shared }) => {
    const { id } = await db
      .insertInto('savedViews')
      .values({ tenantId: actor.tenantId, userId: actor.userId, name, query, shared, createdAt: now })
      .onConflict(conflict =>
        conflict
          .columns(['tenantId', 'userId', 'name'])
          .doUpdateSet(eb => ({ query: eb.ref('excluded.query'), shared: eb.ref('excluded.shared') })),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    await audit({ kind: 'view', id, after: { name, query, shared } });
    return { viewId: id };
  },
});

export const removeView = write({
  name: 'tasks.removeView',
  summary: '删除自己保存的视图',
  input: removeViewInput,
  may: mayLook,
  run: async ({ db, actor, audit }, { viewId }) => {
    const view = await db
      .deleteFrom('savedViews')
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', viewId)
      .where('userId', '=', actor.userId)
      .returning(['name', 'query', 'shared'])
      .executeTakeFirst();
    if (!view) return refuse('not-found');
    await audit({ kind: 'view', id: viewId, before: view });
    return null;
  },
});
