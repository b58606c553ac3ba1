import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTenant } from '../../src/platform/database/tenant';
import { SESSION_COOKIE } from '../../src/platform/http/app';
import { startSession } from '../../src/subjects/identity/sessions';
import { startTestApp, type TestApp } from '../support/app';

/** Letters are written ten times a minute for a person. */
const LETTERS = '/api/indicators/letters?year=2026';
const MOST = 10;

describe('what a person may ask for in a minute', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp();
  });
  afterAll(() => test.close());

  const ask = async (token: string, headers: Record<string, string>) =>
    (await test.app.inject({ method: 'GET', url: LETTERS, cookies: { [SESSION_COOKIE]: token }, headers })).statusCode;
  const sessionsOf = (userId: string, count: number) =>
    inTenant(test.owner, test.tenantId, async db => {
      const tokens: string[] = [];
      for (let nr = 0; nr < count; nr += 1)
        tokens.push(await startSession(db, test.tenantId, userId, new Date().toISOString(), { by: 'password' }));
      return tokens;
    });

  it('does not grow with what they send along, nor with their sessions', async () => {
    const { userId } = await test.visit('zhao', 'supervisor', 'root');
    const tokens = await sessionsOf(userId, 3);
    const statuses: number[] = [];
    for (let nr = 0; nr <= MOST; nr += 1)
      statuses.push(await ask(tokens[nr % 3]!, { authorization: `Basic ${nr}`, 'x-forwarded-for': `10.0.0.${nr}` }));
    expect(statuses).toEqual([...Array(MOST).fill(404), 429]);
  });

  it('is not used up by somebody else behind the same address', async () => {
    const { userId } = await test.visit('qian', 'supervisor', 'root');
    const [token] = await sessionsOf(userId, 1);
    expect(await ask(token!, {})).toBe(404);
  });
});
