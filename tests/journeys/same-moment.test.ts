import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../src/platform/database/connect';
import { hashPassword } from '../../src/subjects/identity/passwords';
import { FREE_ATTEMPTS } from '../../src/subjects/identity/rules/back-off';
import type { NewFactor, RecoveryCodes, SignInAnswer } from '../../src/subjects/identity/schema';
import { startTestApp, TEST_PASSWORD, type TestApp } from '../support/app';
import { phoneCode, said, sitDown } from '../support/person-at-browser';

// What two do at the same moment: requests against the real server, their transactions side by side.
let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const NEW_PASSWORD = '新的暗语是城北旧书店的猫';

/** Requests that wait for somebody else's transaction. */
const waiting = async (): Promise<number> =>
  (
    await sql<{ n: number }>`
      select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(test.owner)
  ).rows[0]!.n;

/**
 * Changes something in a transaction that is still open while the request arrives; it is committed when the request waits for it, or
 * has been answered without waiting.
 */
async function meanwhile<T>(change: (db: Db) => Promise<unknown>, request: () => Promise<T>): Promise<T> {
  let answered = false;
  let answer: Promise<T> | undefined;
  await test.owner.transaction().execute(async db => {
    await change(db);
    answer = request().finally(() => {
      answered = true;
    });
    while (!answered && (await waiting()) === 0) await sleep(5);
  });
  return answer!;
}

/** What a reset of the password does, and what switching an account off does. */
const reset = (userId: string) => async (db: Db) => {
  const passwordHash = await hashPassword(NEW_PASSWORD);
  await db.updateTable('users').set({ passwordHash }).where('id', '=', userId).execute();
  await db.deleteFrom('sessions').where('userId', '=', userId).execute();
  await db.deleteFrom('accountLinks').where('userId', '=', userId).execute();
};
const disable = (userId: string) => async (db: Db) => {
  const disabledAt = new Date().toISOString();
  await db.updateTable('users').set({ disabledAt }).where('id', '=', userId).execute();
  await db.deleteFrom('sessions').where('userId', '=', userId).execute();
  await db.deleteFrom('accountLinks').where('userId', '=', userId).execute();
};

const sessionsOf = async (userId: string) =>
  (await test.owner.selectFrom('sessions').select('id').where('userId', '=', userId).execute()).length;

describe('who knew the old password, at the moment when it is taken from them,', () => {
  it('does not come in with it', async () => {
    const { userId } = await test.visit('reset1', 'liaison', 'preschool');
    const thief = sitDown(test, '10.2.1.1');
    expect(said(await meanwhile(reset(userId), () => thief.signIn('reset1', TEST_PASSWORD)))).toBe('wrong-credentials');
    expect(await sessionsOf(userId)).toBe(0);
    expect(said(await thief.signIn('reset1', NEW_PASSWORD))).toBe('done');
  });

  it('does not change it back, nor leave a token behind', async () => {
    const victim = await test.visit('reset2', 'liaison', 'preschool');
    const change = { current: TEST_PASSWORD, next: '贼人自己的一句暗语七个字' };
    expect(said(await meanwhile(reset(victim.userId), () => victim.write('identity.changePassword', change)))).toBe(
      'wrong-password',
    );
    expect(said(await sitDown(test, '10.2.2.1').signIn('reset2', NEW_PASSWORD))).toBe('done');
    const other = await test.visit('reset3', 'liaison', 'preschool');
    const token = { name: '抄表', scopes: ['read'], days: 365, password: TEST_PASSWORD };
    expect(said(await meanwhile(reset(other.userId), () => other.write('identity.createToken', token)))).toBe(
      'wrong-password',
    );
  });

  it('does not come in through an account that is being disabled, by password or by a link', async () => {
    const { userId } = await test.visit('off1', 'liaison', 'preschool');
    const browser = sitDown(test, '10.2.3.1');
    expect(said(await meanwhile(disable(userId), () => browser.signIn('off1', TEST_PASSWORD)))).toBe(
      'wrong-credentials',
    );
    expect(await sessionsOf(userId)).toBe(0);
    const keeper = await test.visit('keeper1', 'administrator', 'root');
    const off = await test.visit('off2', 'liaison', 'preschool');
    const { link } = (await keeper.write<{ link: string }>('identity.makeResetLink', { userId: off.userId })).body;
    const input = { token: link.split('/').at(-1)!, password: NEW_PASSWORD };
    expect(said(await meanwhile(disable(off.userId), () => browser.write('identity.resetPassword', input)))).toBe(
      'link-over',
    );
    expect(await sessionsOf(off.userId)).toBe(0);
  });
});

describe('when the body begins to ask a second factor', () => {
  const asking = async (db: Db) => {
    const settings = JSON.stringify({ security: { secondFactorRoles: ['assessor'] } });
    await db.updateTable('tenants').set({ settings }).where('tenantId', '=', test.tenantId).execute();
    await db.deleteFrom('sessions').where('tenantId', '=', test.tenantId).execute();
  };
  afterEach(() => test.owner.updateTable('tenants').set({ settings: '{}' }).execute());

  it('nobody who signs in at that moment comes in without', async () => {
    const { userId } = await test.visit('assessor1', 'assessor', 'root');
    const browser = sitDown(test, '10.2.8.1');
    const { body } = await meanwhile(asking, () => browser.signIn('assessor1', TEST_PASSWORD));
    expect(body.next).toBe('enrol');
    expect(await sessionsOf(userId)).toBe(0);
  });
});

describe('whose session or token ends while a file is still coming', () => {
  /** Sends the second half when the first has arrived and `then` has happened. */
  const upload = (headers: Record<string, string>, then: () => Promise<unknown>) => {
    const incoming = join(test.house.files.folder, 'incoming');
    const begin = '--half\r\ncontent-disposition: form-data; name="file"; filename="材料.txt"\r\n\r\n';
    async function* halves() {
      yield Buffer.from(`${begin}上半部分`);
      while ((await readdir(incoming).catch(() => [])).length === 0) await sleep(5);
      await then();
      yield Buffer.from('下半部分\r\n--half--\r\n');
    }
    return test.app.inject({
      method: 'POST',
      url: '/api/files',
      headers: { 'content-type': 'multipart/form-data; boundary=half', ...headers },
      payload: Readable.from(halves()),
    });
  };

  it('leaves no file behind', async () => {
    const { userId } = await test.visit('uploads', 'liaison', 'preschool');
    const browser = sitDown(test, '10.2.7.1');
    await browser.signIn('uploads', TEST_PASSWORD);
    const cookie = `luoshi=${browser.cookies.get('luoshi')}`;
    const { body } = await browser.write<{ token: string; tokenId: string }>('identity.createToken', {
      name: '上传',
      scopes: ['files'],
      days: 3,
      password: TEST_PASSWORD,
    });
    const bearer = { authorization: `Bearer ${body.token}` };
    expect((await upload({ cookie }, async () => undefined)).statusCode).toBe(200);
    expect((await upload(bearer, async () => undefined)).statusCode).toBe(200);
    const revoke = () => browser.write('identity.revokeToken', { tokenId: body.tokenId });
    expect((await upload(bearer, revoke)).statusCode).toBe(401);
    const disable = () => test.owner.deleteFrom('sessions').where('userId', '=', userId).execute();
    expect((await upload({ cookie }, disable)).statusCode).toBe(401);
    const kept = await test.owner.selectFrom('files').select('id').where('createdBy', '=', userId).execute();
    expect(kept).toHaveLength(2);
    expect(await readdir(join(test.house.files.folder, 'incoming'))).toEqual([]);
  });
});

describe('of several at the same moment', () => {
  it('two administrators who disable each other, one stays', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = await Promise.all([
        test.visit(`admin-a${round}`, 'administrator', 'root'),
        test.visit(`admin-b${round}`, 'administrator', 'root'),
      ]);
      const answers = await Promise.all([
        one.write('identity.disableAccount', { userId: two.userId }),
        two.write('identity.disableAccount', { userId: one.userId }),
      ]);
      expect(answers.map(said).sort()).toEqual(['done', 'signed-out']);
    }
  });

  it('guesses from many unknown machines, no more are judged than from one after the other', async () => {
    await test.visit('target', 'liaison', 'preschool');
    const guesses = await Promise.all(
      Array.from({ length: 60 }, (_, n) => sitDown(test, `203.0.113.${n}`).signIn('target', `not this ${n}`)),
    );
    const judged = guesses.filter(answer => said(answer) === 'wrong-credentials').length;
    expect(judged).toBeGreaterThan(0);
    expect(judged).toBeLessThanOrEqual(FREE_ATTEMPTS.everywhere);
    expect(new Set(guesses.map(said))).toEqual(new Set(['wrong-credentials', 'sign-in-paused']));
  });

  it('who use one recovery code, one comes in', async () => {
    await test.visit('codes', 'liaison', 'preschool');
    const first = sitDown(test, '10.2.4.1');
    await first.signIn('codes', TEST_PASSWORD);
    const { secret } = (await first.write<NewFactor>('identity.beginFactor', { password: TEST_PASSWORD })).body;
    const set = await first.write<RecoveryCodes>('identity.confirmFactor', { code: phoneCode(secret, -1) });
    const browsers = ['10.2.4.2', '10.2.4.3', '10.2.4.4'].map(address => sitDown(test, address));
    const { body } = await first.signIn('codes', TEST_PASSWORD);
    const { token } = body as Extract<SignInAnswer, { next: 'code' }>;
    const code = set.body.codes[0]!;
    const answers = await Promise.all(browsers.map(one => one.write('identity.signInCode', { token, code })));
    expect(answers.map(said).filter(one => one === 'done')).toHaveLength(1);
  });

  it('who accept one invitation, one becomes a member; of two who set one password by a link, one does', async () => {
    const keeper = await test.visit('keeper2', 'administrator', 'root');
    const invitation = { unitId: test.unitIds.get('preschool'), name: '新人', login: 'xinren', role: 'liaison' };
    const { link } = (await keeper.write<{ link: string }>('org.invite', invitation)).body;
    const input = { token: link.split('/').at(-1)!, password: NEW_PASSWORD };
    const browsers = ['10.2.5.1', '10.2.5.2', '10.2.5.3'].map(address => sitDown(test, address));
    const taken = await Promise.all(browsers.map(one => one.write('identity.acceptInvitation', input)));
    expect(taken.map(said).sort()).toEqual(['done', 'not-found', 'not-found']);
    const { userId } = await test.visit('relink', 'liaison', 'preschool');
    const made = await keeper.write<{ link: string }>('identity.makeResetLink', { userId });
    const again = { token: made.body.link.split('/').at(-1)!, password: NEW_PASSWORD };
    const set = await Promise.all(browsers.map(one => one.write('identity.resetPassword', again)));
    expect(set.map(said).sort()).toEqual(['done', 'link-over', 'link-over']);
    expect(await sessionsOf(userId)).toBe(1);
  });

  it('sign-ins of one browser and one sign-out end what they name, and nothing of others', async () => {
    const { userId } = await test.visit('rotates', 'liaison', 'preschool');
    const browser = sitDown(test, '10.2.6.1');
    await browser.signIn('rotates', TEST_PASSWORD);
    const former = browser.cookies.get('luoshi')!;
    const tabs = ['10.2.6.1', '10.2.6.1', '10.2.6.1'].map(address => sitDown(test, address));
    for (const tab of tabs) for (const [name, value] of browser.cookies) tab.cookies.set(name, value);
    const answers = await Promise.all(tabs.map(tab => tab.signIn('rotates', TEST_PASSWORD)));
    const inside = answers.filter(answer => said(answer) === 'done').length;
    expect(inside).toBeGreaterThan(0);
    const old = sitDown(test, '10.2.6.1');
    old.cookies.set('luoshi', former);
    expect((await old.read('org.me')).status).toBe(401);
    // That of `visit`, and one of each that came in.
    expect(await sessionsOf(userId)).toBe(1 + inside);
  });
});
