import { join } from 'node:path';
import { restoreBackup } from '../../../src/platform/backup/restore-backup';

// A process of its own, so that it can be killed. Reads the backup from a pipe that looks like a file.
const dataDir = process.env.LUOSHI_DATA!;
await restoreBackup({
  file: process.argv[2]!,
  key: null,
  url: process.env.DATABASE_URL!,
  filesFolder: join(dataDir, 'files'),
  secretFile: join(dataDir, 'secret.key'),
  migrationsFolder: 'migrations',
});
