import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockHolder } from '../../../../bin/process-lock.mjs';
import { voiceIn } from './embedded-error';
import { readPostmasterFile } from './left-behind';
import { homeIn } from './place';
import { socketFolderFor } from './socket-folder';
import { addressOf, type Embedded } from './start-embedded';

// A server that is just starting takes this long at most, unless it has to replay much.
const PATIENCE_MS = 30_000;

/**
 * The embedded server that another process of ours runs on this data folder, or null where none does. Who can read the
 * password file may connect. Throws `data-in-use` where the process does not bring it up.
 */
export async function findRunning(
  dataDir: string,
  language = 'zh-CN',
): Promise<Pick<Embedded, 'url' | 'urlOf' | 'connection'> | null> {
  if (!existsSync(dataDir)) return null;
  const folder = realpathSync(dataDir);
  const lock = join(folder, 'luoshi.lock');
  for (let waited = 0; ; waited += 100) {
    const pid = lockHolder(lock);
    if (pid === null) return null;
    const home = homeIn(folder);
    const running = readPostmasterFile(join(home, 'data'));
    if (running?.status === 'ready') {
      const password = readFileSync(join(home, 'password'), 'utf8').trim();
      const windows = process.platform === 'win32';
      return addressOf(
        { password },
        windows ? { socketFolder: null, port: running.port } : { socketFolder: socketFolderFor(home), port: 5432 },
      );
    }
    if (waited > PATIENCE_MS) throw voiceIn(language, () => undefined).fail('data-in-use', { pid, dataDir: folder });
    await sleep(100);
  }
}
