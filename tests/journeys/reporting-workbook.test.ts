import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shiftPeriod } from '../../src/kernel/period';
import type { Id } from '../../src/platform/database/tables';
import type { EntryPage, ReadCountySheet, ReadWorkbook } from '../../src/subjects/reporting/entry-schema';
import { smallBureau, startTestApp, type TestApp, type Visitor } from '../support/app';
import { addFigures, lastMonth, openDays, someForm } from '../support/reporting';

// 填报表 as workbooks: one school's, and a county's with all its schools. A wrong cell is named by its address, and nothing is taken.

type Refused = { error: { code: string; detail: { found: string; findings: { at: string; code: string }[] } } };

describe('a form as a workbook', () => {
  let test: TestApp;
  let anna: Visitor;
  let east: Visitor;
  let formId: Id;
  const period = lastMonth();
  const before = shiftPeriod(period, -1);
  const key = (unit = 'east-1', code = period) => ({ formId, period: code, unitId: test.unitIds.get(unit)! });

  beforeAll(async () => {
    const second = {
      ...smallBureau.find(({ code }) => code === 'east-1')!,
      code: 'east-2',
      name: '东溪县第二小学',
      sort: 2,
    };
    test = await startTestApp([...smallBureau, second]);
    await addFigures(test);
    const office = await test.visit('office', 'supervisor', 'root');
    anna = await test.visit('anna', 'reporter', 'east-1');
    east = await test.visit('east', 'county', 'east');
    formId = (await office.write<{ formId: Id }>('reporting.saveForm', someForm)).body.formId;
    for (const code of [before, period]) {
      await office.write('reporting.openWindow', { formId, period: code });
      await office.write('reporting.setWindow', { formId, period: code, version: 1, ...openDays() });
    }
  }, 60_000);
  afterAll(() => test.close());

  const open = async (bytes: Buffer) => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
    return book;
  };
  const templateOf = async (who: Visitor, name: string, input: Record<string, string>) => {
    const { status, bytes } = await who.download(name, input);
    expect(status).toBe(200);
    return open(bytes);
  };
  const send = async <T>(who: Visitor, name: string, book: ExcelJS.Workbook, input: Record<string, string>) => {
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    const { body } = await who.upload('填报.xlsx', bytes);
    return who.write<T>(name, { ...input, fileId: body.id });
  };
  const errorOf = ({ body }: { body: unknown }) => (body as Refused).error;
  const draftOf = async (unit = 'east-1') => {
    const { body } = await anna.read<EntryPage>('reporting.entry', key(unit));
    return Object.fromEntries(Object.entries(body.draft).map(([cell, { v }]) => [cell, v]));
  };

  it('goes out with a line for each cell, and comes back into the draft', async () => {
    const book = await templateOf(anna, 'reporting.template', key());
    const sheet = book.getWorksheet('填报')!;
    expect((sheet.getRow(3).values as unknown[]).slice(1)).toEqual([
      '代码',
      '栏目',
      '数据项',
      '分组',
      '计量单位',
      '上期',
      '本期',
      '说明（需要说明时填写）',
      '原值',
      '校验码',
    ]);
    expect(sheet.getColumn(9).hidden && sheet.getColumn(10).hidden).toBe(true);
    expect([4, 5, 6].map(row => sheet.getCell(row, 1).value)).toEqual(['PUPILS.f', 'PUPILS.m', 'BOARDERS']);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['填报', '说明']);
    // The checks in the names of the figures, as people read them.
    expect(book.getWorksheet('说明')!.getSheetValues().flat()).toContain(
      '　寄宿生不应多于在校生：寄宿生数 ≤ 在校生数（必须符合）',
    );
    sheet.getCell('G4').value = 300;
    sheet.getCell('G5').value = '3,20１';
    sheet.getCell('G7').value = { formula: 'SUM(6,8)', result: 14 };
    sheet.getCell('G8').value = '97.5%';
    sheet.getCell('H4').value = '新校舍启用';
    const read = await send<ReadWorkbook>(anna, 'reporting.readWorkbook', book, key());
    expect(read.body).toMatchObject({ saved: 4, conflicts: [] });
    expect(await draftOf()).toEqual({ 'PUPILS.f': '300', 'PUPILS.m': '3201', CLASSES: '14', ATTENDANCE: '97.5' });
  });

  it('is refused whole with every wrong cell named, and where it is another’s', async () => {
    const book = await templateOf(anna, 'reporting.template', key());
    const sheet = book.getWorksheet('填报')!;
    sheet.getCell('G4').value = 310;
    sheet.getCell('G5').value = '三百';
    sheet.getCell('G6').value = -1;
    sheet.getCell('G7').value = 14.5;
    sheet.getCell('A8').value = 'PUPILS.f';
    sheet.getCell('A9').value = 'NOBODY';
    const refused = await send(anna, 'reporting.readWorkbook', book, key());
    expect(refused.status).toBe(422);
    expect(errorOf(refused).detail.findings.map(({ at, code }) => [at, code])).toEqual([
      ['填报!A8', 'not-unique'],
      ['填报!G5', 'not-a-number'],
      ['填报!G6', 'below-low'],
      ['填报!G7', 'too-many-decimals'],
      ['填报!A9', 'unknown-cell'],
    ]);
    expect(await draftOf()).toEqual({ 'PUPILS.f': '300', 'PUPILS.m': '3201', CLASSES: '14', ATTENDANCE: '97.5' });
    const other = await templateOf(anna, 'reporting.template', key('east-1', before));
    const foreign = await send(anna, 'reporting.readWorkbook', other, key());
    expect(errorOf(foreign)).toMatchObject({
      code: 'wrong-template',
      detail: { found: `学校月报／东溪县第一小学／${before}` },
    });
    // Of a school that one does not see, not even the name is told.
    const sibling = await templateOf(east, 'reporting.template', key('east-2'));
    expect(errorOf(await send(anna, 'reporting.readWorkbook', sibling, key())).detail.found).toBe('没有校验码的文件');
  });

  it('goes to a county as one sheet with a line for each school', async () => {
    const county = key('east');
    const book = await templateOf(east, 'reporting.countySheet', county);
    const sheet = book.getWorksheet('汇总填报')!;
    expect((sheet.getRow(3).values as unknown[]).slice(1)).toEqual([
      '单位代码',
      '单位名称',
      'PUPILS.f 在校生数·女（人）',
      'PUPILS.m 在校生数·男（人）',
      'BOARDERS 寄宿生数（人）',
      'CLASSES 班级数（个）',
      'ATTENDANCE 出勤率（%）',
      'MEALS 供餐累计（次）',
      '校验码',
    ]);
    expect([sheet.getCell('A4').value, sheet.getCell('C4').value, sheet.getCell('C5').value]).toEqual([
      'east-1',
      300,
      null,
    ]);
    sheet.getCell('C4').value = 305;
    sheet.getCell('E4').value = 80;
    sheet.getCell('C5').value = 200;
    sheet.getCell('F5').value = 'x';
    const refused = await send(east, 'reporting.readCountySheet', book, county);
    expect(errorOf(refused).detail.findings.map(({ at, code }) => [at, code])).toEqual([
      ['汇总填报!F5', 'not-a-number'],
    ]);
    sheet.getCell('F5').value = 9;
    const read = await send<ReadCountySheet>(east, 'reporting.readCountySheet', book, county);
    expect(read.body.units.map(({ unitName, saved }) => [unitName, saved])).toEqual([
      ['东溪县第一小学', 1],
      ['东溪县第二小学', 2],
    ]);
    // What the school typed itself stays, and is told.
    expect(read.body.conflicts).toEqual([
      expect.objectContaining({ unitName: '东溪县第一小学', cell: 'PUPILS.f', mine: '305', theirs: '300', by: 'anna' }),
    ]);
    expect(await draftOf()).toEqual({
      'PUPILS.f': '300',
      'PUPILS.m': '3201',
      CLASSES: '14',
      ATTENDANCE: '97.5',
      BOARDERS: '80',
    });
    expect((await anna.download('reporting.countySheet', county)).status).toBe(404);
  });
});
