import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { said } from '../support/person-at-browser';

// A body never loses the last person who can give posts and open accounts.
let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const postOf = async ({ userId }: Visitor) => {
  const post = await test.owner.selectFrom('posts').select('id').where('userId', '=', userId).executeTakeFirstOrThrow();
  return post.id;
};
const administrators = async (): Promise<number> => {
  const posts = test.owner.selectFrom('posts as p').innerJoin('users as u', 'u.id', 'p.userId').select('p.id');
  const rows = await posts.where('p.role', '=', 'administrator').where('u.disabledAt', 'is', null).execute();
  return rows.length;
};

describe('the last administrator', () => {
  it('keeps the post until another has it', async () => {
    const one = await test.visit('jia', 'administrator', 'root');
    const other = await test.visit('yi', 'supervisor', 'root');
    // In a unit below, a post of that name keeps nothing of the body.
    await test.visit('bing', 'administrator', 'east');
    const remove = { postId: await postOf(one) };
    expect(said(await one.write('org.removePost', remove))).toBe('last-administrator');
    const give = { userId: other.userId, unitId: test.unitIds.get('root'), role: 'administrator', title: null };
    expect(said(await one.write('org.addPost', give))).toBe('done');
    expect(said(await one.write('org.removePost', remove))).toBe('done');
    const back = { userId: one.userId, unitId: test.unitIds.get('root'), role: 'administrator', title: null };
    expect(said(await other.write('org.addPost', back))).toBe('done');
    // Where everybody else of them is switched off, the post does not go either.
    expect(said(await one.write('identity.disableAccount', { userId: other.userId }))).toBe('done');
    expect(said(await one.write('org.removePost', { postId: await postOf(one) }))).toBe('last-administrator');
    expect(said(await one.write('identity.enableAccount', { userId: other.userId }))).toBe('done');
    expect(said(await one.write('identity.disableAccount', { userId: other.userId }))).toBe('done');
  });

  it('is there also after two have taken it from each other in the same moment', async () => {
    for (let round = 0; round < 6; round += 1) {
      await test.owner.deleteFrom('posts').where('role', '=', 'administrator').execute();
      const [one, two] = await Promise.all([
        test.visit(`a${round}`, 'administrator', 'root'),
        test.visit(`b${round}`, 'administrator', 'root'),
      ]);
      const answers = await Promise.all([
        one.write('org.removePost', { postId: await postOf(two) }),
        round % 2 === 0
          ? two.write('org.removePost', { postId: await postOf(one) })
          : two.write('identity.disableAccount', { userId: one.userId }),
      ]);
      expect(answers.map(said).filter(word => word === 'done')).toHaveLength(1);
      expect(await administrators()).toBe(1);
    }
  });
});
