import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { createSentTask } from '../support/tasks';

const dueOn = '2099-12-31';

describe('the ledger on paper', () => {
  let app: TestApp;
  let office: Visitor;

  beforeAll(async () => {
    app = await startTestApp();
    office = await app.visit('office', 'supervisor', 'root');
    await createSentTask(app, office, { title: '普惠园扩容', lead: 'preschool', others: ['east', 'west'], dueOn });
    await createSentTask(app, office, { title: '课后服务', lead: 'basic', dueOn });
  });
  afterAll(() => app.close());

  it('is a workbook with what the filter shows', async () => {
    const { status, bytes, type } = await office.download('tasks.exportWorkbook', { year: 2026, q: '普惠' });
    expect([status, type]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
    const folder = await mkdtemp(join(tmpdir(), 'luoshi-papers-'));
    await writeFile(join(folder, 'ledger.xlsx'), bytes);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(join(folder, 'ledger.xlsx'));
    await rm(folder, { recursive: true });
    const sheet = book.getWorksheet('台账')!;
    const rows = sheet.getSheetValues().filter(Array.isArray) as unknown[][];
    const header = rows.findIndex(row => row.includes('牵头单位'));
    const at = (name: string) => rows[header]!.indexOf(name);
    expect(rows.slice(header + 1)).toHaveLength(1);
    const row = rows[header + 1]!;
    expect([row[at('任务')], row[at('牵头单位')], row[at('责任单位')]]).toEqual([
      '普惠园扩容',
      '学前教育处',
      '东溪县教育局、西溪县教育局',
    ]);
    expect(String(row[at('亮灯')])).toContain('未启动');
  });

  it('is a landscape document of the division of tasks', async () => {
    const { status, bytes } = await office.download('tasks.exportDocument', { year: 2026 });
    expect(status).toBe(200);
    const xml = strFromU8(unzipSync(bytes)['word/document.xml']!);
    expect(xml).toContain('工作任务分解表');
    expect(xml).toContain('w:orient="landscape"');
    for (const words of ['普惠园扩容', '课后服务', '2099年12月31日前']) expect(xml).toContain(words);
  });
});
