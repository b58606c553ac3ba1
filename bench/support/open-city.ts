import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Db } from '../../src/platform/database/connect';
import { startEmbedded } from '../../src/platform/database/embedded/start-embedded';
import { migrate } from '../../src/platform/database/migrate';
import { type City, type CitySize, fillCity } from './city-of-figures';
import { startServers } from './open-ledger';

export type OpenCity = City & { app: string; db: Db; close: () => Promise<void> };

/** A running server over a city of figures; `db` is the owner's connection beside it. */
export async function openCity(size: CitySize): Promise<OpenCity> {
  const folder = await mkdtemp(join(tmpdir(), 'luoshi-bench-'));
  const closing: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const end of closing.reverse()) await end();
  };
  try {
    const server = await startEmbedded({ dataDir: folder, log: () => {} });
    closing.push(server.stop);
    await migrate(server.url, join(import.meta.dirname, '../../migrations'));
    const { db, close: closePool } = connect(server.url, 2, null);
    closing.push(closePool);
    const city = await fillCity(db, size, line => process.stderr.write(`${line}\n`));
    const { addresses, stop } = await startServers(server.url, folder);
    closing.push(stop);
    return { ...city, app: addresses.app, db, close };
  } catch (error) {
    await close();
    throw error;
  }
}
