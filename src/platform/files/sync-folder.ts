import { open } from 'node:fs/promises';

/** Writes a folder out: a new name in it is only safe from a power cut then. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows does not open folders.
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
