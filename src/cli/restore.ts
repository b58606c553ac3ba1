import { say } from '../locales/say';
import { BackupError } from '../platform/backup/backup-error';
import { restoreBackup } from '../platform/backup/restore-backup';
import { programFolder } from '../platform/files/program-folder';
import { complain, language, secondsSince, tell, withArguments } from './backup-options';
import { reachDatabase } from './reach-database';

/** `restore FILE [--key KEYFILE]`: a backup into an empty installation, embedded or DATABASE_URL. */
export const runRestore = (args: string[]): Promise<number> =>
  withArguments(args, async ({ file, key, settings, filesFolder, secretFile }) => {
    const start = performance.now();
    const database = await reachDatabase(settings, complain);
    try {
      if (database.running) throw new BackupError('in-use', { dataDir: settings.dataDir });
      const migrationsFolder = programFolder('migrations');
      const where = { url: database.ownerUrl, filesFolder, secretFile, migrationsFolder };
      const restored = await restoreBackup({ file, key, ...where });
      const { begin, end, rows, migrated, audit } = restored;
      tell('restored', { at: begin.madeAt, rows, files: end.files.count, seconds: secondsSince(start) });
      if (migrated.length > 0) tell('migrated', { from: begin.migrations.at(-1), to: migrated.at(-1) });
      const bad = audit.filter(({ faults }) => faults.length > 0);
      for (const { tenantId, faults } of bad)
        complain(say(language, 'backup:audit-bad', { tenantId, count: faults.length }));
      if (bad.length === 0) tell('audit-good', { entries: audit.reduce((sum, { entries }) => sum + entries, 0) });
      return bad.length > 0 ? 3 : 0;
    } finally {
      await database.close();
    }
  });
