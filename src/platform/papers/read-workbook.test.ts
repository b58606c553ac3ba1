import ExcelJS from 'exceljs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { SheetSchema } from './import-schema';
import { readWorkbook } from './read-workbook';

const schema: SheetSchema[] = [
  {
    name: '单位',
    fields: [
      { key: 'name', header: '单位名称', aliases: ['名称'], type: 'text', required: true, unique: true, maxLength: 10 },
      { key: 'kind', header: '类别', type: 'enum', labels: { school: ['学校', '中小学'], office: '处室' } },
      { key: 'staff', header: '编制数（人）', type: 'integer', min: 0 },
      { key: 'area', header: '面积', type: 'number' },
      { key: 'since', header: '设立日期', type: 'date' },
    ],
  },
];

const make = async (fill: (sheet: ExcelJS.Worksheet) => void, name = '单位'): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook();
  fill(workbook.addWorksheet(name));
  return new Uint8Array((await workbook.xlsx.writeBuffer()) as ArrayBuffer);
};

const read = async (rows: unknown[][]) => {
  const reading = await readWorkbook(await make(sheet => sheet.addRows(rows)), schema);
  return {
    rows: reading.rows.单位!,
    findings: reading.findings.map(({ code, at, level }) => `${level} ${code} ${at}`),
    reading,
  };
};

const header = ['单位名称', '类别', '编制数', '面积', '设立日期'];

