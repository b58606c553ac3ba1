import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { compile } from '../compiler/compile';
import { readDocument } from '../compiler/readers/read-document';
import { say } from '../locales/say';
import type { SessionChange } from '../platform/operation';
import type { House } from '../platform/run-operation';
import { runOperation } from '../platform/run-operation';
import { createBureau } from '../subjects/org/operations/session';
import { actorOfUser } from '../subjects/org/reads';
import { startSession } from '../subjects/org/store';
import { operationNamed } from '../subjects/registry';

/** Who acts for the command line: the first administrator of the first real body; a new body where there is none. */
const firstAdministrator = async (house: House, name: string) => {
  const body = await house.db
    .selectFrom('tenants as t')
    .innerJoin('users as u', 'u.tenantId', 't.tenantId')
    .innerJoin('posts as p', join => join.onRef('p.tenantId', '=', 'u.tenantId').onRef('p.userId', '=', 'u.id'))
    .select(['t.tenantId', 'u.login'])
    .where('t.isDemo', '=', false)
    .where('p.role', '=', 'supervisor')
    .orderBy('t.tenantId')
    .orderBy('u.id')
    .executeTakeFirst();
  if (body) return (await actorOfUser(house.db, body.tenantId, body.login))!;
  const login = 'admin';
  const { output } = await runOperation<SessionChange<{ tenantId: string }>>(house, createBureau, null, {
    name,
    shortName: name.slice(0, 30),
    login,
    userName: say('zh-CN', 'cli:first-administrator'),
    // Nobody knows it: the printed link lets the person in, who then sets one.
    password: randomBytes(24).toString('base64url'),
  });
  await house.db.updateTable('users').set({ passwordHash: null }).where('tenantId', '=', output.tenantId).execute();
  return (await actorOfUser(house.db, output.tenantId, login))!;
};

/** `serve FILE`: compiles the plan into a ledger and answers with the path that opens there, signed in once. */
export async function importAtStart(house: House, file: string): Promise<string> {
  const bytes = await readFile(file);
  const name = basename(file);
  // Read before anything is made: a file that is no plan leaves no body behind.
  const { issuer, title } = compile(await readDocument(bytes, name));
  const actor = await firstAdministrator(house, (issuer ?? title ?? name.replace(/\.\w+$/, '')).slice(0, 100));
  const now = new Date().toISOString();
  const { id: fileId } = await house.db
    .insertInto('files')
    .values({
      tenantId: actor.tenantId,
      sha256: await house.files.put(bytes),
      name,
      mediaType: 'application/octet-stream',
      size: String(bytes.length),
      createdBy: actor.userId,
      createdAt: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { planId } = await runOperation<{ planId: string }>(house, operationNamed('plans.import'), actor, { fileId });
  await runOperation(house, operationNamed('plans.adopt'), actor, { planId });
  const token = await startSession(house.db, actor.tenantId, actor.userId, now);
  return `/enter/${token}?next=${encodeURIComponent(`/ledger?planId=${planId}`)}`;
}
