import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { connect, type Db } from '../../../src/platform/database/connect';
import type { Id } from '../../../src/platform/database/tables';
import { inTenant } from '../../../src/platform/database/tenant';
import { openFileStore } from '../../../src/platform/files/file-store';
import { buildApp } from '../../../src/platform/http/app';
import type { House } from '../../../src/platform/run-operation';
import { sessionActor, startSession } from '../../../src/subjects/identity/sessions';
import { apiTokenActor } from '../../../src/subjects/identity/tokens/token-actor';
import type { Role } from '../../../src/subjects/org/schema';
import { insertPost, insertUnits, insertUser } from '../../../src/subjects/org/store';
import { fileHolders, operations, routes } from '../../../src/subjects/registry';
import { createTestDatabase } from '../../support/test-database';
import { accountOf } from './accounts';
import { type Caller, callerOn, done } from './caller';
import { callers, loginOf, type Relation, seatFor, units } from './seats';
import type { Own, Thing } from './thing';
import { undoable } from './undone';
import { workOf } from './work';

/** Two bodies with the same work in both, and everybody who calls. Every call begins from the same state. */
export type World = {
  /** Somebody of the first body, by role, in the seat that the relation is asked from. */
  caller: (role: Role, relation: Relation) => Caller;
  stranger: Caller;
  /** The thing in that relation to the role's seat; where it belongs to a person, «own» is the caller's. */
  thing: (role: Role, relation: Relation) => Thing;
  own: (role: Role, relation: Relation) => Own;
  /** Words of the other body alone: nobody here ever reads one. */
  secrets: string[];
  undo: () => Promise<void>;
  close: () => Promise<void>;
};

export async function raiseWorld(): Promise<World> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'luoshi-test-'));
  const owner = connect(database.url, 2, null);
  const server = connect(database.url, 1);
  const undo = undoable(server.pool);
  const house: House = { db: server.db, files: openFileStore(join(folder, 'files')) };
  const app = await buildApp({
    house,
    operations,
    routes,
    fileHolders,
    authenticate: token => sessionActor(server.db, token, new Date().toISOString()),
    authenticateApiToken: token => apiTokenActor(server.db, token, new Date().toISOString()),
    rememberMs: 0,
    webFolder: null,
  });
  const now = new Date().toISOString();
  const raise = async (code: string, isDemo = false) => {
    const { tenantId } = await owner.db
      .insertInto('tenants')
      .values({ code, name: code, shortName: code, areaCode: null, isDemo, settings: '{}', createdAt: now })
      .returning('tenantId')
      .executeTakeFirstOrThrow();
    return tenantId;
  };
  const settle = async (
    tenantId: Id,
    people: readonly { role: Role; unit: string; login: string; name?: string }[],
  ) => {
    const entered = new Map<string, Caller>();
    for (const { role, unit, login, name = login } of people) {
      const { userId, token } = await inTenant(owner.db, tenantId, async db => {
        const { id: orgUnitId } = await db
          .selectFrom('orgUnits')
          .select('id')
          .where('tenantId', '=', tenantId)
          .where('code', '=', unit)
          .executeTakeFirstOrThrow();
        const userId = await insertUser(db, { tenantId, login, name, passwordHash: null, createdAt: now });
        await insertPost(db, { tenantId, userId, orgUnitId, role, title: null });
        return { userId, token: await startSession(db, tenantId, userId, now, { by: 'password' }) };
      });
      entered.set(login, callerOn(app, userId, token));
    }
    return entered;
  };

  await raise('demo', true);
  const bodies = await Promise.all(['own', 'other'].map(async code => ({ code, tenantId: await raise(code) })));
  const works: Awaited<ReturnType<typeof workOf>>[] = [];
  const people: Map<string, Caller>[] = [];
  for (const { code, tenantId } of bodies) {
    await inTenant(owner.db, tenantId, db => insertUnits(db, tenantId, units));
    people.push(
      await settle(tenantId, code === 'own' ? callers.map(({ seat, ...one }) => ({ ...one, unit: seat.unit })) : []),
    );
    works.push(await workOf(owner.db, tenantId, code, settle.bind(null, tenantId)));
  }
  const owned = await ownOf(owner.db, bodies[0]!.tenantId, people[0]!);
  // Nothing is committed any more, so the database would never learn by itself how much there is, and plan for empty tables.
  await sql`analyze`.execute(owner.db);
  // From here on nothing lasts.
  await undo.begin();
  const [own, other] = works as [(typeof works)[0], (typeof works)[0]];
  const thing = (role: Role, relation: Relation): Thing => {
    const seat = seatFor(role, relation);
    if (relation === 'own') {
      const mine = owned.get(loginOf(role, seat))!;
      const unit = own.alone(seat.unit);
      const { word, sessionId } = mine.account;
      return { ...unit, ...mine, marks: { ...unit.marks, account: [word], session: [`"id":"${sessionId}"`] } };
    }
    if (relation === 'below') return own.alone(seat.below);
    if (relation === 'sibling') return own.alone(seat.sibling);
    return relation === 'other' ? other.alone(seat.unit) : own.shared(seat.unit, relation);
  };
  return {
    caller: (role, relation) => people[0]!.get(loginOf(role, seatFor(role, relation)))!,
    stranger: callerOn(app, '0', null),
    thing,
    own: (role, relation) => {
      const seat = seatFor(role, relation);
      return { ...own.alone(seat.unit), ...owned.get(loginOf(role, seat))! };
    },
    secrets: other.words,
    undo: undo.undo,
    close: async () => {
      await app.close();
      await server.close();
      await owner.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Gives every caller a view, a file and a workbook of their own. */
async function ownOf(owner: Db, tenantId: Id, people: Map<string, Caller>) {
  const owned = new Map<string, Pick<Own, 'viewId' | 'looseFileId' | 'workbookId' | 'account' | 'name'>>();
  const administrator = people.get('administrator-root')!;
  const template = await administrator.bytes('/api/org/importTemplate');
  for (const [login, caller] of people) {
    const view = {
      tenantId,
      userId: caller.userId,
      name: login,
      query: 'light=red',
      createdAt: new Date().toISOString(),
    };
    const { id: viewId } = await inTenant(owner, tenantId, db =>
      db.insertInto('savedViews').values(view).returning('id').executeTakeFirstOrThrow(),
    );
    const loose = await done<{ id: Id }>(caller.upload(`${login}.txt`, '1.新建学校2所。'));
    const workbook = await done<{ id: Id }>(caller.upload(`${login}.xlsx`, template));
    const account = await accountOf(owner, tenantId, caller.userId, false);
    owned.set(login, { viewId, looseFileId: loose.id, workbookId: workbook.id, account, name: login });
  }
  return owned;
}
