import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { sealAudit } from '../../src/platform/audit/seal';
import { verifyAudit } from '../../src/platform/audit/verify';
import { connect } from '../../src/platform/database/connect';
import { migrate } from '../../src/platform/database/migrate';
import { urlOfDatabase } from '../support/database-url';
import { serveDatabase } from './support/serve-database';

// A bureau's data at every level that was ever published (levels/NNNN.sql adds what that level made possible), brought up to the
// newest. A new migration is tried by itself; where it makes a table, it brings a file here.
const migrations = join(import.meta.dirname, '../../migrations');
const names = readdirSync(migrations)
  .filter(name => /^\d{4}_.+\.sql$/.test(name))
  .sort();
const numberOf = (name: string): string => name.slice(0, 4);

const { url } = inject('testServer');
const prefix = `luoshi_level_${process.pid}_${Date.now().toString(36)}`;
const databaseOf = (name: string): string => `${prefix}_${numberOf(name)}`;
const folder = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));
const climbed: string[] = [];

async function ask<T extends pg.QueryResultRow>(database: string | null, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: database ? urlOfDatabase(url, database) : url });
  await client.connect();
  return client.query<T>(sql).then(
    ({ rows }) => client.end().then(() => rows),
    error => client.end().then(() => Promise.reject(error)),
  );
}

// The ids in the files are written out; what comes later counts on from here.
const countOn = `do $$
  declare t text;
  begin
    for t in select table_name from information_schema.columns where table_schema = 'public' and column_name = 'id' and is_identity = 'YES'
    loop execute format('alter table %I alter column id restart with 1000', t); end loop;
  end $$`;

type Content = Map<string, { columns: string[]; rows: string[] }>;

/** Every row of every table, as text. Sessions are left out: who was signed in may have to sign in again. */
async function contentOf(database: string, like?: Content): Promise<Content> {
  const client = new pg.Client({ connectionString: urlOfDatabase(url, database) });
  await client.connect();
  try {
    const tables = await client.query<{ table: string; columns: string[] }>(
      `select table_name as table, array_agg(column_name::text order by ordinal_position) as columns
       from information_schema.columns
       where table_schema = 'public' and table_name not in ('migrations', 'sessions') group by 1`,
    );
    const content: Content = new Map();
    for (const { table, columns: own } of tables.rows) {
      const columns = like?.get(table)?.columns ?? own;
      const list = columns.map(name => `"${name}"`).join();
      const { rows } = await client.query<{ row: string }>(`select row(${list})::text as row from ${table}`);
      content.set(table, { columns, rows: rows.map(({ row }) => row) });
    }
    return content;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  // Up step by step, as the installation once went; a copy is kept of each level.
  let below: string | null = null;
  for (const name of names) {
    const database = databaseOf(name);
    await ask(null, `create database ${database}${below ? ` template ${below} strategy file_copy` : ''}`);
    climbed.push(database);
    symlinkSync(join(migrations, name), join(folder, name));
    await migrate(urlOfDatabase(url, database), folder);
    const data = join(import.meta.dirname, 'levels', `${numberOf(name)}.sql`);
    if (existsSync(data)) await ask(database, `${readFileSync(data, 'utf8')}; ${countOn}`);
    below = database;
  }
});

afterAll(async () => {
  for (const database of climbed) await ask(null, `drop database if exists ${database} with (force)`);
  rmSync(folder, { recursive: true, force: true });
});

describe('an upgrade', () => {
  it.each(names)('from level %s keeps every row, and the bureau works on', async name => {
    const database = databaseOf(name);
    const before = await contentOf(database);
    expect(before.get('org_units')!.rows.length).toBeGreaterThanOrEqual(4);
    const upgraded = await migrate(urlOfDatabase(url, database), migrations);
    expect(upgraded).toEqual(names.slice(names.indexOf(name) + 1));
    const after = await contentOf(database, before);
    for (const [table, { rows }] of before) expect(after.get(table)?.rows, table).toEqual(expect.arrayContaining(rows));

    const server = await serveDatabase(urlOfDatabase(url, database), join(folder, `files-${numberOf(name)}`));
    try {
      const office = await server.signIn('duban', 'correct horse battery');
      expect(
        (await office('POST', 'org.saveUnit', { parentId: '1', name: '新处室', shortName: '新处', kind: 'department' }))
          .status,
      ).toBe(200);
      const { body } = await office('GET', 'tasks.list', { year: '2026' });
      expect(body).toMatchObject(
        numberOf(name) < '0003' ? { total: 0 } : { total: 1, rows: [{ title: '改造食堂六十个' }] },
      );
    } finally {
      await server.close();
    }
    const { db, close } = connect(urlOfDatabase(url, database), 1, null);
    try {
      for (const tenantId of ['71', '72']) {
        await sealAudit(db, tenantId);
        const report = await verifyAudit(db, tenantId);
        expect(report).toMatchObject({ faults: [], waiting: 0 });
        expect(report.sealed).toBe(report.entries);
        expect(report.entries).toBeGreaterThan(0);
      }
    } finally {
      await close();
    }
  });
});
