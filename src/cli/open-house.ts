import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startSealer } from '../platform/audit/sealer';
import { connect } from '../platform/database/connect';
import { startEmbedded } from '../platform/database/embedded/start-embedded';
import { migrate } from '../platform/database/migrate';
import { SERVER_ROLE } from '../platform/database/server-role';
import { openFileStore } from '../platform/files/file-store';
import { programFolder } from '../platform/files/program-folder';
import type { House } from '../platform/run-operation';
import { openKeyFile } from '../platform/secrets/open-key-file';
import type { Settings } from './settings';

/** A database that is at the newest schema, and the file store. `close` ends in the reverse order. */
export type OpenHouse = {
  house: House;
  /** For what only the owner of the tables may do: the schema of the jobs, backup. */
  ownerUrl: string;
  close: () => Promise<void>;
};

export async function openHouse(
  settings: Settings,
  log: (line: string) => void,
  onLost: () => void,
): Promise<OpenHouse> {
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 });
  const embedded = settings.databaseUrl ? null : await startEmbedded({ dataDir: settings.dataDir, log, onLost });
  const ownerUrl = settings.databaseUrl ?? embedded!.url;
  // The server's own login, new at every start: nothing to keep, and the owner's secret stays out of its connections.
  const serverPassword = embedded ? randomBytes(24).toString('base64url') : null;
  try {
    await migrate(ownerUrl, programFolder('migrations'), { serverPassword });
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  const { db, close } = connect(serverPassword && embedded ? embedded.urlOf(SERVER_ROLE, serverPassword) : ownerUrl);
  const sealer = startSealer(db, error => log(String(error)));
  return {
    house: {
      db,
      files: openFileStore(join(settings.dataDir, 'files')),
      secrets: await openKeyFile(join(settings.dataDir, 'secret.key')),
      told: ({ tenantId }) => sealer.wake(tenantId),
    },
    ownerUrl,
    close: async () => {
      await sealer.stop();
      await close();
      await embedded?.stop();
    },
  };
}
