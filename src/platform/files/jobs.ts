import { type Job, job } from '../jobs/job';
import type { FileHolder } from './readable-file';
import { discardUnheld, sweepBytes } from './sweep-files';

// Time enough to write the report for which the evidence was uploaded; drafts are kept on the server, and hold theirs.
const KEEP_MS = 24 * 3_600_000;

/** Uploads that came to nothing: first their rows, then the bytes that no row of any body names. */
export const discardUploads = (holders: readonly FileHolder[]): Job =>
  job({
    name: 'files.discardUploads',
    summary: '每天清除上传后 24 小时仍未使用的文件',
    schedule: { dailyAt: '03:40' },
    minutes: 120,
    run: async ({ house, signal, inEachTenant }) => {
      const before = Date.now() - KEEP_MS;
      await inEachTenant(({ db, tenantId }) => discardUnheld(db, tenantId, holders, new Date(before).toISOString()));
      await sweepBytes(house, before, signal);
    },
  });
