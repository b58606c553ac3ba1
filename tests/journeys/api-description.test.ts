import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../src/platform/operation';
import { operations } from '../../src/subjects/registry';
import { startTestApp, type TestApp } from '../support/app';

type Described = {
  openapi: string;
  paths: Record<string, Record<string, { parameters?: { name: string; required: boolean }[]; security: object[] }>>;
};

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

describe('the description of the API', () => {
  it('names every operation at its address', async () => {
    const described = (await test.app.inject('/api/openapi.json')).json<Described>();
    expect(described.openapi).toBe('3.1.0');
    for (const { name, kind } of operations)
      expect(Object.keys(described.paths[addressOf(name)] ?? {})).toEqual([kind === 'read' ? 'get' : 'post']);
  });

  it('asks of the ledger only for the year', async () => {
    const described = (await test.app.inject('/api/openapi.json')).json<Described>();
    const parameters = described.paths['/api/tasks/list']!.get!.parameters!;
    expect(parameters.filter(({ required }) => required).map(({ name }) => name)).toEqual(['year']);
  });

  it('says what an access token may do: everything but what needs the person', async () => {
    const described = (await test.app.inject('/api/openapi.json')).json<Described>();
    const securityOf = (path: string) => described.paths[path]!.post!.security;
    expect(securityOf('/api/tasks/sign')).toEqual([{ session: [] }, { token: ['tasks.sign'] }]);
    expect(securityOf('/api/identity/createToken')).toEqual([{ session: [] }]);
    expect(securityOf('/api/identity/signIn')).toEqual([]);
  });

  it('takes one light, several and none', async () => {
    const office = await test.visit('office', 'supervisor', 'root');
    for (const light of ['', [], 'red', ['red', 'yellow']])
      expect((await office.read('tasks.list', { year: 2026, light })).status).toBe(200);
    expect((await office.read('tasks.list', { year: 2026, light: 'pink' })).status).toBe(400);
  });

  it('answers an unknown address, a broken body and a foreign page with a code', async () => {
    const post = (url: string, payload: string, headers: Record<string, string> = {}) =>
      test.app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...headers } });
    expect((await test.app.inject('/api/nothing')).json().error.code).toBe('not-found');
    expect((await post('/api/identity/signIn', '{')).json().error.code).toBe('invalid-input');
    expect((await post('/api/identity/signIn', `{"a":"${'x'.repeat(5 * 2 ** 20)}"}`)).json().error.code).toBe(
      'too-large',
    );
    expect((await post('/api/identity/signIn', '{}', { origin: 'http://elsewhere.example' })).json().error.code).toBe(
      'not-permitted',
    );
  });
});
