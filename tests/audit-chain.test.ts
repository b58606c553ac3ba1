import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sealAudit } from '../src/platform/audit/seal';
import { type AuditReport, verifyAudit } from '../src/platform/audit/verify';
import type { Db } from '../src/platform/database/connect';
import { inTenant } from '../src/platform/database/tenant';
import { startTestApp, type TestApp, type Visitor } from './support/app';

let app: TestApp;
let office: Visitor;

const verify = (head?: { position: string; hash: string }): Promise<AuditReport> =>
  inTenant(app.house.db, app.tenantId, db => verifyAudit(db, app.tenantId, head), { readOnly: true });

/** What somebody with the database's superuser does behind everybody's back; the next test finds it undone. */
const tamper = async (work: (db: Db) => Promise<unknown>, look: (report: AuditReport) => void): Promise<void> => {
  await app.owner
    .transaction()
    .execute(async db => {
      await work(db);
      look(await verifyAudit(db, app.tenantId));
      throw new Error('undo');
    })
    .catch((error: Error) => {
      if (error.message !== 'undo') throw error;
    });
};

beforeAll(async () => {
  app = await startTestApp();
  office = await app.visit('office', 'supervisor', 'root');
  for (const name of ['甲处', '乙处', '丙处', '丁处'])
    await office.write('org.saveUnit', {
      parentId: app.unitIds.get('root'),
      name,
      shortName: name,
      kind: 'department',
      aliases: [],
    });
});
afterAll(() => app.close());
beforeEach(() => sealAudit(app.house.db, app.tenantId));

describe('what was written down', () => {
  it('is in the chain after its seal, entry by entry', async () => {
    const report = await verify();
    expect(report).toMatchObject({ waiting: 0, faults: [] });
    expect(report.sealed).toBe(report.entries);
    expect(report.sealed).toBeGreaterThanOrEqual(4);
    expect(report.head!.position).toBe(String(report.sealed));
  });

  it('waits for its seal without being wrong', async () => {
    await office.write('org.saveUnit', {
      parentId: app.unitIds.get('root'),
      name: '戊处',
      shortName: '戊处',
      kind: 'department',
      aliases: [],
    });
    expect(await verify()).toMatchObject({ waiting: 1, faults: [] });
  });

  it('is sealed once by servers that do it at the same time, while others write', async () => {
    const write = (n: number) =>
      office.write('org.saveUnit', {
        parentId: app.unitIds.get('root'),
        name: `第${n}处`,
        shortName: `第${n}处`,
        kind: 'department',
        aliases: [],
      });
    const before = (await verify()).entries;
    const sealed = await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        await write(n);
        return sealAudit(app.house.db, app.tenantId);
      }),
    );
    await sealAudit(app.house.db, app.tenantId);
    expect(sealed.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(12);
    expect(await verify()).toMatchObject({ entries: before + 12, sealed: before + 12, waiting: 0, faults: [] });
  });
});

describe('somebody with the keys to the database', () => {
  const third = sql`(select entry_id from audit_chain where position = 3)`;

  it('changes an entry: it is named', () =>
    tamper(
      db => sql`update audit_entries set after = '{"name":"别的"}' where id = ${third}`.execute(db),
      ({ faults }) => expect(faults).toMatchObject([{ code: 'changed', position: '3', operation: 'org.saveUnit' }]),
    ));

  it('changes who it was, or when', () =>
    tamper(
      db => sql`update audit_entries set at = at + interval '1 microsecond' where id = ${third}`.execute(db),
      ({ faults }) => expect(faults).toMatchObject([{ code: 'changed', position: '3' }]),
    ));

  it('removes an entry: its place is named', () =>
    tamper(
      db => sql`delete from audit_entries where id = ${third}`.execute(db),
      ({ faults }) => expect(faults).toMatchObject([{ code: 'removed', position: '3' }]),
    ));

  it('removes an entry and its link', () =>
    tamper(
      async db => {
        await sql`delete from audit_entries where id = ${third}`.execute(db);
        await sql`delete from audit_chain where position = 3`.execute(db);
      },
      ({ faults }) => expect(faults[0]).toMatchObject({ code: 'gap', position: '3' }),
    ));

  it('puts an entry in', () =>
    tamper(
      db =>
        sql`insert into audit_entries (tenant_id, at, operation, kind, subject_id)
            values (${app.tenantId}, '2026-01-01', 'org.saveUnit', 'unit', '1')`.execute(db),
      ({ faults }) => expect(faults).toMatchObject([{ code: 'inserted', operation: 'org.saveUnit' }]),
    ));

  it('changes an entry and its hash: the link does not follow any more', () =>
    tamper(
      db => sql`update audit_chain set entry_hash = sha256('x') where position = 3`.execute(db),
      ({ faults }) =>
        expect(faults.map(({ code, position }) => [code, position])).toEqual([
          ['broken', '3'],
          ['changed', '3'],
        ]),
    ));

  it('makes the whole chain anew: a head that was noted down elsewhere tells', async () => {
    const { head } = await verify();
    expect((await verify(head!)).faults).toEqual([]);
    expect((await verify({ ...head!, hash: '0'.repeat(64) })).faults).toMatchObject([
      { code: 'other-head', position: head!.position },
    ]);
    expect((await verify({ ...head!, position: '999999' })).faults).toMatchObject([{ code: 'other-head' }]);
  });
});
