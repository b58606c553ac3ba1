import { say } from '../locales/say';
import { PROGRAM } from '../platform/backup/archive-format';
import { readKeyFile } from '../platform/backup/key-file';
import { runScheduledBackup } from '../platform/backup/scheduled-backup';
import { type Job, job } from '../platform/jobs/job';
import { language, placesIn } from './backup-options';
import type { Settings } from './settings';

type BackupSettings = Pick<Settings, 'dataDir' | 'backupDir' | 'backupAt' | 'backupKeep' | 'backupKey'>;

/** The daily backup, where a folder for it is set. It works as the owner of the tables: the server's role sees one body at a time. */
export const backupJobs = (settings: BackupSettings, ownerUrl: string, tell: (line: string) => void): Job[] => {
  const { backupDir: folder, backupAt, backupKeep: keep, backupKey } = settings;
  if (!folder) return [];
  return [
    job({
      name: 'backup.make',
      summary: '每天备份数据库和佐证材料到 LUOSHI_BACKUP_DIR，并按保留规则删除旧备份',
      schedule: { dailyAt: backupAt },
      minutes: 360,
      retrySeconds: 600,
      run: async () => {
        const start = performance.now();
        const key = backupKey ? await readKeyFile(backupKey) : null;
        const now = new Date().toISOString();
        const where = { url: ownerUrl, ...placesIn(settings), folder };
        const { name, size, removed } = await runScheduledBackup({ ...where, key, keep, now, program: PROGRAM });
        const seconds = ((performance.now() - start) / 1000).toFixed(1);
        tell(say(language, 'backup:scheduled.made', { file: name, size: `${Math.ceil(size / 1e6)} MB`, seconds }));
        if (removed.length > 0) tell(say(language, 'backup:scheduled.removed', { names: removed.join(' ') }));
      },
    }),
  ];
};
