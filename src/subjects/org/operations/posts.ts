import { refuse } from '../../../kernel/refusal';
import { write } from '../../../platform/operation';
import { keepingAdministrator } from '../keep-administrator';
import { mayGrant, mayKeepPeople } from '../policy';
import { expectOpenUnits } from '../reads';
import { addPostInput, handPostInput, removePostInput } from '../schema';
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
    if (!user) return refuse('not-found');
    await expectOpenUnits(db, tenantId, [unitId]);
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
    const { tenantId } = actor;
    const post = await keepingAdministrator(db, tenantId, () =>
      db
        .deleteFrom('posts')
        .where('tenantId', '=', tenantId)
        .where('id', '=', postId)
        .returningAll()
        .executeTakeFirst(),
    );
    if (!post) return refuse('not-found');
    // Thrown inside the transaction: the post stays.
    if (!mayGrant(actor, post.role)) return refuse('not-permitted');
    await audit({ kind: 'post', id: postId, under: { kind: 'user', id: post.userId }, before: post });
    return null;
  },
});

export const handPost = write({
  name: 'org.handPost',
  summary: '岗位交接：岗位连同待办、草稿、审核和签收转给下一任，原任即不再持有',
  input: handPostInput,
  may: mayKeepPeople,
  run: async ({ db, actor, audit }, { postId, userId }) => {
    const { tenantId } = actor;
    const posts = db.selectFrom('posts').where('tenantId', '=', tenantId).where('validTo', 'is', null);
    const post = await posts.selectAll().where('id', '=', postId).forUpdate().executeTakeFirst();
    const next = await db
      .selectFrom('users')
      .select(['id', 'disabledAt'])
      .where('tenantId', '=', tenantId)
      .where('id', '=', userId)
      .executeTakeFirst();
    if (!post || !next) return refuse('not-found');
    if (!mayGrant(actor, post.role)) return refuse('not-permitted');
    if (next.disabledAt !== null) return refuse('account-disabled');
    const { userId: former, orgUnitId: unitId, role, title } = post;
    if (former === userId) return { postId };
    const same = posts
      .select('id')
      .where('userId', '=', userId)
      .where('orgUnitId', '=', unitId)
      .where('role', '=', role);
    const held = await same.executeTakeFirst();
    // Who holds the very same post already goes on alone. A post given by a sign-on provider is given by hand from now on.
    await keepingAdministrator(db, tenantId, async () => {
      if (held) await db.deleteFrom('posts').where('tenantId', '=', tenantId).where('id', '=', postId).execute();
      else
        await db
          .updateTable('posts')
          .set({ userId, givenBy: null })
          .where('tenantId', '=', tenantId)
          .where('id', '=', postId)
          .execute();
    });
    const [before, after] = [
      { userId: former, unitId, role, title },
      { userId, unitId, role, title },
    ];
    // Told to both: the rights of both are others from now on.
    await audit({ kind: 'post', id: postId, under: { kind: 'user', id: former }, before, after: { userId } });
    await audit({ kind: 'post', id: held?.id ?? postId, under: { kind: 'user', id: userId }, after });
    return { postId: held?.id ?? postId };
  },
});
