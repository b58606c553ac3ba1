import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetAnswers } from '../../src/platform/answer-once';
import { inTenant } from '../../src/platform/database/tenant';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { said } from '../support/person-at-browser';

// What is sent twice because the first answer did not arrive is done once.
let test: TestApp;
let office: Visitor;
let other: Visitor;
beforeAll(async () => {
  test = await startTestApp();
  [office, other] = await Promise.all([
    test.visit('office', 'supervisor', 'root'),
    test.visit('office-2', 'supervisor', 'root'),
  ]);
});
afterAll(() => test.close());

const task = (title: string) => ({
  year: 2026,
  source: 'meeting',
  title,
  leadUnitId: test.unitIds.get('preschool'),
  dueOn: '2026-12-31',
});
const tasksCalled = async (title: string): Promise<number> => {
  const rows = await test.owner.selectFrom('tasks').select('id').where('title', '=', title).execute();
  return rows.length;
};
const lines = async (): Promise<number> => {
  const { n } = await test.owner
    .selectFrom('auditEntries')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
};

describe('a write under a key', () => {
  it('is done once, and answers the same again', async () => {
    const first = await office.write('tasks.create', task('校车'), 'key-of-bus-1');
    expect(first.status).toBe(200);
    const before = await lines();
    expect(await office.write('tasks.create', task('校车'), 'key-of-bus-1')).toEqual(first);
    expect([await tasksCalled('校车'), await lines()]).toEqual([1, before]);
    // Without a key, or under another, it is meant anew.
    await office.write('tasks.create', task('校车'));
    await office.write('tasks.create', task('校车'), 'key-of-bus-2');
    expect(await tasksCalled('校车')).toBe(3);
  });

  it('is done once also where five come together', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => office.write('tasks.create', task('食堂'), 'key-of-kitchen')),
    );
    expect(answers.map(said)).toEqual(Array.from({ length: 5 }, () => 'done'));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await tasksCalled('食堂')).toBe(1);
  });

  it('belongs to one person, one operation and one content', async () => {
    await office.write('tasks.create', task('操场'), 'key-of-field');
    expect(said(await office.write('tasks.create', task('球场'), 'key-of-field'))).toBe('request-key-used');
    expect(said(await office.write('org.setLanguage', { language: 'en' }, 'key-of-field'))).toBe('request-key-used');
    expect(said(await other.write('tasks.create', task('操场'), 'key-of-field'))).toBe('done');
    expect([await tasksCalled('操场'), await tasksCalled('球场')]).toEqual([2, 0]);
    expect(said(await office.write('tasks.create', task('球场'), 'short'))).toBe('request-key-invalid');
    expect(said(await office.write('tasks.create', task('球场'), '键键键键键键键键键键'))).toBe('request-key-invalid');
  });

  it('that was refused is tried again', async () => {
    const lead = { ...task('宿舍'), leadUnitId: '999999' };
    expect(said(await office.write('tasks.create', lead, 'key-of-house'))).not.toBe('done');
    expect(said(await office.write('tasks.create', task('宿舍'), 'key-of-house'))).toBe('done');
  });

  it('asks again for the right, and keeps no link in the clear', async () => {
    const keeper = await test.visit('keeper', 'administrator', 'root');
    const invitation = { unitId: test.unitIds.get('basic'), name: '新人', login: 'xinren', role: 'liaison' };
    const first = await keeper.write<{ link: string }>('org.invite', invitation, 'key-of-guest');
    expect(await keeper.write('org.invite', invitation, 'key-of-guest')).toEqual(first);
    const kept = await test.owner.selectFrom('requestKeys').selectAll().where('key', '=', 'key-of-guest').execute();
    expect(kept).toHaveLength(1);
    const secret = first.body.link.split('/').at(-1)!;
    expect(kept[0]!.answer!.includes(Buffer.from(secret))).toBe(false);
    await test.owner.deleteFrom('posts').where('userId', '=', keeper.userId).execute();
    expect(said(await keeper.write('org.invite', invitation, 'key-of-guest'))).toBe('not-permitted');
  });

  it('is forgotten after two days; where its answer cannot be read any more, it says so', async () => {
    await office.write('tasks.create', task('图书'), 'key-of-books');
    await test.owner.updateTable('requestKeys').set({ answer: null }).where('key', '=', 'key-of-books').execute();
    expect(said(await office.write('tasks.create', task('图书'), 'key-of-books'))).toBe('done-before');
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    await inTenant(test.house.db, test.tenantId, db => forgetAnswers(db, test.tenantId, inHours(47)));
    expect(said(await office.write('tasks.create', task('图书'), 'key-of-books'))).toBe('done-before');
    await inTenant(test.house.db, test.tenantId, db => forgetAnswers(db, test.tenantId, inHours(49)));
    expect(said(await office.write('tasks.create', task('图书'), 'key-of-books'))).toBe('done');
  });
});
