import { refuse } from '../../../kernel/refusal';
import { write } from '../../../platform/operation';
import { mayGrant, mayKeepPeople } from '../policy';
import { addPostInput, removePostInput } from '../schema';
import { insertPost } from '../store';

export const addPost = write({
  name: 'org.addPost',
  summary: '给人员增加岗位',
  input: addPostInput,
  may: (actor, { role }) => mayGrant(actor, role),
  run: async ({ db, actor, audit }, { userId, unitId, role, title }) => {
    const { tenantId } = actor;
    const user = await db
      .selectFrom('users')
      .select('id')
      .where('tenantId', '=', tenantId)
      .where('id', '=', userId)
      .executeTakeFirst();
    const unit = await db
      .selectFrom('orgUnits')
      .select('id')
      .where('tenantId', '=', tenantId)
      .where('id', '=', unitId)
      .executeTakeFirst();
    if (!user || !unit) return refuse('not-found');
    const postId = await insertPost(db, { tenantId, userId, orgUnitId: unitId, role, title });
    await audit({ kind: 'post', id: postId, under: { kind: 'user', id: userId }, after: { unitId, role, title } });
    return { postId };
  },
});

export const removePost = write({
  name: 'org.removePost',
  summary: '撤销岗位',
  input: removePostInput,
  may: mayKeepPeople,
  run: async ({ db, actor, audit }, { postId }) => {
    const post = await db
      .deleteFrom('posts')
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', postId)
      .returningAll()
      .executeTakeFirst();
    if (!post) return refuse('not-found');
    // Thrown inside the transaction: the post stays.
    if (!mayGrant(actor, post.role)) return refuse('not-permitted');
    await audit({ kind: 'post', id: postId, under: { kind: 'user', id: post.userId }, before: post });
    return null;
  },
});
