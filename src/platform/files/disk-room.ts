import { statfs } from 'node:fs/promises';
import { refuse } from '../../kernel/refusal';

/** Whether there is room to write. Each refuses `disk-full` where less than the reserve is left on its disk. */
export type DiskRoom = { database: () => Promise<void>; files: () => Promise<void> };

// So long may a measurement be used: asking costs a system call, and a second's writing is far less than the reserve.
const KEEP_MS = 1_000;
const MB = 1024 * 1024;

/**
 * Keeps the last `reserveMb` of a disk from being written to by people, so that the database never meets a full disk by their
 * doing: it would stop altogether then, and nobody could even look. `databaseFolder` is null where the database is elsewhere.
 */
export function watchDiskRoom(
  folders: { databaseFolder: string | null; filesFolder: string },
  reserveMb: number,
): DiskRoom {
  const roomIn = (folder: string | null) => {
    let measuredAt = Number.NEGATIVE_INFINITY;
    let enough = true;
    return async (): Promise<void> => {
      if (folder === null || reserveMb === 0) return;
      if (performance.now() - measuredAt >= KEEP_MS) {
        measuredAt = performance.now();
        const { bavail, bsize } = await statfs(folder);
        enough = bavail * bsize >= reserveMb * MB;
      }
      if (!enough) refuse('disk-full');
    };
  };
  return { database: roomIn(folders.databaseFolder), files: roomIn(folders.filesFolder) };
}
