import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { compile } from '../compiler/compile';
import { readDocument } from '../compiler/readers/read-document';
import { say } from '../locales/say';
import { inTenant } from '../platform/database/tenant';
import { keepFile } from '../platform/files/keep-file';
import type { Actor, SessionChange } from '../platform/operation';
import type { House } from '../platform/run-operation';
import { runOperation } from '../platform/run-operation';
import { createBureau } from '../subjects/identity/operations/beginning';
import { insertLink } from '../subjects/identity/store/links';
import { actorOfUser, tenantsOf } from '../subjects/org/reads';
import { operationNamed } from '../subjects/registry';

/** The one who supervises in a body, first of all; null where nobody does. */
const supervisorOf = (house: House, tenantId: string): Promise<Actor | null> =>
  inTenant(
    house.db,
    tenantId,
    async db => {
      const user = await db
        .selectFrom('users as u')
        .innerJoin('posts as p', join => join.onRef('p.tenantId', '=', 'u.tenantId').onRef('p.userId', '=', 'u.id'))
        .select('u.login')
        .where('u.tenantId', '=', tenantId)
        .where('p.role', '=', 'supervisor')
        .orderBy('u.id')
        .executeTakeFirst();
      return user ? actorOfUser(db, tenantId, user.login) : null;
    },
    { readOnly: true },
  );

/** Who acts for the command line: the first supervisor of the first real body; a new body where there is none. */
const firstAdministrator = async (house: House, name: string): Promise<Actor> => {
  for (const { tenantId, isDemo } of await tenantsOf(house.db)) {
    const actor = isDemo ? null : await supervisorOf(house, tenantId);
    if (actor) return actor;
  }
  const {
    output: { tenantId },
  } = await runOperation<SessionChange<{ tenantId: string }>>(house, createBureau, null, {
    name,
    shortName: name.slice(0, 30),
    login: 'admin',
    userName: say('zh-CN', 'cli:first-administrator'),
    // Nobody knows it: the printed link lets the person in, who then sets one.
    password: randomBytes(24).toString('base64url'),
  });
  await inTenant(house.db, tenantId, db =>
    db.updateTable('users').set({ passwordHash: null }).where('tenantId', '=', tenantId).execute(),
  );
  return (await supervisorOf(house, tenantId))!;
};

/** `serve FILE`: compiles the plan into a ledger and answers with the path that opens there, signed in once. */
export async function importAtStart(house: House, file: string): Promise<string> {
  const bytes = await readFile(file);
  const name = basename(file);
  // Read before anything is made: a file that is no plan leaves no body behind.
  const { issuer, title } = compile(await readDocument(bytes, name));
  const actor = await firstAdministrator(house, (issuer ?? title ?? name.replace(/\.\w+$/, '')).slice(0, 100));
  const now = new Date().toISOString();
  const { tenantId, userId } = actor;
  const row = { tenantId, name, mediaType: 'application/octet-stream', createdBy: userId, createdAt: now };
  const fileId = await inTenant(house.db, tenantId, db => keepFile(db, house.files, bytes, row));
  const { planId } = await runOperation<{ planId: string }>(house, operationNamed('plans.import'), actor, { fileId });
  await runOperation(house, operationNamed('plans.adopt'), actor, { planId });
  const { token } = await inTenant(house.db, tenantId, db =>
    insertLink(db, { tenantId, userId, purpose: 'enter', now }),
  );
  return `/enter/${token}?next=${encodeURIComponent(`/ledger?planId=${planId}`)}`;
}
