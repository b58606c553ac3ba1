import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, TEST_PASSWORD, type TestApp } from '../support/app';
import { type Refused, sitDown } from '../support/person-at-browser';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const codeOf = (answer: { body: unknown }) => (answer.body as Refused).error.code;
const GOOD = '三只 walnut 过 river 2';

describe('choosing a password', () => {
  it('refuses what is short, common, or made of names; a sentence says why', async () => {
    await test.visit('liuyang', 'liaison', 'preschool');
    const browser = sitDown(test, '10.1.0.1');
    await browser.signIn('liuyang', TEST_PASSWORD);
    const refused = async (next: string) => {
      const { body } = await browser.write<Refused>('identity.changePassword', { current: TEST_PASSWORD, next });
      return body.error.code;
    };
    expect(await refused('short one')).toBe('password-too-short');
    expect(await refused('password1234')).toBe('password-common');
    expect(await refused('1qaz2wsx3edc')).toBe('password-common');
    expect(await refused('Football2026!')).toBe('password-common');
    expect(await refused('my liuyang is here')).toBe('password-personal');
    expect(await refused('青溪市教育局2026年要点')).toBe('password-personal');
  });

  it('needs the present one, ends the other sessions, and lets in with the new one alone', async () => {
    await test.visit('qian', 'liaison', 'preschool');
    const desk = sitDown(test, '10.1.1.1');
    const phone = sitDown(test, '10.1.1.2');
    for (const browser of [desk, phone]) await browser.signIn('qian', TEST_PASSWORD);
    const wrong = await desk.write('identity.changePassword', { current: 'not this one', next: GOOD });
    expect([wrong.status, codeOf(wrong)]).toEqual([403, 'wrong-password']);
    expect((await desk.write('identity.changePassword', { current: TEST_PASSWORD, next: GOOD })).status).toBe(200);
    expect((await desk.read('org.me')).status).toBe(200);
    expect((await phone.read('org.me')).status).toBe(401);
    expect(codeOf(await phone.signIn('qian', TEST_PASSWORD))).toBe('wrong-credentials');
    expect((await phone.signIn('qian', GOOD)).body).toEqual({ next: 'in' });
    // Taken as typed: nothing is cut off or folded.
    expect(codeOf(await phone.signIn('qian', GOOD.toUpperCase()))).toBe('wrong-credentials');
    expect(codeOf(await phone.signIn('qian', `${GOOD} `))).toBe('wrong-credentials');
  });

  it('counts wrong present passwords: an open session is no place to guess', async () => {
    await test.visit('wang', 'liaison', 'preschool');
    const browser = sitDown(test, '10.1.2.1');
    await browser.signIn('wang', TEST_PASSWORD);
    const answers: string[] = [];
    for (let n = 0; n < 6; n += 1)
      answers.push(codeOf(await browser.write('identity.changePassword', { current: `guess ${n}`, next: GOOD })));
    expect(answers).toEqual([...Array(5).fill('wrong-password'), 'sign-in-paused']);
  });

  it('hashes anew at the sign-in what was hashed with less', async () => {
    const person = await test.visit('old', 'liaison', 'preschool');
    await test.owner
      .updateTable('users')
      .set({ passwordHash: await hash(TEST_PASSWORD, { memoryCost: 4096, timeCost: 1 }) })
      .where('id', '=', person.userId)
      .execute();
    expect((await sitDown(test, '10.1.3.1').signIn('old', TEST_PASSWORD)).status).toBe(200);
    const { passwordHash } = await test.owner
      .selectFrom('users')
      .select('passwordHash')
      .where('id', '=', person.userId)
      .executeTakeFirstOrThrow();
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe('a forgotten password', () => {
  it('is set anew by a link of the administrator, good once and for a day; a second factor is still asked for', async () => {
    const person = await test.visit('zhao', 'liaison', 'preschool');
    const admin = await test.visit('keeper', 'administrator', 'root');
    const other = await test.visit('office', 'supervisor', 'root');
    expect((await other.write('identity.makeResetLink', { userId: person.userId })).status).toBe(403);
    const make = async () => {
      const { body } = await admin.write<{ link: string }>('identity.makeResetLink', { userId: person.userId });
      return body.link.replace('/reset/', '');
    };
    const first = await make();
    const token = await make();
    const browser = sitDown(test, '10.1.4.1');
    expect(codeOf(await browser.read('identity.resetLink', { token: first }))).toBe('link-over');
    expect((await browser.read('identity.resetLink', { token })).body).toMatchObject({
      login: 'zhao',
      hasFactor: false,
    });
    expect(codeOf(await browser.write('identity.resetPassword', { token, password: 'password1234' }))).toBe(
      'password-common',
    );
    expect((await browser.write('identity.resetPassword', { token, password: GOOD })).body).toEqual({ next: 'in' });
    expect((await person.read('org.me')).status).toBe(401);
    expect(codeOf(await browser.write('identity.resetPassword', { token, password: `${GOOD}!` }))).toBe('link-over');
    const late = await make();
    await test.owner
      .updateTable('accountLinks')
      .set({ expiresAt: new Date(Date.now() - 1000).toISOString() })
      .execute();
    expect(codeOf(await browser.write('identity.resetPassword', { token: late, password: GOOD }))).toBe('link-over');
  });

  it('lifts the pause that wrong attempts have brought', async () => {
    const person = await test.visit('song', 'liaison', 'preschool');
    const admin = await test.visit('keeper2', 'administrator', 'root');
    const browser = sitDown(test, '10.1.5.1');
    for (let n = 0; n < 6; n += 1) await browser.signIn('song', `guess ${n}`);
    expect(codeOf(await browser.signIn('song', TEST_PASSWORD))).toBe('sign-in-paused');
    await admin.write('identity.makeResetLink', { userId: person.userId });
    expect((await browser.signIn('song', TEST_PASSWORD)).status).toBe(200);
  });

  it('leaves neither link nor password in the audit', async () => {
    const entries = JSON.stringify(await test.owner.selectFrom('auditEntries').selectAll().execute());
    expect(entries).toContain('resetLink');
    expect(entries).not.toMatch(/\d+\.[\w-]{43}/);
    expect(entries).not.toContain('walnut');
    expect(entries).not.toContain('argon2');
  });
});
