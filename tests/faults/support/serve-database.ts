import { connect } from '../../../src/platform/database/connect';
import { openFileStore } from '../../../src/platform/files/file-store';
import { PLAIN_INTAKE } from '../../../src/platform/files/take-in';
import { buildApp } from '../../../src/platform/http/app';
import { addressOf } from '../../../src/platform/operation';
import { NO_SIGN_ON } from '../../../src/subjects/identity/federation/settings';
import { sessionActor } from '../../../src/subjects/identity/sessions';
import { fileHolders, operations, routesWith } from '../../../src/subjects/registry';

type Ask = (
  method: 'GET' | 'POST',
  operation: string,
  input?: Record<string, unknown>,
) => Promise<{ status: number; body: unknown }>;

/** The program, short of listening, on a database that is there already. */
export async function serveDatabase(
  url: string,
  filesFolder: string,
): Promise<{ signIn: (login: string, password: string) => Promise<Ask>; close: () => Promise<void> }> {
  const { db, close } = connect(url, 2);
  const app = await buildApp({
    house: { db, files: openFileStore(filesFolder) },
    operations,
    routes: routesWith(NO_SIGN_ON, null),
    fileHolders,
    intake: PLAIN_INTAKE,
    authenticate: token => sessionActor(db, token, new Date().toISOString()),
    webFolder: null,
  });
  return {
    signIn: async (login, password) => {
      const entered = await app.inject({
        method: 'POST',
        url: addressOf('identity.signIn'),
        payload: { login, password },
      });
      if (entered.statusCode !== 200) throw new Error(`${entered.statusCode} ${entered.body}`);
      const cookies = Object.fromEntries(entered.cookies.map(({ name, value }) => [name, value]));
      return async (method, operation, input = {}) => {
        const query = method === 'GET' ? `?${new URLSearchParams(input as Record<string, string>)}` : '';
        const payload = method === 'POST' ? { payload: input } : {};
        const answer = await app.inject({ method, url: `${addressOf(operation)}${query}`, cookies, ...payload });
        return { status: answer.statusCode, body: JSON.parse(answer.body) };
      };
    },
    close: async () => {
      await app.close();
      await close();
    },
  };
}
