import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import type { FastifyInstance } from 'fastify';
import { connect, type Db } from '../../src/platform/database/connect';
import { SERVER_ROLE } from '../../src/platform/database/server-role';
import type { Id } from '../../src/platform/database/tables';
import { openFileStore } from '../../src/platform/files/file-store';
import { type Intake, PLAIN_INTAKE } from '../../src/platform/files/take-in';
import { buildApp, SESSION_COOKIE } from '../../src/platform/http/app';
import { addressOf } from '../../src/platform/operation';
import type { House } from '../../src/platform/run-operation';
import { secretBox } from '../../src/platform/secrets/secret-box';
import { NO_SIGN_ON, type SignOn } from '../../src/subjects/identity/federation/settings';
import { sessionActor, startSession } from '../../src/subjects/identity/sessions';
import { apiTokenActor } from '../../src/subjects/identity/tokens/token-actor';
import type { Role } from '../../src/subjects/org/schema';
import { insertPost, insertUnits, insertUser, type NewUnit } from '../../src/subjects/org/store';
import { fileHolders, operations, routesWith } from '../../src/subjects/registry';
import { gatherStatements } from './statements';
import { createTestDatabase } from './test-database';

export const TEST_PASSWORD = 'correct horse battery';
// Made once for all bodies of a process: it is slow on purpose, and nobody here tries to guess it.
let testHash: Promise<string> | undefined;

/** The answer of a call: its status and its JSON. */
export type Answer<T = unknown> = { status: number; body: T };

/** Somebody at a browser: calls operations by name with their own session. */
export type Visitor = {
  userId: Id;
  read: <T = never>(name: string, input?: Record<string, unknown>) => Promise<Answer<T>>;
  /** `key`: sent along as Idempotency-Key. */
  write: <T = never>(name: string, input?: Record<string, unknown>, key?: string) => Promise<Answer<T>>;
  upload: (name: string, bytes: Uint8Array, mediaType?: string) => Promise<Answer<{ id: Id }>>;
  /** The raw bytes of a download. */
  download: (name: string, input?: Record<string, unknown>) => Promise<{ status: number; bytes: Buffer; type: string }>;
};

export type TestApp = {
  app: FastifyInstance;
  house: House;
  /** The database as the owner of its tables, beside row-level security: to set the scene and to look behind it. */
  owner: Db;
  /** Of the owner, for another process. */
  databaseUrl: string;
  tenantId: Id;
  unitIds: Map<string, Id>;
  /** A new person with a post, signed in. */
  visit: (login: string, role: Role, unitCode: string) => Promise<Visitor>;
  /** Somebody who has not signed in. */
  stranger: () => Visitor;
  close: () => Promise<void>;
};

const unit = (
  code: string,
  name: string,
  kind: NewUnit['kind'],
  parentCode: string | null = 'root',
  sort = 0,
): NewUnit => ({
  code,
  name,
  shortName: name,
  kind,
  parentCode,
  areaCode: null,
  aliases: [],
  sort,
});

/** A small invented bureau: three departments, two counties, a school in each. */
export const smallBureau: NewUnit[] = [
  unit('root', '青溪市教育局', 'bureau', null),
  unit('office', '办公室', 'department', 'root', 1),
  unit('preschool', '学前教育处', 'department', 'root', 2),
  unit('basic', '基础教育处', 'department', 'root', 3),
  unit('east', '东溪县教育局', 'county', 'root', 4),
  unit('west', '西溪县教育局', 'county', 'root', 5),
  unit('east-1', '东溪县第一小学', 'school', 'east', 1),
  unit('west-1', '西溪县第一小学', 'school', 'west', 1),
];

/** The whole server on a database of its own, short of listening. */
export async function startTestApp(
  units: NewUnit[] = smallBureau,
  {
    signOn = NO_SIGN_ON,
    publicUrl = null,
    intake = PLAIN_INTAKE,
  }: { signOn?: SignOn; publicUrl?: string | null; intake?: Intake } = {},
): Promise<TestApp> {
  const database = await createTestDatabase();
  const statements = gatherStatements();
  const folder = await mkdtemp(join(tmpdir(), 'luoshi-test-'));
  const { db: serverDb, close: closeServer } = connect(database.url, 5, SERVER_ROLE, statements.onStatement);
  const { db, close: closeOwner } = connect(database.url, 3, null);
  const secrets = secretBox(randomBytes(32));
  const house: House = { db: serverDb, files: openFileStore(join(folder, 'files')), secrets };
  const app = await buildApp({
    house,
    operations,
    routes: routesWith(signOn, publicUrl),
    fileHolders,
    intake,
    authenticate: token => sessionActor(serverDb, token, new Date().toISOString()),
    authenticateApiToken: token => apiTokenActor(serverDb, token, new Date().toISOString()),
    proxy: signOn.proxy,
    rememberMs: 0,
    webFolder: null,
  });
  const now = new Date().toISOString();
  const { tenantId } = await db
    .insertInto('tenants')
    .values({
      code: 'test',
      name: units[0]!.name,
      shortName: units[0]!.name,
      areaCode: null,
      demoToday: null,
      settings: '{}',
      createdAt: now,
    })
    .returning('tenantId')
    .executeTakeFirstOrThrow();
  const unitIds = await insertUnits(db, tenantId, units);
  testHash ??= hash(TEST_PASSWORD);
  const passwordHash = await testHash;

  const visitor = (userId: Id, token: string | null): Visitor => {
    const cookies: Record<string, string> = token ? { [SESSION_COOKIE]: token } : {};
    const json = <T>(response: { statusCode: number; body: string }): Answer<T> => ({
      status: response.statusCode,
      body: response.body ? JSON.parse(response.body) : null,
    });
    const query = (input: Record<string, unknown>) =>
      new URLSearchParams(
        Object.entries(input).flatMap(([key, value]) =>
          [value].flat().map(one => [key, String(one)] as [string, string]),
        ),
      ).toString();
    return {
      userId,
      read: async (name, input = {}) =>
        json(await app.inject({ method: 'GET', url: `${addressOf(name)}?${query(input)}`, cookies })),
      write: async (name, input = {}, key = undefined) => {
        const headers = key === undefined ? {} : { 'idempotency-key': key };
        return json(await app.inject({ method: 'POST', url: addressOf(name), payload: input, cookies, headers }));
      },
      upload: async (name, bytes, mediaType = 'application/octet-stream') => {
        const form = new FormData();
        form.append('file', new File([bytes as BlobPart], name, { type: mediaType }));
        return json(await app.inject({ method: 'POST', url: '/api/files', payload: form, cookies }));
      },
      download: async (name, input = {}) => {
        const response = await app.inject({ method: 'GET', url: `${addressOf(name)}?${query(input)}`, cookies });
        return {
          status: response.statusCode,
          bytes: response.rawPayload,
          type: String(response.headers['content-type']),
        };
      },
    };
  };

  return {
    app,
    house,
    owner: db,
    databaseUrl: database.url,
    tenantId,
    unitIds,
    visit: async (login, role, unitCode) => {
      const userId = await insertUser(db, { tenantId, login, name: login, passwordHash, createdAt: now });
      await insertPost(db, { tenantId, userId, orgUnitId: unitIds.get(unitCode)!, role, title: null });
      return visitor(userId, await startSession(db, tenantId, userId, now, { by: 'password' }));
    },
    stranger: () => visitor('0', null),
    close: async () => {
      await app.close();
      await closeServer();
      await closeOwner();
      await database.drop();
      const broken = statements.withoutTenant();
      if (broken.length > 0) throw new Error(`statements that do not name the tenant:\n${broken.join('\n')}`);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
