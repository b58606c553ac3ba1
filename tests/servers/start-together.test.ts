import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { migrate } from '../../src/platform/database/migrate';
import { prepareQueues } from '../../src/platform/jobs/prepare-queues';
import { jobs } from '../../src/subjects/registry';
import { urlOfDatabase } from '../support/database-url';

const migrations = join(import.meta.dirname, '../../migrations');

it('servers that start at the same moment on an empty database make everything once', async () => {
  const { url: server } = inject('testServer');
  const name = `luoshi_together_${process.pid}_${Date.now().toString(36)}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = urlOfDatabase(server, name);
  try {
    const applied = await Promise.all([migrate(url, migrations), migrate(url, migrations), migrate(url, migrations)]);
    const files = (await readdir(migrations)).filter(file => file.endsWith('.sql')).sort();
    expect(applied.flat()).toEqual(files);
    expect(applied.filter(names => names.length === 0)).toHaveLength(2);
    await Promise.all([prepareQueues(url, jobs), prepareQueues(url, jobs), prepareQueues(url, jobs)]);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query('select name from pgboss.queue order by name').finally(() => client.end());
    expect(rows.map(row => row.name)).toEqual(jobs.map(job => job.name).sort());
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
});
