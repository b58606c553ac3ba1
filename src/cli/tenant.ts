import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from '../kernel/refusal';
import { say } from '../locales/say';
import { sealAudit } from '../platform/audit/seal';
import { connect } from '../platform/database/connect';
import { migrate } from '../platform/database/migrate';
import { openFileStore } from '../platform/files/file-store';
import { programFolder } from '../platform/files/program-folder';
import { runOperation } from '../platform/run-operation';
import { addBureau } from '../subjects/identity/operations/add-bureau';
import { reachDatabase } from './reach-database';
import { readSettings } from './settings';

const text = (key: string, values: Record<string, unknown> = {}) => say('zh-CN', `cli:tenant.${key}`, values);
const tell = (line: string) => void process.stderr.write(`${line}\n`);

/**
 * `tenant create NAME --admin LOGIN [--admin-name NAME] [--short NAME] [--code CODE]`: a further body in this installation,
 * running or not. Prints a link, good for a day, with which its first administrator sets a password.
 */
export async function runTenant(args: string[]): Promise<number> {
  const asked = read(args);
  if (!asked) {
    tell(text('usage'));
    return 2;
  }
  const settings = readSettings(process.env);
  const reached = await reachDatabase(settings, tell);
  try {
    // Where the server has never run, there is no schema yet.
    if (!reached.running) await migrate(reached.ownerUrl, programFolder('migrations'));
    const { db, close } = connect(reached.ownerUrl, 1);
    try {
      const house = { db, files: openFileStore(join(settings.dataDir, 'files')) };
      const made = await runOperation<{ tenantId: string; link: string }>(house, addBureau, null, asked, {
        via: 'command-line',
      });
      await sealAudit(db, made.tenantId);
      const origin = settings.publicUrl ?? `http://${settings.host}:${settings.port}`;
      process.stdout.write(`${text('created', { name: asked.name, address: `${origin}${made.link}` })}\n`);
      return 0;
    } finally {
      await close();
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell(say('zh-CN', `refusal:${error.code}`, error.detail));
    return 1;
  } finally {
    await reached.close();
  }
}

/** What was asked for; null where it cannot be understood. */
function read(args: string[]) {
  const string = { type: 'string' } as const;
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { admin: string, 'admin-name': string, short: string, code: string },
    });
    const [verb, name, ...more] = positionals;
    const { admin: login, 'admin-name': userName = say('zh-CN', 'cli:first-administrator'), short, code } = values;
    if (verb !== 'create' || !name || !login || more.length > 0) return null;
    return { name, shortName: short ?? name.slice(0, 30), login, userName, ...(code !== undefined && { code }) };
  } catch {
    return null;
  }
}
