import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Db } from '../../src/platform/database/connect';
import { startEmbedded } from '../../src/platform/database/embedded/start-embedded';
import { migrate } from '../../src/platform/database/migrate';
import { type City, type CitySize, fillCity } from './city-of-figures';
import { startServers } from './open-ledger';

export type OpenCity = City & { app: string; db: Db; close: () => Promise<void> };

/**
 * Where a city lies. A country takes a quarter of an hour to fill: `BENCH_KEEP=FOLDER` keeps each city there, filled once and measured as
 * often as one likes.
 */
const placeOf = async ({ counties, schools, figures, periods }: CitySize) => {
  const { BENCH_KEEP: kept } = process.env;
  if (!kept) {
    const folder = await mkdtemp(join(tmpdir(), 'luoshi-bench-'));
    return { folder, leave: () => rm(folder, { recursive: true, force: true }) };
  }
  const folder = join(kept, `${counties}x${schools}x${figures}x${periods}`);
  await mkdir(folder, { recursive: true });
  return { folder, leave: async () => {} };
};

/** A running server over a city of figures; `db` is the owner's connection beside it. */
export async function openCity(size: CitySize): Promise<OpenCity> {
  const { folder, leave } = await placeOf(size);
  const record = join(folder, 'city.json');
  const closing: (() => Promise<unknown>)[] = [leave];
  const close = async () => {
    for (const end of closing.reverse()) await end();
  };
  try {
    // Half filled is not filled.
    if (!existsSync(record)) await rm(folder, { recursive: true, force: true });
    const server = await startEmbedded({ dataDir: folder, log: () => {} });
    closing.push(server.stop);
    await migrate(server.url, join(import.meta.dirname, '../../migrations'));
    const { db, close: closePool } = connect(server.url, 2, null);
    closing.push(closePool);
    const city: City = existsSync(record)
      ? JSON.parse(readFileSync(record, 'utf8'))
      : await fillCity(db, size, line => process.stderr.write(`${line}\n`));
    await writeFile(record, JSON.stringify(city));
    const { addresses, stop } = await startServers(server.url, folder);
    closing.push(stop);
    return { ...city, app: addresses.app, db, close };
  } catch (error) {
    await close();
    throw error;
  }
}
