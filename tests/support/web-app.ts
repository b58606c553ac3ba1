import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { inject } from 'vitest';
import { connect, type Db } from '../../src/platform/database/connect';
import { openFileStore } from '../../src/platform/files/file-store';
import { buildApp, SESSION_COOKIE } from '../../src/platform/http/app';
import type { House } from '../../src/platform/run-operation';
import { NO_SIGN_ON, type SignOn } from '../../src/subjects/identity/federation/settings';
import { sessionActor, startSession } from '../../src/subjects/identity/sessions';
import { apiTokenActor } from '../../src/subjects/identity/tokens/token-actor';
import { fileHolders, operations, routesWith } from '../../src/subjects/registry';
import { webFolder } from './browser';
import { ensureDemonstration } from './demonstration';
import { createTestDatabase } from './test-database';

export type WebApp = {
  /** `http://127.0.0.1:…` */
  address: string;
  house: House;
  /** The database as the owner of its tables, beside row-level security. */
  owner: Db;
  /** Makes this browser the one of somebody with an account, without the sign-in page. */
  enter: (context: BrowserContext, login: string) => Promise<void>;
  close: () => Promise<void>;
};

/** The whole product with its built web app (`npm test` builds it first) on an empty database, listening. */
export async function startWebApp(): Promise<WebApp> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), `luoshi-test-${process.pid}-`));
  return serve(database.url, join(folder, 'files'), async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });
}

/** The same with the demonstration bureau in it: raised once in a run, copied for each file. */
export async function startDemonstration(signOn: SignOn = NO_SIGN_ON): Promise<WebApp> {
  const { database: made, folder } = await ensureDemonstration(inject('testServer'));
  const database = await createTestDatabase(made);
  // Files lie under their hash: all copies share the folder.
  return serve(database.url, folder, database.drop, signOn);
}

async function serve(
  url: string,
  filesFolder: string,
  clear: () => Promise<void>,
  signOn = NO_SIGN_ON,
): Promise<WebApp> {
  const { db, close } = connect(url, 5);
  const { db: owner, close: closeOwner } = connect(url, 2, null);
  const house: House = { db, files: openFileStore(filesFolder) };
  const app = await buildApp({
    house,
    operations,
    routes: routesWith(signOn, null),
    fileHolders,
    authenticate: token => sessionActor(db, token, new Date().toISOString()),
    authenticateApiToken: token => apiTokenActor(db, token, new Date().toISOString()),
    proxy: signOn.proxy,
    webFolder,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return {
    address,
    house,
    owner,
    enter: async (context, login) => {
      const user = await owner
        .selectFrom('users')
        .select(['id', 'tenantId'])
        .where('login', '=', login)
        .executeTakeFirstOrThrow();
      const token = await startSession(owner, user.tenantId, user.id, new Date().toISOString(), { by: 'password' });
      await context.addCookies([{ name: SESSION_COOKIE, value: token, url: address }]);
    },
    close: async () => {
      await app.close();
      await close();
      await closeOwner();
      await clear();
    },
  };
}
