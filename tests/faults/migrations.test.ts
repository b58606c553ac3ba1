import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/platform/database/migrate';
import { createTestDatabase } from '../support/test-database';
import { serverUnderFire } from './kills/server-under-fire';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));
const migrations = join(folder, 'migrations');
let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  mkdirSync(migrations);
  for (const name of readdirSync(join(root, 'migrations')))
    copyFileSync(join(root, 'migrations', name), join(migrations, name));
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const put = (name: string, sql: string) => writeFileSync(join(migrations, name), sql);

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client.query(sql).then(
    ({ rows }) => client.end().then(() => rows),
    error => client.end().then(() => Promise.reject(error)),
  );
}

describe('an upgrade that goes wrong', () => {
  it('one that fails leaves the level before it and says which; mended, it goes on from there', async () => {
    put('9001_first.sql', 'create table first_step (name text)');
    put('9002_second.sql', `create table second_step (name text); insert into first_step values ('半途'); select 1/0`);
    await expect(migrate(database.url, migrations)).rejects.toThrow(
      '升级数据库时，9002_second.sql 失败，已退回到 9001_first.sql，数据没有变化：division by zero',
    );
    expect(await ask(database.url, 'select * from first_step')).toEqual([]);
    expect(await ask(database.url, `select to_regclass('second_step') as found`)).toEqual([{ found: null }]);
    put('9002_second.sql', 'create table second_step (name text)');
    expect(await migrate(database.url, migrations)).toEqual(['9002_second.sql']);
  });

  it('a database that a newer program has upgraded is not touched', async () => {
    rmSync(join(migrations, '9002_second.sql'));
    put('9000_late.sql', 'create table late (name text)');
    await expect(migrate(database.url, migrations)).rejects.toThrow(/已由更新版本的程序升级过（9002_second.sql）/);
    expect(await ask(database.url, `select to_regclass('late') as found`)).toEqual([{ found: null }]);
  });

  it('cut off in the middle by a power cut, it starts again where it was', async () => {
    const home = join(folder, 'home');
    mkdirSync(join(home, 'migrations'), { recursive: true });
    for (const name of readdirSync(root)) if (name !== 'migrations') symlinkSync(join(root, name), join(home, name));
    for (const name of readdirSync(join(root, 'migrations')))
      symlinkSync(join(root, 'migrations', name), join(home, 'migrations', name));
    const slow =
      'create table slow_step (n int); insert into slow_step select generate_series(1, 1000); select pg_sleep(4)';
    writeFileSync(join(home, 'migrations', '9001_slow.sql'), slow);
    writeFileSync(join(home, 'migrations', '9002_last.sql'), 'insert into slow_step values (0)');

    const server = await serverUnderFire(join(folder, 'data'), { LUOSHI_HOME: home });
    server.spawn();
    await isSleeping(server.lookInside);
    await server.kill('both');
    server.spawn();
    await server.answers();
    const owner = await server.lookInside();
    const { rows } = await owner.query(
      `select (select count(*)::int from slow_step) as rows,
         (select count(*)::int from migrations where name like '900_\\_%') as levels`,
    );
    await owner.end();
    await server.stop();
    expect(rows).toEqual([{ rows: 1001, levels: 2 }]);
  });
});

/** Waits until the slow migration is in its middle. */
async function isSleeping(lookInside: () => Promise<pg.Client>): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const owner = await lookInside().catch(() => null);
    const found = await owner?.query(`select from pg_stat_activity where wait_event = 'PgSleep'`).catch(() => null);
    await owner?.end().catch(() => undefined);
    if (found?.rowCount) return;
    await sleep(50);
  }
  throw new Error('the migration never began');
}
