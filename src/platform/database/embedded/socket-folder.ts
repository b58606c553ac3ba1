import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { giveTo, type Place } from './place';

// The system allows about 107 bytes for the path of a socket; its name takes 16.
const LIMIT = 90;

/** Where the socket lies: beside the data, or in a private folder of the temporary one where that path is too long. */
export function socketFolderFor(home: string): string {
  const near = join(home, 'run');
  if (Buffer.byteLength(near) <= LIMIT) return near;
  return join(tmpdir(), `luoshi-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`);
}

/**
 * Makes the folder anew, for its owner only: what a crash left in it would keep PostgreSQL from starting, and one that
 * somebody else has put into the common place is not trusted (it cannot be removed then, and we fail).
 */
export function makeSocketFolder(place: Place, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  giveTo(place.runAs, folder);
}

/** Leaves nothing in the common temporary folder. */
export function clearSocketFolder(home: string, folder: string | null): void {
  if (folder && !folder.startsWith(home)) rmSync(folder, { recursive: true, force: true });
}
