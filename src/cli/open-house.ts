import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type pg from 'pg';
import { startSealer } from '../platform/audit/sealer';
import { connect } from '../platform/database/connect';
import { findRunning } from '../platform/database/embedded/find-running';
import { homeIn } from '../platform/database/embedded/place';
import { startEmbedded } from '../platform/database/embedded/start-embedded';
import { expectLevel, migrate } from '../platform/database/migrate';
import { SERVER_ROLE } from '../platform/database/server-role';
import type { StatementListener } from '../platform/database/statement-watch';
import { watchDiskRoom } from '../platform/files/disk-room';
import { openFileStore } from '../platform/files/file-store';
import { programFolder } from '../platform/files/program-folder';
import { makeFolder } from '../platform/files/write-whole';
import { type Live, openLive } from '../platform/live/open-live';
import { cleanError } from '../platform/observing/clean-error';
import type { House } from '../platform/run-operation';
import { openKeyFile } from '../platform/secrets/open-key-file';
import { topicsOf } from '../subjects/live-topics';
import { bringCalendar } from './bring-calendar';
import type { Settings } from './settings';
import { checkDatabase } from './start-checks';

/** A database that is at the newest schema, and the file store. `close` ends in the reverse order. */
export type OpenHouse = {
  house: House;
  /** The line to the other servers. */
  live: Live;
  /** For what only the owner of the tables may do: the schema of the jobs, backup. */
  ownerUrl: string;
  /** Only to be looked at. */
  pool: pg.Pool;
  close: () => Promise<void>;
};

/** `joins`: a tool beside the server works on the embedded database of the server that runs, where one does. */
export async function openHouse(
  settings: Settings,
  log: (line: string) => void,
  onLost: () => void,
  { onStatement, joins = false }: { onStatement?: StatementListener | undefined; joins?: boolean } = {},
): Promise<OpenHouse> {
  if (settings.calendar) bringCalendar(settings.calendar);
  await makeFolder(settings.dataDir);
  const running = joins && !settings.databaseUrl ? await findRunning(settings.dataDir) : null;
  const isOurs = !settings.databaseUrl && !running;
  const embedded = isOurs ? await startEmbedded({ dataDir: settings.dataDir, log, onLost }) : null;
  const ownerUrl = settings.databaseUrl ?? (running ?? embedded!).url;
  // The server's own login, new at every start: nothing to keep, and the owner's secret stays out of its connections.
  const serverPassword = embedded ? randomBytes(24).toString('base64url') : null;
  try {
    for (const warning of await checkDatabase(ownerUrl)) log(warning);
    // A running server is not moved to another schema under its feet.
    if (running) await expectLevel(ownerUrl, programFolder('migrations'));
    else await migrate(ownerUrl, programFolder('migrations'), { serverPassword });
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  const url = serverPassword && embedded ? embedded.urlOf(SERVER_ROLE, serverPassword) : ownerUrl;
  const { db, pool, close } = connect(url, settings.poolSize, SERVER_ROLE, onStatement, settings.patienceSeconds);
  const tellTrouble = (error: unknown) => {
    const { type, message } = cleanError(error);
    log(`${type}: ${message}`);
  };
  const sealer = startSealer(db, tellTrouble);
  const live = openLive(url, topicsOf, tellTrouble);
  const filesFolder = join(settings.dataDir, 'files');
  await makeFolder(filesFolder);
  const databaseFolder = embedded ? homeIn(settings.dataDir) : null;
  return {
    house: {
      db,
      files: openFileStore(filesFolder),
      room: watchDiskRoom({ databaseFolder, filesFolder }, settings.reserveMb),
      secrets: await openKeyFile(join(settings.dataDir, 'secret.key')),
      told: news => {
        sealer.wake(news.tenantId);
        live.told(news);
      },
    },
    live,
    ownerUrl,
    pool,
    close: async () => {
      await live.stop();
      await sealer.stop();
      await close();
      await embedded?.stop();
    },
  };
}
