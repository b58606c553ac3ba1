import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretBox } from '../../src/platform/secrets/secret-box';
import type { AccountState, NewFactor, RecoveryCodes, SignInAnswer } from '../../src/subjects/identity/schema';
import { startTestApp, TEST_PASSWORD, type TestApp } from '../support/app';
import { type PersonAtBrowser, phoneCode, type Refused, sitDown } from '../support/person-at-browser';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const codeOf = (answer: { body: unknown }) => (answer.body as Refused).error.code;

/** Signs in by password and sets a second factor up; `secret` is what the phone keeps. */
const withFactor = async (login: string, browser: PersonAtBrowser) => {
  await browser.signIn(login, TEST_PASSWORD);
  const { secret } = (await browser.write<NewFactor>('identity.beginFactor', { password: TEST_PASSWORD })).body;
  const confirmed = await browser.write<RecoveryCodes>('identity.confirmFactor', { code: phoneCode(secret, -1) });
  expect(confirmed.status).toBe(200);
  return { secret, codes: confirmed.body.codes };
};

const password = async (browser: PersonAtBrowser, login: string): Promise<string> => {
  const { body } = await browser.signIn(login, TEST_PASSWORD);
  expect(body.next).toBe('code');
  return (body as Extract<SignInAnswer, { next: 'code' }>).token;
};

