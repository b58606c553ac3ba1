import { connect } from '../../../src/platform/database/connect';
import { openFileStore } from '../../../src/platform/files/file-store';
import { startJobs } from '../../../src/platform/jobs/run-jobs';
import { longJob } from './long-job';

// A process of its own that takes up the long job, says so in the database and never comes to its end.
const url = process.argv[2]!;
const { db, pool } = connect(url, 3);
startJobs({
  house: { db, files: openFileStore('unused') },
  pool,
  ownerUrl: url,
  jobs: [
    longJob(async ({ due }) => {
      await pool.query('insert into public.test_runs (pid, due) values ($1, $2)', [process.pid, due]);
      await new Promise(resolve => setTimeout(resolve, 600_000));
    }),
  ],
  onOutcome: () => undefined,
  onTrouble: error => {
    throw error;
  },
  lookSeconds: 0.1,
});
