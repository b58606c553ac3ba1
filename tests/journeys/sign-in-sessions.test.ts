import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashToken } from '../../src/platform/tokens';
import type { AccountState } from '../../src/subjects/identity/schema';
import { startTestApp, TEST_PASSWORD, type TestApp } from '../support/app';
import { type PersonAtBrowser, type Refused, sitDown } from '../support/person-at-browser';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const codeOf = (answer: { body: unknown }) => (answer.body as Refused).error.code;
const state = async (browser: PersonAtBrowser) => (await browser.read<AccountState>('identity.mine')).body;
const isIn = async (browser: PersonAtBrowser) => (await browser.read('org.me')).status === 200;

/** As if this browser's session had begun, or had last been used, so many hours ago. */
const age = (browser: PersonAtBrowser, column: 'seenAt' | 'createdAt', hours: number) =>
  test.owner
    .updateTable('sessions')
    .set({ [column]: new Date(Date.now() - hours * 3_600_000).toISOString() })
    .where('tokenHash', '=', hashToken(browser.cookies.get('luoshi')!))
    .execute();

describe('sessions', () => {
  it('are listed with where and since when, and ended one by one or all others at once', async () => {
    await test.visit('qian', 'liaison', 'preschool');
    const desk = sitDown(test, '10.1.0.1', 'Mozilla/5.0 Firefox/140.0');
    const phone = sitDown(test, '10.1.0.2', 'Mozilla/5.0 (Linux; Android 15) Mobile');
    const forgotten = sitDown(test, '10.1.0.3');
    for (const browser of [desk, phone, forgotten]) await browser.signIn('qian', TEST_PASSWORD);
    const { sessions } = await state(desk);
    // The fourth is the one with which the test made the account.
    expect(sessions).toHaveLength(4);
    expect(sessions.filter(session => session.current)).toMatchObject([{ address: '10.1.0.1', startedBy: 'password' }]);
    const other = sessions.find(session => session.address === '10.1.0.2')!;
    expect(other.userAgent).toContain('Android');
    expect((await desk.write('identity.endSession', { sessionId: other.id })).status).toBe(200);
    expect([await isIn(desk), await isIn(phone), await isIn(forgotten)]).toEqual([true, false, true]);
    expect((await desk.write('identity.endOtherSessions')).body).toEqual({ ended: 2 });
    expect([await isIn(desk), await isIn(forgotten)]).toEqual([true, false]);
  });

  it('of others cannot be ended, or be seen', async () => {
    await test.visit('sun', 'liaison', 'preschool');
    await test.visit('thief', 'liaison', 'basic');
    const sun = sitDown(test, '10.1.1.1');
    const thief = sitDown(test, '10.1.1.2');
    await sun.signIn('sun', TEST_PASSWORD);
    await thief.signIn('thief', TEST_PASSWORD);
    const [session] = (await state(sun)).sessions;
    expect(codeOf(await thief.write('identity.endSession', { sessionId: session!.id }))).toBe('not-found');
    expect((await thief.read('identity.account', { userId: '1' })).status).toBe(403);
    expect(await isIn(sun)).toBe(true);
  });

  it('are ended by an administrator for a person', async () => {
    const person = await test.visit('zhou', 'liaison', 'preschool');
    const admin = await test.visit('keeper', 'administrator', 'root');
    const browser = sitDown(test, '10.1.2.1');
    await browser.signIn('zhou', TEST_PASSWORD);
    const seen = await admin.read<AccountState>('identity.account', { userId: person.userId });
    expect(seen.body.sessions.map(session => session.address)).toContain('10.1.2.1');
    expect((await admin.write('identity.endSessionsOf', { userId: person.userId })).body).toEqual({ ended: 2 });
    expect(await isIn(browser)).toBe(false);
  });

  it('get a new token with each sign-in; the old one of the same browser is over', async () => {
    await test.visit('wu', 'liaison', 'preschool');
    const browser = sitDown(test, '10.1.3.1');
    await browser.signIn('wu', TEST_PASSWORD);
    const former = sitDown(test, '10.1.3.1');
    former.cookies.set('luoshi', browser.cookies.get('luoshi')!);
    expect(await isIn(former)).toBe(true);
    await browser.signIn('wu', TEST_PASSWORD);
    expect(await isIn(browser)).toBe(true);
    expect(await isIn(former)).toBe(false);
  });

  it('end after twelve hours without use, and after a week in any case; a body may choose', async () => {
    await test.visit('zheng', 'liaison', 'preschool');
    const browser = sitDown(test, '10.1.4.1');
    await browser.signIn('zheng', TEST_PASSWORD);
    await age(browser, 'seenAt', 11.9);
    expect(await isIn(browser)).toBe(true);
    // That was a use: the twelve hours begin again.
    const [mine] = (await state(browser)).sessions;
    expect(Date.now() - Date.parse(mine!.seenAt)).toBeLessThan(60_000);
    await age(browser, 'seenAt', 12.1);
    expect(await isIn(browser)).toBe(false);
    await browser.signIn('zheng', TEST_PASSWORD);
    await age(browser, 'createdAt', 7 * 24 + 1);
    expect(await isIn(browser)).toBe(false);
    await browser.signIn('zheng', TEST_PASSWORD);
    const admin = await test.visit('keeper2', 'administrator', 'root');
    await admin.write('identity.saveSecurity', { idleHours: 1, absoluteDays: 2, secondFactorRoles: [] });
    await age(browser, 'seenAt', 1.1);
    expect(await isIn(browser)).toBe(false);
  });

  it('cannot be longer than the bounds allow', async () => {
    const admin = await test.visit('keeper3', 'administrator', 'root');
    const wrong = await admin.write('identity.saveSecurity', {
      idleHours: 100,
      absoluteDays: 7,
      secondFactorRoles: [],
    });
    expect(codeOf(wrong)).toBe('invalid-input');
    expect((await (await test.visit('plain', 'supervisor', 'root')).read('identity.security')).status).toBe(403);
  });
});
