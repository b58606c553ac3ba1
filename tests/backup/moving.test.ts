import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { sealEveryone } from '../../src/platform/audit/seal';
import { makeBackup } from '../../src/platform/backup/make-backup';
import { restoreBackup } from '../../src/platform/backup/restore-backup';
import { connect } from '../../src/platform/database/connect';
import { ask, contentsOf, filesBelow } from '../support/database-contents';
import { ensureDemonstration } from '../support/demonstration';
import { hasPostgres15, POSTGRES_15, startPostgres15 } from '../support/other-postgres';
import { createTestDatabase } from '../support/test-database';

// The bureau begins on the database that comes along; a year later the city gives it a PostgreSQL of its own; and back.
describe.skipIf(!hasPostgres15)(`from the embedded database to the PostgreSQL 15 in ${POSTGRES_15} and back`, () => {
  const program = 'test';
  const migrationsFolder = 'migrations';
  let folder: string;
  let city: Awaited<ReturnType<typeof startPostgres15>>;
  let home: Awaited<ReturnType<typeof createTestDatabase>>;
  let again: Awaited<ReturnType<typeof createTestDatabase>>;
  let files: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'luoshi-test-'));
    const demonstration = await ensureDemonstration(inject('testServer'));
    files = demonstration.folder;
    home = await createTestDatabase(demonstration.database);
    again = await createTestDatabase();
    const { db, close } = connect(home.url, 2);
    await sealEveryone(db).finally(close);
    city = await startPostgres15(join(folder, 'city'));
  });
  afterAll(async () => {
    await city?.stop();
    await home?.drop();
    await again?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const move = async (from: string, fromFiles: string, name: string, to: string) => {
    const file = join(folder, `${name}.tar.gz`);
    const now = '2026-11-24T02:30:00Z';
    const secretFile = join(folder, `secret-before-${name}`);
    writeFileSync(secretFile, `key of ${name}\n`);
    await makeBackup({ url: from, filesFolder: fromFiles, secretFile, target: file, recipient: null, now, program });
    const filesFolder = join(folder, `files-${name}`);
    const restored = join(folder, `secret-after-${name}`);
    const contents = await restoreBackup({
      file,
      key: null,
      url: to,
      filesFolder,
      secretFile: restored,
      migrationsFolder,
    });
    expect(readFileSync(restored, 'utf8')).toBe(`key of ${name}\n`);
    return { filesFolder, ...contents };
  };

  it('keeps every row, every file and the chain of the history', async () => {
    expect(city.version).toContain(' 15.');
    const before = await contentsOf(home.url);
    // The folder is shared with other copies of the demonstration, which put in files of their own meanwhile.
    const named = await ask<{ sha256: string }>(home.url, 'select distinct sha256 from files order by 1');
    const held = Object.fromEntries(named.map(({ sha256 }) => [join(sha256.slice(0, 2), sha256.slice(2)), sha256]));
    const there = await move(home.url, files, 'there', city.url);
    expect(there.begin.postgres).not.toMatch(/^15\./);
    expect(await contentsOf(city.url)).toEqual(before);
    expect(filesBelow(there.filesFolder)).toEqual(held);

    const back = await move(city.url, there.filesFolder, 'back', again.url);
    expect(back.begin.postgres).toMatch(/^15\./);
    expect(await contentsOf(again.url)).toEqual(before);
    expect(filesBelow(back.filesFolder)).toEqual(held);

    // The heads of the chains are the same three times, and the chains hold.
    expect(there.end.audit.length).toBeGreaterThan(0);
    expect(back.end.audit).toEqual(there.end.audit);
    for (const { audit } of [there, back]) {
      expect(audit.map(({ faults }) => faults)).toEqual(audit.map(() => []));
      expect(audit.map(({ tenantId, head }) => ({ tenantId, ...head }))).toEqual(there.end.audit);
    }
  });

  it('goes on where it stopped: new rows get new ids, and the server sees only its body', async () => {
    const [{ last }] = (await ask<{ last: string }>(home.url, 'select max(id)::text as last from tasks')) as [
      { last: string },
    ];
    for (const url of [city.url, again.url]) {
      const [{ next }] = (await ask<{ next: string }>(
        url,
        `insert into tasks (tenant_id, year, source, title, start_on, due_on, created_at, updated_at)
         values (1, 2026, 'manual', '新任务', '2026-01-01', '2026-12-31', now(), now()) returning id::text as next`,
      )) as [{ next: string }];
      expect(BigInt(next)).toBeGreaterThan(BigInt(last));
      const { db, close } = connect(url, 1);
      const seen = await db.selectFrom('tasks').select('id').execute().finally(close);
      expect(seen).toEqual([]);
    }
  });
});
