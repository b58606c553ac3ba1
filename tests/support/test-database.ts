import pg from 'pg';
import { inject } from 'vitest';
import { urlOfDatabase } from './database-url';

let made = 0;

/**
 * A database of one's own with the whole schema and no rows, copied from the run's template (tens of milliseconds).
 * One per test file is the habit; `drop` removes it, connections or not. `template` names another database to copy.
 */
export async function createTestDatabase(
  template = inject('testServer').template,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const { url } = inject('testServer');
  made += 1;
  const name = `luoshi_test_${process.pid}_${made}_${Date.now().toString(36)}`;
  await command(url, `create database ${name} template ${template} strategy file_copy`);
  return { url: urlOfDatabase(url, name), drop: () => command(url, `drop database if exists ${name} with (force)`) };
}

async function command(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
