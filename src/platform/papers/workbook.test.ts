import { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from './cell-text';
import { readWorkbook } from './read-workbook';
import { streamWorkbook, writeWorkbook } from './workbook';
import type { CellInput, SheetColumn, WorkbookModel } from './workbook-model';

const columns: SheetColumn[] = [
  { key: 'name', header: '工作任务', width: 30, kind: 'text', wrap: true },
  { key: 'amount', header: '金额', unit: '万元', width: 12, kind: 'number', decimals: 2 },
  { key: 'share', header: '完成率', width: 10, kind: 'percent' },
  { key: 'due', header: '完成时限', width: 12, kind: 'date' },
  { key: 'light', header: '进度', width: 10, kind: 'light', options: ['正常', '滞后'] },
];

const rows: Record<string, CellInput>[] = [
  {
    name: '新建云川市第一幼儿园，年内竣工并投入使用，增加学位三百六十个',
    amount: '1234.50',
    share: 0.87,
    due: '2026-09-28',
    light: { light: 'yellow', text: '滞后' },
  },
  { name: '开展督导', amount: '12345678901234567890.1', share: null, due: '年内', light: null },
];

const model: WorkbookModel = {
  sheets: [{ name: '任务/台账', title: '云川市教育局任务台账', subtitle: '2026年9月', columns, rows }],
  notes: { name: '填表说明', title: '填表说明', lines: ['一、金额以万元计。', '=不是公式'] },
};

const open = async (bytes: Buffer): Promise<ExcelJS.Workbook> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  return workbook;
};

describe('writing a workbook', () => {
  it('lays out title, header, rows and print setup', async () => {
    const sheet = (await open(await writeWorkbook(model))).getWorksheet('任务_台账')!;
    expect(sheet.getCell('A1').value).toBe('云川市教育局任务台账');
    expect(sheet.getCell('E1').master.address).toBe('A1');
    expect(sheet.getRow(3).values).toEqual([undefined, '工作任务', '金额（万元）', '完成率', '完成时限', '进度']);
    expect(sheet.getCell('A3').font).toMatchObject({ bold: true });
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 });
    expect(sheet.autoFilter).toBe('A3:E5');
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    });
    expect(sheet.pageSetup.printTitlesRow).toBe('3:3');
    expect(sheet.headerFooter.oddFooter).toBe('&C第 &P 页，共 &N 页');
    expect(sheet.getRow(4).height).toBeGreaterThan(sheet.getRow(5).height);
  });

  it('writes numbers as numbers, days as days, and keeps what does not fit as text', async () => {
    const sheet = (await open(await writeWorkbook(model))).getWorksheet('任务_台账')!;
    expect(sheet.getCell('B4').value).toBe(1234.5);
    expect(sheet.getCell('B4').numFmt).toBe('#,##0.00');
    expect(sheet.getCell('C4').value).toBe(0.87);
    expect(sheet.getCell('D4').value).toEqual(new Date(Date.UTC(2026, 8, 28)));
    expect(sheet.getCell('E4').value).toBe('滞后');
    expect(sheet.getCell('B5').value).toBe('12345678901234567890.1');
    expect(sheet.getCell('D5').value).toBe('年内');
  });

  it('offers the options of a column from a hidden sheet, below the table too', async () => {
    const workbook = await open(await writeWorkbook(model));
    expect(workbook.getWorksheet('options')?.state).toBe('hidden');
    const rule = workbook.getWorksheet('任务_台账')!.getCell('E900').dataValidation;
    expect(rule).toMatchObject({ type: 'list', formulae: ["'options'!$A$1:$A$2"] });
  });

  it('gives sheets of the same name different names, within what the format allows', async () => {
    const sheet = { name: '一'.repeat(40), columns, rows: [] };
    const workbook = await open(await writeWorkbook({ sheets: [sheet, sheet, { ...sheet, name: '?a&b <c>' }] }));
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      '一'.repeat(31),
      `${'一'.repeat(28)}(2)`,
      '_a&b <c>',
      'options',
    ]);
  });

  it('keeps every text text, whatever it starts with', async () => {
    const start = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'", '_x003D_', '');
    const text = fc.tuple(start, fc.string({ unit: 'binary', maxLength: 30 })).map(([a, b]) => a + b);
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async texts => {
        const kinds: SheetColumn[] = (['text', 'number', 'date', 'percent', 'light'] as const).map(kind => ({
          key: kind,
          header: kind,
          width: 10,
          kind,
        }));
        const given = texts.map(one => Object.fromEntries(kinds.map(({ key }) => [key, `${one}字`])));
        const bytes = await writeWorkbook({ sheets: [{ name: '表', columns: kinds, rows: given }] });
        const sheet = (await open(bytes)).getWorksheet('表')!;
        const fields = [{ key: 'text', header: 'text', type: 'text' as const }];
        const read = await readWorkbook(bytes, [{ name: '表', fields }]);
        expect(read.rows.表!.map(row => row.values.text)).toEqual(texts.map(one => cleanText(`${one}字`).trim()));
        for (const index of texts.keys()) {
          for (let column = 1; column <= kinds.length; column += 1) {
            const cell = sheet.getCell(index + 2, column);
            expect(cell.type).toBe(ExcelJS.ValueType.String);
            expect(cell.numFmt).toBe('@');
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('comes back from reading as it went in', async () => {
    const schema = [
      {
        name: '任务_台账',
        fields: [
          { key: 'name', header: '工作任务', type: 'text' as const },
          { key: 'amount', header: '金额', type: 'number' as const },
          { key: 'share', header: '完成率', type: 'percent' as const },
          { key: 'due', header: '完成时限', type: 'date' as const },
          { key: 'light', header: '进度', type: 'enum' as const, labels: { green: '正常', yellow: '滞后' } },
        ],
      },
    ];
    const oneRow = { ...model, sheets: [{ ...model.sheets[0]!, rows: rows.slice(0, 1) }] };
    const read = await readWorkbook(await writeWorkbook(oneRow), schema);
    expect(read.rows.任务_台账).toEqual([
      {
        row: 4,
        ok: true,
        values: { name: rows[0]!.name, amount: 1234.5, share: 0.87, due: '2026-09-28', light: 'yellow' },
      },
    ]);
    expect(read.findings.map(({ code, at }) => ({ code, at }))).toEqual([{ code: 'unknown-sheet', at: '填表说明' }]);
  });

  it('streams rows that arrive one by one, and tells when the receiver goes away', async () => {
    let made = 0;
    async function* endless(): AsyncGenerator<Record<string, CellInput>> {
      for (;;) {
        made += 1;
        yield { name: `第${made}行`, amount: made, share: 0.5, due: '2026-01-01' };
      }
    }
    const out: Writable = new Writable({
      write(_, __, done) {
        if (made > 3000) out.destroy(new Error('connection lost'));
        done();
      },
    });
    await expect(streamWorkbook({ sheets: [{ name: '表', columns, rows: endless() }] }, out)).rejects.toThrow(
      'connection lost',
    );
    const madeThen = made;
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(made).toBeLessThanOrEqual(madeThen + 1000);
  });
});
