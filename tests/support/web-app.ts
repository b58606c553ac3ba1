import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { inject } from 'vitest';
import { connect, type Db } from '../../src/platform/database/connect';
import { openFileStore } from '../../src/platform/files/file-store';
import { buildApp, SESSION_COOKIE } from '../../src/platform/http/app';
import { liveRoute } from '../../src/platform/live/live-route';
import { openLive } from '../../src/platform/live/open-live';
import type { House } from '../../src/platform/run-operation';
import { NO_SIGN_ON, type SignOn } from '../../src/subjects/identity/federation/settings';
import { sessionActor, startSession } from '../../src/subjects/identity/sessions';
import { apiTokenActor } from '../../src/subjects/identity/tokens/token-actor';
import { topicsOf } from '../../src/subjects/live-topics';
import { fileHolders, operations, routesWith } from '../../src/subjects/registry';
import { webFolder } from './browser';
import { ensureDemonstration } from './demonstration';
import { createTestDatabase } from './test-database';

/** A server as the others of its installation see it. */
export type Server = { address: string; house: House; close: () => Promise<void> };

export type WebApp = {
  /** `http://127.0.0.1:…` */
  address: string;
  house: House;
  /** The database as the owner of its tables, beside row-level security. */
  owner: Db;
  /** One more server of the same installation: its own pool and memory, the same database and files. */
  another: () => Promise<Server>;
  /** A session of somebody with an account, without the sign-in page. */
  startSession: (login: string) => Promise<string>;
  /** Makes this browser the one of somebody with an account, without the sign-in page. */
  enter: (context: BrowserContext, login: string) => Promise<void>;
  close: () => Promise<void>;
};

/** The whole product with its built web app (`npm test` builds it first) on an empty database, listening. */
export async function startWebApp(signOn: SignOn = NO_SIGN_ON): Promise<WebApp> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), `luoshi-test-${process.pid}-`));
  const clear = async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  return serve(database.url, join(folder, 'files'), clear, signOn);
}

/** The same with the demonstration bureau in it: raised once in a run, copied for each file. */
export async function startDemonstration(): Promise<WebApp> {
  const { database: made, folder } = await ensureDemonstration(inject('testServer'));
  const database = await createTestDatabase(made);
  // Files lie under their hash: all copies share the folder.
  return serve(database.url, folder, database.drop);
}

async function serve(
  url: string,
  filesFolder: string,
  clear: () => Promise<void>,
  signOn = NO_SIGN_ON,
): Promise<WebApp> {
  const { db: owner, close: closeOwner } = connect(url, 2, null);
  const first = await startServer(url, filesFolder, signOn);
  const others: Server[] = [];
  const sessionOf = async (login: string) => {
    const user = await owner
      .selectFrom('users')
      .select(['id', 'tenantId'])
      .where('login', '=', login)
      .executeTakeFirstOrThrow();
    return startSession(owner, user.tenantId, user.id, new Date().toISOString(), { by: 'password' });
  };
  return {
    ...first,
    owner,
    another: async () => {
      const server = await startServer(url, filesFolder, signOn);
      others.push(server);
      return server;
    },
    startSession: sessionOf,
    enter: async (context, login) => {
      await context.addCookies([{ name: SESSION_COOKIE, value: await sessionOf(login), url: first.address }]);
    },
    close: async () => {
      for (const server of [first, ...others]) await server.close();
      await closeOwner();
      await clear();
    },
  };
}

async function startServer(url: string, filesFolder: string, signOn: SignOn): Promise<Server> {
  const { db, close } = connect(url, 5);
  const live = openLive(url, topicsOf, () => undefined);
  const house: House = { db, files: openFileStore(filesFolder), told: live.told };
  const app = await buildApp({
    house,
    operations,
    routes: [...routesWith(signOn, null), liveRoute(live)],
    fileHolders,
    authenticate: (token, quiet) => sessionActor(db, token, new Date().toISOString(), { quiet }),
    authenticateApiToken: token => apiTokenActor(db, token, new Date().toISOString()),
    proxy: signOn.proxy,
    webFolder,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    address: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    house,
    close: async () => {
      await app.close();
      await live.stop();
      await close();
    },
  };
}