/** A workbook as other programs write it: prefixed names, inline strings, no addresses where they may be left out. */
const makeByHand = (sheet: string, rest: Record<string, string> = {}): Uint8Array => {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const parts: Record<string, string> = {
    '_rels/.rels': `<Relationships><Relationship Id="a" Type="${office}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<x:workbook xmlns:x="m" xmlns:q="${office}"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="单位" sheetId="1" q:id="s"/></x:sheets></x:workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="s" Type="${office}/worksheet" Target="worksheets/one.xml"/></Relationships>`,
    'xl/worksheets/one.xml': sheet,
    ...rest,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
};

describe('reading a workbook', () => {
  it('finds columns by their header in any order, under a title, with other widths and units', async () => {
    const { rows, findings } = await read([
      ['云川市教育局单位一览'],
      [],
      ['设立日期', ' 名　称 *', '编制数(人)', '类 别', '面积'],
      ['2020年9月1日', '第一小学', '１２０', '中小学', '1,234.5'],
    ]);
    expect(rows).toEqual([
      { row: 4, ok: true, values: { name: '第一小学', kind: 'school', staff: 120, area: 1234.5, since: '2020-09-01' } },
    ]);
    expect(findings).toEqual([]);
  });

  it('names every wrong cell', async () => {
    const { rows, findings } = await read([
      [...header, '备注'],
      ['甲', '公司', -1, '很大', '2026-02-30'],
      ['乙', '处室', 1.5, 2, new Date(Date.UTC(2026, 8, 28))],
      [null, 'school', 3],
      ['乙', null, null, null, 20260928],
      ['这个名称实在是太长了一点吧'],
    ]);
    expect(findings).toEqual([
      'warning unknown-column 单位!F1',
      'error not-option 单位!B2',
      'error too-small 单位!C2',
      'error not-number 单位!D2',
      'error not-date 单位!E2',
      'error not-integer 单位!C3',
      'error required 单位!A4',
      'error not-unique 单位!A5',
      'error too-long 单位!A6',
    ]);
    expect(rows.map(row => row.ok)).toEqual([false, false, false, false, false]);
    expect(rows[1]!.values.since).toBe('2026-09-28');
    expect(rows[3]!.values.since).toBe('2026-09-28');
  });

  it('says in words what is wrong, in either language', async () => {
    const bytes = await make(sheet => sheet.addRows([header, ['甲', '公司']]));
    const [zh] = (await readWorkbook(bytes, schema)).findings;
    const [en] = (await readWorkbook(bytes, schema, { language: 'en' })).findings;
    expect(zh!.message).toBe('“类别”应为下列之一：学校、处室；现为“公司”。');
    expect(en!.message).toBe('“类别” must be one of: 学校、处室; not “公司”.');
  });

  it('reports missing and repeated columns, missing and unknown sheets', async () => {
    expect((await read([['类别', '面积', '类别', '设立日期']])).findings).toEqual([
      'error duplicate-column 单位!C1',
      'error missing-column 单位!1',
      'warning missing-column 单位!1',
    ]);
    const other = await readWorkbook(await make(sheet => sheet.addRow(['甲']), '附表'), schema);
    expect(other.findings.map(({ code, at }) => `${code} ${at}`)).toEqual(['missing-sheet 单位', 'unknown-sheet 附表']);
    expect((await read([['没有'], ['表头']])).findings).toEqual(['error no-header 单位']);
  });

  it('takes the results of formulas, the text of rich text and hyperlinks, and skips empty rows', async () => {
    const { rows, findings } = await read([
      header,
      [
        { richText: [{ text: '第一' }, { font: { bold: true }, text: '小学' }] },
        '学校',
        { formula: '60*2', result: 120 },
      ],
      [],
      [{ text: '第二小学', hyperlink: 'https://example.org' }, ' ', { formula: '1/0', result: { error: '#DIV/0!' } }],
      ['第三小学', null, { formula: '1+1' }],
      ['', ' ', null],
    ]);
    expect(rows.map(({ row, values }) => [row, values.name, values.staff])).toEqual([
      [2, '第一小学', 120],
      [4, '第二小学', null],
      [5, '第三小学', null],
    ]);
    expect(findings).toEqual(['error cell-error 单位!C4', 'error formula-without-result 单位!C5']);
  });

  it('gives the value of a merged cell to each of its rows, but never a number', async () => {
    const bytes = await make(sheet => {
      sheet.addRows([header, ['甲', '学校', 10], ['乙', null, null], ['丙', null, null]]);
      sheet.mergeCells('B2:B4');
      sheet.mergeCells('C2:C4');
    });
    const { rows, findings } = await readWorkbook(bytes, schema);
    expect(rows.单位!.map(({ values }) => [values.kind, values.staff])).toEqual([
      ['school', 10],
      ['school', null],
      ['school', null],
    ]);
    expect(findings.map(({ code, at }) => `${code} ${at}`)).toEqual(['merged-filled 单位!B2']);
  });

  it('does not take a long number for an identity number', async () => {
    expect((await read([header, [1.2e17]])).findings).toEqual(['error digits-lost 单位!A2']);
  });

  it('reads what other programs write: prefixes, inline strings, days from 1904', async () => {
    const sheet = `<x:worksheet xmlns:x="m"><x:sheetData>
      <x:row><x:c t="inlineStr"><x:is><x:t>名称</x:t><x:rPh><x:t>ming</x:t></x:rPh></x:is></x:c><x:c t="str"><x:v>设立日期</x:v></x:c></x:row>
      <x:row><x:c t="inlineStr"><x:is><x:r><x:t>甲_x005F_x0041_</x:t></x:r></x:is></x:c><x:c s="0"><x:v>1</x:v></x:c></x:row>
      </x:sheetData></x:worksheet>`;
    const { rows } = await readWorkbook(makeByHand(sheet), schema);
    expect(rows.单位![0]!.values).toMatchObject({ name: '甲_x0041_', since: '1904-01-02' });
  });

  it('tells the place of a field for findings of the caller', async () => {
    const { reading } = await read([
      ['面积', '单位名称'],
      [1, '甲'],
    ]);
    expect([
      reading.placeOf('单位', 2, 'name'),
      reading.placeOf('单位', 2, 'since'),
      reading.placeOf('单位', 2),
    ]).toEqual(['单位!B2', '单位!2', '单位!2']);
  });

  it('lists at most a thousand errors and counts the rest', async () => {
    const { findings, rows } = await read([header, ...Array.from({ length: 1005 }, (_, i) => [`单位${i}`, '公司'])]);
    expect(rows).toHaveLength(1005);
    expect(findings).toHaveLength(1001);
    expect(findings.at(-1)).toBe('error too-many ');
  });
});

describe('refusing what is no workbook', () => {
  const reasonOf = (bytes: Uint8Array) =>
    readWorkbook(bytes, schema).then(
      () => 'was read',
      error => `${error.code} ${error.detail.reason ?? error.detail.of}`,
    );
  const sound = () => makeByHand('<worksheet><sheetData><row><c t="str"><v>名称</v></c></row></sheetData></worksheet>');

  it('refuses other files', async () => {
    expect(await reasonOf(sound())).toBe('was read');
    expect(await reasonOf(new Uint8Array())).toBe('invalid-workbook not-zip');
    expect(await reasonOf(strToU8('单位,名称\n'.repeat(20)))).toBe('invalid-workbook not-zip');
    expect(await reasonOf(zipSync({ 'word/document.xml': strToU8('<w/>') }))).toBe('invalid-workbook not-workbook');
    expect(await reasonOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...new Uint8Array(60)]))).toBe(
      'invalid-workbook old-or-encrypted',
    );
    expect(await reasonOf(makeByHand('<worksheet><sheetData><row>'))).toBe('invalid-workbook damaged');
    expect(await reasonOf(makeByHand('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'))).toBe('invalid-workbook damaged');
  });

  it('refuses a file over 20 MB and one that unpacks to more than 100 MB', async () => {
    expect(await reasonOf(new Uint8Array(20 * 2 ** 20 + 1))).toBe('too-large file');
    const bomb = sound();
    const view = new DataView(bomb.buffer);
    for (let at = 0; at < bomb.length - 46; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 60 * 2 ** 20, true);
    }
    expect(await reasonOf(bomb)).toBe('too-large unpacked');
  });

  it('refuses an entry whose directory lies about its size', async () => {
    const bytes = makeByHand(`<worksheet>${' '.repeat(100_000)}</worksheet>`);
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < bytes.length - 46; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 90_000)
        view.setUint32(at + 24, 10, true);
    }
    expect(await reasonOf(bytes)).toBe('invalid-workbook damaged');
  });

  it('refuses any bytes it cannot read, and never fails otherwise', async () => {
    const bytes = sound();
    for (let at = 0; at < bytes.length; at += 7) {
      const broken = bytes.slice();
      broken[at] = broken[at]! ^ 0xff;
      expect(await reasonOf(broken)).toMatch(/^(was read|invalid-workbook|too-large)/);
    }
  });
});
