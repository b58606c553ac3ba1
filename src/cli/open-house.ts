import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../platform/database/connect';
import { startEmbedded } from '../platform/database/embedded/start-embedded';
import { migrate } from '../platform/database/migrate';
import { openFileStore } from '../platform/files/file-store';
import { programFolder } from '../platform/files/program-folder';
import type { House } from '../platform/run-operation';
import type { Settings } from './settings';

/** A database that is at the newest schema, and the file store. `close` ends in the reverse order. */
export type OpenHouse = { house: House; close: () => Promise<void> };

export async function openHouse(
  settings: Settings,
  log: (line: string) => void,
  onLost: () => void,
): Promise<OpenHouse> {
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 });
  const embedded = settings.databaseUrl ? null : await startEmbedded({ dataDir: settings.dataDir, log, onLost });
  const url = settings.databaseUrl ?? embedded!.url;
  try {
    await migrate(url, programFolder('migrations'));
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  const { db, close } = connect(url);
  return {
    house: { db, files: openFileStore(join(settings.dataDir, 'files')) },
    close: async () => {
      await close();
      await embedded?.stop();
    },
  };
}