describe('a second factor', () => {
  it('is asked for after the password; each code is good once', async () => {
    await test.visit('qian', 'liaison', 'preschool');
    const { secret } = await withFactor('qian', sitDown(test, '10.1.1.1'));
    const browser = sitDown(test, '10.1.1.2');
    const token = await password(browser, 'qian');
    // The password alone opens nothing.
    expect((await browser.read('org.me')).status).toBe(401);
    expect(codeOf(await browser.write('identity.signInCode', { token, code: '000000' }))).toBe('wrong-code');
    const code = phoneCode(secret);
    expect((await browser.write('identity.signInCode', { token, code })).body).toEqual({ next: 'in' });
    expect((await browser.read('org.me')).status).toBe(200);
    // Neither the step nor the code works again.
    expect(codeOf(await browser.write('identity.signInCode', { token, code: phoneCode(secret, 1) }))).toBe('link-over');
    const second = sitDown(test, '10.1.1.3');
    const again = await password(second, 'qian');
    expect(codeOf(await second.write('identity.signInCode', { token: again, code }))).toBe('wrong-code');
    expect(codeOf(await second.write('identity.signInCode', { token: again, code: phoneCode(secret, -1) }))).toBe(
      'wrong-code',
    );
    expect((await second.write('identity.signInCode', { token: again, code: phoneCode(secret, 1) })).status).toBe(200);
  });

  it('takes a code for two who send it at the same moment from one of them', async () => {
    await test.visit('jin', 'liaison', 'preschool');
    const { secret } = await withFactor('jin', sitDown(test, '10.1.7.1'));
    const browsers = ['10.1.7.2', '10.1.7.3', '10.1.7.4'].map(address => sitDown(test, address));
    const token = await password(browsers[0]!, 'jin');
    const code = phoneCode(secret);
    const answers = await Promise.all(browsers.map(one => one.write('identity.signInCode', { token, code })));
    expect(answers.filter(answer => answer.status === 200)).toHaveLength(1);
  });

  it('can be replaced by a recovery code, each once, however it is typed', async () => {
    await test.visit('wei', 'liaison', 'preschool');
    const first = sitDown(test, '10.1.2.1');
    const { codes } = await withFactor('wei', first);
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    const browser = sitDown(test, '10.1.2.2');
    const typed = codes[3]!.toLowerCase().replace('-', ' ');
    const answer = await browser.write('identity.signInCode', { token: await password(browser, 'wei'), code: typed });
    expect(answer.body).toEqual({ next: 'in' });
    expect((await browser.read<AccountState>('identity.mine')).body.secondFactor?.recoveryCodesLeft).toBe(9);
    const other = sitDown(test, '10.1.2.3');
    const token = await password(other, 'wei');
    expect(codeOf(await other.write('identity.signInCode', { token, code: codes[3]! }))).toBe('wrong-code');
    expect((await other.write('identity.signInCode', { token, code: codes[4]! })).status).toBe(200);
  });

  it('pauses after wrong codes like after wrong passwords; new passwords do not lift that', async () => {
    await test.visit('tao', 'liaison', 'preschool');
    const { secret } = await withFactor('tao', sitDown(test, '10.1.3.1'));
    const thief = sitDown(test, '198.51.100.1');
    const token = await password(thief, 'tao');
    for (let n = 0; n < 4; n += 1) await thief.write('identity.signInCode', { token, code: `00000${n}` });
    const next = await password(thief, 'tao');
    expect(codeOf(await thief.write('identity.signInCode', { token: next, code: '000009' }))).toBe('wrong-code');
    expect(codeOf(await thief.write('identity.signInCode', { token: next, code: phoneCode(secret) }))).toBe(
      'sign-in-paused',
    );
    expect(codeOf(await thief.signIn('tao', TEST_PASSWORD))).toBe('sign-in-paused');
  });

  it('is switched off with password and code only, and its recovery codes are renewed the same way', async () => {
    await test.visit('jiang', 'liaison', 'preschool');
    const browser = sitDown(test, '10.1.4.1');
    const { secret, codes } = await withFactor('jiang', browser);
    const code = codes[0]!;
    const both = { password: TEST_PASSWORD, code };
    expect(codeOf(await browser.write('identity.removeFactor', { ...both, password: 'not this one' }))).toBe(
      'wrong-password',
    );
    expect(codeOf(await browser.write('identity.removeFactor', { ...both, code: '123456' }))).toBe('wrong-code');
    const renewed = await browser.write<RecoveryCodes>('identity.renewRecoveryCodes', both);
    expect(renewed.body.codes).toHaveLength(10);
    const old = await browser.write('identity.removeFactor', { password: TEST_PASSWORD, code: codes[1]! });
    expect(codeOf(old)).toBe('wrong-code');
    const off = await browser.write('identity.removeFactor', { password: TEST_PASSWORD, code: phoneCode(secret) });
    expect(off.status).toBe(200);
    expect((await sitDown(test, '10.1.4.2').signIn('jiang', TEST_PASSWORD)).body).toEqual({ next: 'in' });
  });

  it('is set up before anything else where the body asks it of a role', async () => {
    const admin = await test.visit('keeper', 'administrator', 'root');
    const lead = await test.visit('leader', 'leader', 'root');
    const asked = { idleHours: 8, absoluteDays: 5, secondFactorRoles: ['leader'] };
    expect((await admin.write<{ ended: number }>('identity.saveSecurity', asked)).body).toEqual({ ended: 1 });
    expect((await lead.read('org.me')).status).toBe(401);
    const browser = sitDown(test, '10.1.5.1');
    const { body } = await browser.signIn('leader', TEST_PASSWORD);
    const { next, token } = body as Extract<SignInAnswer, { next: 'enrol' }>;
    expect(next).toBe('enrol');
    expect((await browser.read('org.me')).status).toBe(401);
    const { secret, uri } = (await browser.write<NewFactor>('identity.beginEnrolment', { token })).body;
    expect(uri).toMatch(/^otpauth:\/\/totp\//);
    expect(decodeURIComponent(uri)).toContain('totp/leader?issuer=落实 青溪市教育局&');
    expect(codeOf(await browser.write('identity.confirmEnrolment', { token, code: '000000' }))).toBe('wrong-code');
    const done = await browser.write<RecoveryCodes>('identity.confirmEnrolment', { token, code: phoneCode(secret) });
    expect(done.body.codes).toHaveLength(10);
    expect((await browser.read('org.me')).status).toBe(200);
    const off = await browser.write('identity.removeFactor', { password: TEST_PASSWORD, code: done.body.codes[0]! });
    expect(codeOf(off)).toBe('second-factor-asked');
    await admin.write('identity.saveSecurity', { ...asked, secondFactorRoles: [] });
  });

  it('is taken away by an administrator when the phone is lost; that ends the sessions and is written down', async () => {
    const lost = await test.visit('shen', 'liaison', 'preschool');
    const admin = await test.visit('keeper2', 'administrator', 'root');
    const browser = sitDown(test, '10.1.6.1');
    await withFactor('shen', browser);
    expect((await admin.write('identity.resetFactor', { userId: lost.userId })).status).toBe(200);
    expect((await browser.read('org.me')).status).toBe(401);
    expect((await sitDown(test, '10.1.6.2').signIn('shen', TEST_PASSWORD)).body).toEqual({ next: 'in' });
    const entries = await test.owner
      .selectFrom('auditEntries')
      .select(['operation', 'userId'])
      .where('subjectId', '=', lost.userId)
      .where('operation', '=', 'identity.resetFactor')
      .execute();
    expect(entries).toEqual([{ operation: 'identity.resetFactor', userId: admin.userId }]);
  });

  it('says so where the key file of the server is another one; the recovery codes still work', async () => {
    const person = await test.visit('cao', 'liaison', 'preschool');
    const { secret, codes } = await withFactor('cao', sitDown(test, '10.1.9.1'));
    await test.owner
      .updateTable('secondFactors')
      .set({ secret: secretBox(randomBytes(32)).seal(secret, `second_factors/${test.tenantId}/${person.userId}`) })
      .where('userId', '=', person.userId)
      .execute();
    const browser = sitDown(test, '10.1.9.2');
    const token = await password(browser, 'cao');
    expect(codeOf(await browser.write('identity.signInCode', { token, code: phoneCode(secret) }))).toBe(
      'factor-unreadable',
    );
    expect((await browser.write('identity.signInCode', { token, code: codes[0]! })).body).toEqual({ next: 'in' });
  });

  it('leaves its secret and its codes nowhere in the clear: not in the database, not in the audit', async () => {
    const person = await test.visit('han', 'liaison', 'preschool');
    const { secret, codes } = await withFactor('han', sitDown(test, '10.1.8.1'));
    const [factor, kept, audit] = await Promise.all([
      test.owner.selectFrom('secondFactors').selectAll().where('userId', '=', person.userId).execute(),
      test.owner.selectFrom('recoveryCodes').selectAll().where('userId', '=', person.userId).execute(),
      test.owner.selectFrom('auditEntries').selectAll().execute(),
    ]);
    const stored = [factor[0]!.secret, ...kept.map(row => row.codeHash)].map(bytes => bytes.toString('latin1')).join();
    for (const clear of [secret, ...codes, ...codes.map(code => code.replace('-', ''))]) {
      expect(stored).not.toContain(clear);
      expect(JSON.stringify(audit)).not.toContain(clear);
    }
  });
});
