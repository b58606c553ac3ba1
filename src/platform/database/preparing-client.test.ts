import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../../tests/support/test-database';
import { PreparingClient } from './preparing-client';

describe('a connection that keeps plans', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let client: PreparingClient;
  // The driver's types know its own method; ours takes the same calls.
  const ask = (text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }> =>
    client.query(text, values);
  const prepared = async (text: string) =>
    (await ask('select count(*)::int as count from pg_prepared_statements where statement = $1', [text])).rows[0]!
      .count;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new PreparingClient({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('keeps a statement that comes again, and answers the same', async () => {
    const text = 'select $1::int + 1 as next';
    const answers: unknown[] = [];
    for (const value of [1, 2, 3, 4]) answers.push((await ask(text, [value])).rows[0]!.next);
    expect(answers).toEqual([2, 3, 4, 5]);
    expect(await prepared(text)).toBe(1);
  });

  it('does not keep what comes once', async () => {
    await ask('select $1::text as once', ['a']);
    expect(await prepared('select $1::text as once')).toBe(0);
  });

  it('does not keep what is to be planned each time', async () => {
    const text = '/* planned each time */ select $1::int as day';
    for (const value of [1, 2, 3, 4]) expect((await ask(text, [value])).rows).toEqual([{ day: value }]);
    expect(await prepared(text)).toBe(0);
  });

  it('goes on after a statement that the database refuses', async () => {
    for (let turn = 0; turn < 5; turn += 1) await expect(ask('select 1 / $1::int as never', [0])).rejects.toThrow();
    expect((await ask('select 1 / $1::int as never', [1])).rows).toEqual([{ never: 1 }]);
  });

  it('keeps no more than it can hold', async () => {
    for (let number = 0; number < 300; number += 1)
      for (let turn = 0; turn < 4; turn += 1) await ask(`select $1::int + ${number} as sum`, [turn]);
    const { rows } = await ask('select count(*)::int as count from pg_prepared_statements');
    expect(rows[0]!.count).toBe(200);
  });

  describe('and begins a transaction with its first statement', () => {
    const READ = 'begin isolation level repeatable read read only';
    it('which is then inside it', async () => {
      await ask(READ);
      await expect(ask('create table never (id int)')).rejects.toThrow('read-only transaction');
      await expect(ask('select 1')).rejects.toThrow('aborted');
      await ask('rollback');
    });

    it('also behind a remark, with a tenant, and with a statement that has parameters', async () => {
      await ask("/* tasks.list 3f1c-2 */ begin; set local app.tenant = '7'");
      expect((await ask('select current_setting($1) as tenant', ['app.tenant'])).rows).toEqual([{ tenant: '7' }]);
      await ask('commit');
      expect((await ask("select current_setting('app.tenant', true) as tenant")).rows[0]!.tenant).not.toBe('7');
    });

    it('ends one in which nothing was asked, and one that has only read, before the next begins', async () => {
      await ask(READ);
      await ask('commit');
      for (let turn = 0; turn < 3; turn += 1) {
        await ask(READ);
        await ask('select $1::int', [turn]);
        await ask('commit');
      }
      // Not read-only any more: what is written stays, and is waited for.
      await ask('begin');
      await ask('create table kept (id int)');
      await ask('commit');
      expect((await ask("select to_regclass('kept') is not null as there")).rows).toEqual([{ there: true }]);
    });

    it('tells of a write that cannot be committed', async () => {
      await ask('create table once (id int primary key deferrable initially deferred)');
      await ask('begin');
      await ask('insert into once values (1), (1)');
      await expect(ask('commit')).rejects.toThrow('duplicate key');
    });
  });
});
