import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the demonstration bureau of a run is: its database, to be copied, and the folder of its evidence files. */
export const demonstrationOf = (template: string): { database: string; folder: string } => {
  const pid = /_(\d+)_/.exec(template)?.[1] ?? '0';
  return { database: `${template}_demo`, folder: join(tmpdir(), `luoshi-test-${pid}-demo`) };
};
