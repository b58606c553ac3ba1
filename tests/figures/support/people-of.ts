import type { Db } from '../../../src/platform/database/connect';
import { openFileStore } from '../../../src/platform/files/file-store';
import type { Actor } from '../../../src/platform/operation';
import { runOperation } from '../../../src/platform/run-operation';
import { sessionActor, startSession } from '../../../src/subjects/identity/sessions';
import { operationNamed } from '../../../src/subjects/registry';
import type { Ask } from './places';

/** The people of a demonstration, by login, and whoever has no account: each asks through the one door. */
export const peopleOf = (owner: Db, server: Db, filesFolder: string) => {
  const house = { db: server, files: openFileStore(filesFolder) };
  const askAs =
    (actor: Actor | null): Ask =>
    (name, input = {}) =>
      runOperation(house, operationNamed(name), actor, input);
  return {
    everybody: askAs(null),
    as: async (login: string): Promise<Ask> => {
      const { id, tenantId } = await owner
        .selectFrom('users')
        .select(['id', 'tenantId'])
        .where('login', '=', login)
        .executeTakeFirstOrThrow();
      const at = new Date().toISOString();
      const token = await startSession(owner, tenantId, id, at, { by: 'password' });
      return askAs(await sessionActor(server, token, at));
    },
  };
};
