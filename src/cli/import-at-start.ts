import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { compile } from '../compiler/compile';
import { readDocument } from '../compiler/readers/read-document';
import { say } from '../locales/say';
import type { Db } from '../platform/database/connect';
import { inTenant } from '../platform/database/tenant';
import { receiveBytes } from '../platform/files/keep-file';
import { uploadFile } from '../platform/files/upload-operation';
import type { Actor, Operation } from '../platform/operation';
import { type Call, type House, runOperation } from '../platform/run-operation';
import { addBureau } from '../subjects/identity/operations/add-bureau';
import { makeEntryLink } from '../subjects/identity/operations/entry-link';
import { firstSupervisor, tenantsOf } from '../subjects/org/reads';
import { operationNamed } from '../subjects/registry';

const BY_COMMAND: Call = { via: 'command-line' };

const inside = <Output>(house: House, tenantId: string, look: (db: Db) => Promise<Output>): Promise<Output> =>
  inTenant(house.db, tenantId, look, { readOnly: true });

/** Who acts for the command line: the first supervisor of the first real body; that of a new body where there is none. */
const whoImports = async (house: House, name: string): Promise<Actor> => {
  for (const { tenantId, isDemo } of await tenantsOf(house.db)) {
    const actor = isDemo ? null : await inside(house, tenantId, db => firstSupervisor(db, tenantId));
    if (actor) return actor;
  }
  const userName = say('zh-CN', 'cli:first-administrator');
  const founding = { name, shortName: name.slice(0, 30), login: 'admin', userName };
  const { tenantId } = await runOperation<{ tenantId: string }>(house, addBureau, null, founding, BY_COMMAND);
  return (await inside(house, tenantId, db => firstSupervisor(db, tenantId)))!;
};

/** `serve FILE`: compiles the plan into a ledger and answers with the path that opens there, signed in once. */
export async function importAtStart(house: House, file: string): Promise<string> {
  const bytes = await readFile(file);
  const name = basename(file);
  // Read before anything is made: a file that is no plan leaves no body behind.
  const { issuer, title } = compile(await readDocument(bytes, name));
  const actor = await whoImports(house, (issuer ?? title ?? name.replace(/\.\w+$/, '')).slice(0, 100));
  const arrival = await receiveBytes(house.files, bytes);
  const upload = { arrival, name, mediaType: 'application/octet-stream' };
  const { id: fileId } = await runOperation<{ id: string }>(house, uploadFile, actor, upload, BY_COMMAND);
  const act = <Output>(operation: Operation, input: object) =>
    runOperation<Output>(house, operation, actor, input, BY_COMMAND);
  const { planId } = await act<{ planId: string }>(operationNamed('plans.import'), { fileId });
  await act(operationNamed('plans.adopt'), { planId });
  const { token } = await act<{ token: string }>(makeEntryLink, {});
  return `/enter/${token}?next=${encodeURIComponent(`/ledger?planId=${planId}`)}`;
}
