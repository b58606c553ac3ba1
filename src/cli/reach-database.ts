import { findRunning } from '../platform/database/embedded/find-running';
import { startEmbedded } from '../platform/database/embedded/start-embedded';
import type { Settings } from './settings';

/** A database to work on as its owner, whoever runs it. `running`: a server of ours runs on this data folder. */
export type ReachedDatabase = { ownerUrl: string; running: boolean; close: () => Promise<void> };

/**
 * The database of the settings, for a tool beside the server: that of DATABASE_URL; else the embedded one of the running
 * server; else the embedded one, started for so long. It is not migrated: a tool sees what is there.
 */
export async function reachDatabase(
  settings: Pick<Settings, 'databaseUrl' | 'dataDir'>,
  log: (line: string) => void = () => undefined,
): Promise<ReachedDatabase> {
  if (settings.databaseUrl) return { ownerUrl: settings.databaseUrl, running: false, close: async () => undefined };
  const running = await findRunning(settings.dataDir);
  if (running) return { ownerUrl: running.url, running: true, close: async () => undefined };
  const own = await startEmbedded({ dataDir: settings.dataDir, log });
  return { ownerUrl: own.url, running: false, close: own.stop };
}
