import { sql } from 'kysely';
import pg from 'pg';
import { connect } from '../../src/platform/database/connect';
import { openFileStore } from '../../src/platform/files/file-store';
import { runOperation } from '../../src/platform/run-operation';
import { operationNamed } from '../../src/subjects/registry';
import { urlOfDatabase } from './database-url';
import { demonstrationOf } from './demonstration-of';

/** Raises the demonstration bureau once in a run; whoever asks meanwhile waits for it. Returns the database to copy. */
export async function ensureDemonstration(server: {
  url: string;
  template: string;
}): Promise<{ database: string; folder: string }> {
  const made = demonstrationOf(server.template);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [made.database]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [made.database]);
    if (rowCount) return made;
    const raising = `${made.database}_raising`;
    await client.query(`create database ${raising} template ${server.template} strategy file_copy`);
    const { db, close } = connect(urlOfDatabase(server.url, raising), 3);
    try {
      await runOperation({ db, files: openFileStore(made.folder) }, operationNamed('demonstration.create'), null, {});
      // What autovacuum does within a minute of real use: a copy is too young for it, and would be planned for as if it were empty.
      await sql`vacuum analyze`.execute(db);
    } finally {
      await close();
    }
    // Under its name only when it is whole.
    await client.query(`alter database ${raising} rename to ${made.database}`);
    return made;
  } finally {
    await client.end();
  }
}
