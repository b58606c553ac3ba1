import { execFile } from 'node:child_process';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealAudit } from '../../src/platform/audit/seal';
import type { AuditPage, AuditProof } from '../../src/subjects/audit/schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';

let app: TestApp;
let office: Visitor;
let auditor: Visitor;
let taskId: string;

const root = join(import.meta.dirname, '../..');

/** The command line on the same database. */
const command = (...args: string[]) =>
  new Promise<{ code: number; out: string }>(resolve => {
    const env = { ...process.env, DATABASE_URL: app.databaseUrl };
    execFile(
      process.execPath,
      ['--import', 'tsx', 'src/cli/main.ts', 'audit', ...args],
      { cwd: root, env },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out: out + err }),
    );
  });

beforeAll(async () => {
  app = await startTestApp();
  office = await app.visit('office', 'supervisor', 'root');
  auditor = await app.visit('auditor', 'auditor', 'root');
  const parentId = app.unitIds.get('root');
  const fields = { parentId, shortName: '督导', kind: 'department', aliases: [] };
  const made = await office.write<{ unitId: string }>('org.saveUnit', { ...fields, name: '督导科' });
  const { unitId } = made.body;
  await office.write('org.saveUnit', { ...fields, unitId, version: 1, name: '教育督导室' });
  const task = await office.write<{ taskId: string }>('tasks.create', {
    title: '校舍安全排查',
    year: 2026,
    source: 'manual',
    leadUnitId: app.unitIds.get('basic'),
    dueOn: '2026-12-31',
  });
  taskId = task.body.taskId;
  await sealAudit(app.house.db, app.tenantId);
});
afterAll(() => app.close());

describe('the auditor', () => {
  it('sees who changed what, from what to what, newest first', async () => {
    const { body } = await auditor.read<AuditPage>('audit.list', { operation: 'org.saveUnit' });
    expect(body.total).toBe(2);
    expect(body.rows[0]).toMatchObject({
      by: 'office',
      operation: 'org.saveUnit',
      kind: 'unit',
      thing: '督导',
      before: { name: '督导科' },
      after: { name: '教育督导室' },
    });
    expect(Number(body.rows[0]!.position)).toBeGreaterThan(Number(body.rows[1]!.position));
  });

  it('reads the names of things, also of what stands under one, and none where there is none', async () => {
    await office.write('tasks.comment', { taskId, kind: 'comment', body: '请报进度' });
    await office.write('org.addPost', {
      ...{ userId: auditor.userId, unitId: app.unitIds.get('basic') },
      ...{ role: 'liaison', title: null },
    });
    const invitation = { unitId: app.unitIds.get('basic'), name: '新人', login: '20261130', role: 'liaison' };
    await office.write('org.invite', invitation);
    const thingOf = async (operation: string) =>
      (await auditor.read<AuditPage>('audit.list', { operation })).body.rows[0]!.thing;
    expect(await thingOf('tasks.comment')).toBe('校舍安全排查');
    expect(await thingOf('org.addPost')).toBe('auditor');
    expect(await thingOf('org.invite')).toBe(null);
  });

  it('asks by day, person, subject and thing', async () => {
    const totalOf = async (input: Record<string, unknown>) =>
      (await auditor.read<AuditPage>('audit.list', input)).body.total;
    const all = await totalOf({});
    const { rows } = (await auditor.read<AuditPage>('audit.list', { operation: 'org.saveUnit' })).body;
    expect(await totalOf({ userId: office.userId })).toBe(all);
    expect(await totalOf({ userId: auditor.userId })).toBe(0);
    expect(await totalOf({ operation: 'tasks' })).toBeGreaterThan(0);
    expect(await totalOf({ kind: 'unit', subjectId: rows[0]!.subjectId })).toBe(2);
    const day = new Date(Date.parse(rows[0]!.at) + 8 * 3_600_000).toISOString().slice(0, 10);
    expect(await totalOf({ from: day, to: day })).toBe(all);
    expect(await totalOf({ to: '2020-01-01' })).toBe(0);
  });

  it('turns pages without losing or repeating an entry', async () => {
    for (let n = 0; n < 105; n += 1) await office.write('tasks.comment', { taskId, kind: 'comment', body: `第${n}条` });
    const before = (await auditor.read<AuditPage>('audit.list')).body;
    const seen = new Set<string>();
    let next: string | null | undefined;
    do {
      const { body }: { body: AuditPage } = await auditor.read<AuditPage>('audit.list', next ? { before: next } : {});
      for (const { id } of body.rows) {
        expect(seen.has(id)).toBe(false);
        seen.add(id);
      }
      next = body.next;
    } while (next);
    expect(seen.size).toBe(before.total);
  });

  it('takes the history along as a workbook, and that is history too', async () => {
    const file = await auditor.download('audit.exportWorkbook', { operation: 'org.saveUnit' });
    expect(file.status).toBe(200);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(file.bytes as unknown as ArrayBuffer);
    const cells = JSON.stringify(workbook.worksheets.map(sheet => sheet.getSheetValues()));
    expect(cells).toContain('教育督导室');
    expect(cells).toContain('链头');
    const { body } = await auditor.read<AuditPage>('audit.list', { operation: 'audit' });
    expect(body.rows).toMatchObject([{ by: 'auditor', operation: 'audit.exportWorkbook' }]);
  });

  it('proves that nothing was altered; and nobody else is asked or told', async () => {
    await sealAudit(app.house.db, app.tenantId);
    const { body } = await auditor.read<AuditProof>('audit.verify');
    expect(body).toMatchObject({ faults: [], waiting: 0 });
    expect((await auditor.read<AuditProof>('audit.verify', body.head!)).body.faults).toEqual([]);
    for (const role of ['administrator', 'leader', 'supervisor', 'county'] as const) {
      const visitor = await app.visit(`other-${role}`, role, role === 'county' ? 'east' : 'root');
      for (const name of ['audit.list', 'audit.verify', 'audit.exportWorkbook'])
        expect([role, name, (await visitor.read(name)).status]).toEqual([role, name, 403]);
    }
    const below = await app.visit('auditor-below', 'auditor', 'east');
    expect((await below.read('audit.list')).status).toBe(403);
  });
});

describe('luoshi audit verify', () => {
  it('says that all is well, and names the head', async () => {
    const { code, out } = await command('verify');
    expect(out).toContain('校验通过');
    expect(code).toBe(0);
    const head = /链头 (\d+:[0-9a-f]{64})/.exec(out)![1]!;
    expect((await command('verify', '--head', head)).code).toBe(0);
  });

  it('names the entry that somebody changed behind the back of the server', async () => {
    await sql`update audit_entries set after = after || '{"name":"改过的"}'
      where operation = 'org.saveUnit' and before is not null`.execute(app.owner);
    const { code, out } = await command('verify');
    expect(code).toBe(1);
    expect(out).toMatch(/第 \d+ 条（记录 \d+，org\.saveUnit）与封存时不一致/);
  });

  it('refuses what it does not understand', async () => {
    expect((await command('verify', '--head', 'yesterday')).code).toBe(2);
    expect(await command('verify', '--tenant', 'nobody')).toMatchObject({ code: 2 });
    expect((await command()).code).toBe(2);
  });
});
