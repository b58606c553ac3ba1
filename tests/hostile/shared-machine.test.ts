import { afterAll, beforeAll, expect, it } from 'vitest';
import { SESSION_COOKIE } from '../../src/platform/http/app';
import { startSession } from '../../src/subjects/identity/sessions';
import { startTestApp, type TestApp, type Visitor } from '../support/app';

let test: TestApp;
let liaison: Visitor;
beforeAll(async () => {
  test = await startTestApp();
  liaison = await test.visit('zhao', 'liaison', 'preschool');
});
afterAll(() => test.close());

// A browser asks its own store by the address alone, whoever has signed in meanwhile.
it('no file stays in the browser of a machine that several people use', async () => {
  const { body } = await liaison.upload('照片.txt', Buffer.from('家访记录'));
  const token = await startSession(test.owner, test.tenantId, liaison.userId, new Date().toISOString(), {
    by: 'password',
  });
  const answer = await test.app.inject({
    method: 'GET',
    url: `/api/files/content?id=${body.id}`,
    cookies: { [SESSION_COOKIE]: token },
  });
  expect([answer.statusCode, answer.body, answer.headers['cache-control']]).toEqual([200, '家访记录', 'no-store']);
});
