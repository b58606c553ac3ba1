import { Refusal } from '../kernel/refusal';
import { say } from '../locales/say';
import { sayRefusal } from '../locales/say-refusal';
import { inTenant } from '../platform/database/tenant';
import type { Operation } from '../platform/operation';
import { runOperation } from '../platform/run-operation';
import { actorOfUser, tenantsOf } from '../subjects/org/reads';
import { operations } from '../subjects/registry';
import { callServer } from './call-server';
import { openHouse } from './open-house';
import { readSettings } from './settings';

/**
 * `call NAME [JSON] --as LOGIN [--tenant CODE] [--key KEY]`: any operation by name, through the same door as the web; a write under
 * a key is done once, however often it is called. Where a server runs on the
 * data folder, it works on that server's embedded database: only who can read the folder (its system user) gets in, and the server
 * hears of it as of another server's deeds. With `--server URL` the call goes there, with the access token of
 * LUOSHI_TOKEN (an argument would be seen by everybody on the machine).
 */
export async function runCall(args: string[]): Promise<number> {
  const option = (flag: string) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  const [name, json = '{}'] = args;
  const operation = operations.find(candidate => candidate.name === name);
  if (!operation) {
    process.stderr.write(`${say('zh-CN', 'cli:no-such-operation', { name })}\n`);
    return 2;
  }
  const input = JSON.parse(json.startsWith('--') ? '{}' : json) as Record<string, unknown>;
  const server = option('--server');
  const key = option('--key');
  if (server !== undefined) return callThere(server, operation, input, key);
  const { house, close } = await openHouse(
    readSettings(process.env),
    () => undefined,
    () => undefined,
    { joins: true },
  );
  try {
    const tenants = await tenantsOf(house.db);
    const code = option('--tenant');
    const tenant = tenants.find(row => code === undefined || row.code === code);
    const login = option('--as');
    const actor =
      tenant && login ? await inTenant(house.db, tenant.tenantId, db => actorOfUser(db, tenant.tenantId, login)) : null;
    const output = await runOperation(house, operation, actor, input, { via: 'command-line', key });
    process.stdout.write(`${JSON.stringify(output, null, 2)}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${sentenceOf(error as Error)}\n`);
    return 1;
  } finally {
    await close();
  }
}

const sentenceOf = (error: Error): string =>
  error instanceof Refusal ? `${sayRefusal('zh-CN', error)} (${error.code})` : error.message;

async function callThere(
  server: string,
  operation: Operation,
  input: Record<string, unknown>,
  key: string | undefined,
): Promise<number> {
  const token = process.env.LUOSHI_TOKEN;
  try {
    if (!token) throw new Error(say('zh-CN', 'cli:call.no-token'));
    process.stdout.write(`${JSON.stringify(await callServer(server, token, operation, input, key), null, 2)}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}
