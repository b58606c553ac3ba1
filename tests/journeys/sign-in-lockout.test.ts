import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../src/platform/http/app';
import type { AccountState } from '../../src/subjects/identity/schema';
import { sessionActor } from '../../src/subjects/identity/sessions';
import { apiTokenActor } from '../../src/subjects/identity/tokens/token-actor';
import { operations } from '../../src/subjects/registry';
import { startTestApp, TEST_PASSWORD, type TestApp } from '../support/app';
import { type PersonAtBrowser, sitDown } from '../support/person-at-browser';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

/** As if so much time had passed: what was counted is older. */
const wait = (seconds: number) =>
  test.owner
    .updateTable('signInFailures')
    .set({ failedAt: sql<string>`failed_at - make_interval(secs => ${seconds})` })
    .execute();

const guess = async (browser: PersonAtBrowser, login: string, times: number): Promise<string[]> => {
  const codes: string[] = [];
  for (let n = 0; n < times; n += 1) codes.push((await browser.signIn(login, `guess number ${n}`)).body.error.code);
  return codes;
};

describe('wrong passwords', () => {
  it('make the next attempt wait, longer each time, and never more than a quarter of an hour', async () => {
    await test.visit('qian', 'liaison', 'preschool');
    const browser = sitDown(test, '10.2.0.1');
    expect(await guess(browser, 'qian', 6)).toEqual([...Array(5).fill('wrong-credentials'), 'sign-in-paused']);
    const paused = await browser.signIn('qian', TEST_PASSWORD);
    expect(paused.status).toBe(429);
    expect(paused.body.error.detail.seconds).toBeGreaterThan(25);
    expect(paused.body.error.detail.seconds).toBeLessThanOrEqual(30);
    await wait(31);
    expect(await guess(browser, 'qian', 2)).toEqual(['wrong-credentials', 'sign-in-paused']);
    const longer = (await browser.signIn('qian', TEST_PASSWORD)).body.error.detail.seconds;
    expect(longer).toBeGreaterThan(55);
    await wait(901);
    expect((await browser.signIn('qian', TEST_PASSWORD)).body).toEqual({ next: 'in' });
  });

  it('from elsewhere do not shut out a person at a browser that has signed in before', async () => {
    await test.visit('sun', 'liaison', 'preschool');
    const own = sitDown(test, '10.3.0.1');
    expect((await own.signIn('sun', TEST_PASSWORD)).status).toBe(200);
    await own.write('identity.signOut');
    // A guesser in the same building, and others all over the world.
    expect((await guess(sitDown(test, '10.3.0.1'), 'sun', 7)).at(-1)).toBe('sign-in-paused');
    for (let n = 1; n <= 4; n += 1) await guess(sitDown(test, `203.0.113.${n}`), 'sun', 4);
    expect((await guess(sitDown(test, '198.51.100.9'), 'sun', 1))[0]).toBe('sign-in-paused');
    expect((await own.signIn('sun', TEST_PASSWORD)).body).toEqual({ next: 'in' });
  });

  it('are counted together by all servers on one database', async () => {
    await test.visit('shen', 'liaison', 'preschool');
    const { db } = test.house;
    const app = await buildApp({
      house: test.house,
      operations,
      routes: [],
      fileHolders: [],
      authenticate: token => sessionActor(db, token, new Date().toISOString()),
      authenticateApiToken: token => apiTokenActor(db, token, new Date().toISOString()),
      webFolder: null,
    });
    const [one, two] = [sitDown(test, '10.7.0.1'), sitDown({ ...test, app }, '10.7.0.1')];
    expect(await guess(one, 'shen', 3)).toEqual(Array(3).fill('wrong-credentials'));
    expect(await guess(two, 'shen', 3)).toEqual(['wrong-credentials', 'wrong-credentials', 'sign-in-paused']);
    expect((await one.signIn('shen', TEST_PASSWORD)).body.error.code).toBe('sign-in-paused');
    await app.close();
  });

  it('are shown to the person, who knows whether it was somebody else', async () => {
    await test.visit('ge', 'liaison', 'preschool');
    await guess(sitDown(test, '203.0.113.50'), 'ge', 2);
    const own = sitDown(test, '10.9.0.1');
    await own.signIn('ge', TEST_PASSWORD);
    const { body } = await own.read<AccountState>('identity.mine');
    expect(body.failed).toMatchObject({ count: 2, address: '203.0.113.50' });
  });

  it('from elsewhere do not shut out a person at an address that is known, with a new browser', async () => {
    await test.visit('zhou', 'liaison', 'preschool');
    expect((await sitDown(test, '10.4.0.1').signIn('zhou', TEST_PASSWORD)).status).toBe(200);
    for (let n = 1; n <= 4; n += 1) await guess(sitDown(test, `203.0.113.${n}`), 'zhou', 4);
    expect((await sitDown(test, '10.4.0.1').signIn('zhou', TEST_PASSWORD)).body).toEqual({ next: 'in' });
  });

  it('are counted together from many addresses: a net of machines gains nothing', async () => {
    await test.visit('li', 'liaison', 'preschool');
    const answers: string[] = [];
    for (let n = 1; n <= 14; n += 1) answers.push(...(await guess(sitDown(test, `203.0.113.${100 + n}`), 'li', 1)));
    expect(answers).toEqual([...Array(10).fill('wrong-credentials'), ...Array(4).fill('sign-in-paused')]);
  });

  it('are counted over all accounts at one address: one common password on every account is no way either', async () => {
    const sprayer = sitDown(test, '198.51.100.77');
    const codes: string[] = [];
    for (let n = 0; n < 53; n += 1)
      codes.push((await sprayer.signIn(`person-${n}`, 'spring 2026 is here')).body.error.code);
    expect(codes).toEqual([...Array(50).fill('wrong-credentials'), ...Array(3).fill('sign-in-paused')]);
    // A colleague behind the same address, at a browser that is known, comes in.
    await test.visit('yang', 'liaison', 'preschool');
    const colleague = sitDown(test, '10.8.0.1');
    await colleague.signIn('yang', TEST_PASSWORD);
    colleague.moveTo('198.51.100.77');
    expect((await colleague.signIn('yang', TEST_PASSWORD)).body).toEqual({ next: 'in' });
  });

  it('at the same moment are judged one after the other', async () => {
    await test.visit('wu', 'liaison', 'preschool');
    const browser = sitDown(test, '10.5.0.1');
    const answers = await Promise.all(Array.from({ length: 15 }, () => browser.signIn('wu', 'not this one')));
    const judged = answers.filter(answer => answer.body.error.code === 'wrong-credentials').length;
    expect(judged).toBeLessThanOrEqual(5);
  });

  it('say the same of an account that does not exist, and keep nothing of what was typed', async () => {
    const browser = sitDown(test, '10.6.0.1');
    expect(await guess(browser, 'nobody-of-that-name', 6)).toEqual([
      ...Array(5).fill('wrong-credentials'),
      'sign-in-paused',
    ]);
    await test.visit('zheng', 'liaison', 'preschool');
    const known = await sitDown(test, '10.6.0.2').signIn('zheng', 'not this one');
    const unknown = await sitDown(test, '10.6.0.3').signIn('nobody-at-all', 'not this one');
    expect(unknown).toEqual(known);
    const rows = await test.owner
      .selectFrom('auditEntries')
      .select(['kind', 'subjectId', 'before', 'after', 'address'])
      .where('operation', '=', 'identity.signIn')
      .where('address', 'like', '10.6.%')
      .execute();
    expect(JSON.stringify(rows)).not.toContain('nobody');
    expect(rows.filter(row => JSON.stringify(row.after) === '{"signInFailed":"unknown"}').length).toBe(6);
    expect(rows).toContainEqual(
      expect.objectContaining({ kind: 'user', after: { signInFailed: 'password' }, address: '10.6.0.2' }),
    );
  });

  it('of a disabled account are answered like those of an unknown one, the right password too', async () => {
    const gone = await test.visit('feng', 'liaison', 'preschool');
    const admin = await test.visit('keeper', 'administrator', 'root');
    expect((await admin.write('identity.disableAccount', { userId: gone.userId })).status).toBe(200);
    expect((await gone.read('org.me')).status).toBe(401);
    const answer = await sitDown(test, '10.7.0.1').signIn('feng', TEST_PASSWORD);
    expect([answer.status, answer.body.error.code]).toEqual([401, 'wrong-credentials']);
    await admin.write('identity.enableAccount', { userId: gone.userId });
    expect((await sitDown(test, '10.7.0.1').signIn('feng', TEST_PASSWORD)).status).toBe(200);
    const self = await admin.write<{ error: { code: string } }>('identity.disableAccount', { userId: admin.userId });
    expect([self.status, self.body.error.code]).toEqual([409, 'own-account']);
  });
});
