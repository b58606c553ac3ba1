import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backupJobs } from '../../src/cli/backup-job';
import { readSettings } from '../../src/cli/settings';
import { webhookJobs } from '../../src/subjects/exchange/jobs';
import { jobs } from '../../src/subjects/registry';

it('the administrator’s guide lists every job, and no other', async () => {
  const guide = await readFile(join(import.meta.dirname, '../../docs/guide/administrator.md'), 'utf8');
  const listed = [...guide.matchAll(/^\| `([a-z]+\.[a-zA-Z]+)` \|/gm)].map(([, name]) => name!);
  const backup = backupJobs(
    readSettings({ LUOSHI_BACKUP_DIR: '/backup' }),
    'postgres://owner@/luoshi',
    () => undefined,
  );
  expect(listed.sort()).toEqual([...jobs, ...webhookJobs([]), ...backup].map(({ name }) => name).sort());
});
