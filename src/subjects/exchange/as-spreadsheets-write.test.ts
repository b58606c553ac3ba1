import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../compiler/readers/decode-text';
import { readValueSheet } from './papers';
import { readText } from './rules/formats/read-file';
import { placeIn, type Reading } from './rules/formats/reading';
import { type Known, type KnownFigure, resolveRows } from './rules/resolve-rows';
import { periodWritten } from './rules/written-period';

// Files as they come from the spreadsheets of offices: what can be read is read right, what cannot is told with its place.

const figure = (id: string, unit: string, more: Partial<KnownFigure> = {}): KnownFigure => ({
  ...{ id, decimals: 1, low: '0', high: null, unit, options: new Set<string>() },
  ...more,
});
const known: Known = {
  units: new Map([['s1', { id: '1', kind: 'school', tags: [], validFrom: '2000-01-01', validTo: null, mine: true }]]),
  figures: new Map([
    ['PUPILS', figure('1', '人', { options: new Set(['f', 'm']) })],
    ['CLASSES', figure('2', '个')],
    ['ATTENDANCE', figure('3', '%')],
  ]),
  forms: [{ id: '1', frequency: 'month', level: 'school', tags: [], figureIds: new Set(['1', '2', '3']) }],
};

/** The cells that are understood, and what is wrong, by place. */
const understood = ({ rows, faults, places, notices = [] }: Reading) => {
  const resolved = resolveRows(rows, known);
  return {
    cells: resolved.cells.map(({ period, figureId, category, value }) => [period, figureId, category, value].join(' ')),
    faults: [
      ...faults.map(({ at, code }) => `${at} ${code}`),
      ...resolved.faults.map(({ row, column, code }) => `${placeIn(places, row, column)} ${code}`),
    ],
    notices: notices.map(({ at, code }) => `${at} ${code}`),
  };
};
const ofText = (bytes: Uint8Array) => understood(readText(decodeText(bytes)!.text));
const month = ['2026-08 1 f 1300', '2026-08 2  28', '2026-08 3  97.5'];

const table = [
  ['单位', '期', '数据项', '分组', '数值'],
  ['s1', '2026-08', 'PUPILS', 'f', '1300'],
  ['s1', '2026-08', 'CLASSES', '', '28'],
  ['s1', '2026-08', 'ATTENDANCE', '', '97.5'],
];
const joined = (delimiter: string, rows = table) => rows.map(row => row.join(delimiter)).join('\r\n');

/** GBK, which Excel in China writes: every two bytes that mean one character, turned round. */
const inGbk = (text: string): Buffer => {
  const decoder = new TextDecoder('gb18030');
  const bytes = new Map<string, number[]>();
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++)
      if (low !== 0x7f) bytes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Buffer.from([...text].flatMap(one => (one < '\x80' ? [one.charCodeAt(0)] : bytes.get(one)!)));
};

describe('a table in text', () => {
  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(joined(','))],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${joined(',')}`)],
    ['GBK', inGbk(joined(','))],
    ['UTF-16, as “Unicode text”', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(joined('\t'), 'utf16le')])],
    ['semicolons', Buffer.from(joined(';'))],
    ['tabs', Buffer.from(joined('\t'))],
    ['commas of a Chinese keyboard', Buffer.from(joined('，'))],
    ['a first line that says its separator', Buffer.from(`sep=;\r\n${joined(';')}`)],
    [
      'columns in another order',
      Buffer.from(
        joined(
          ',',
          table.map(row => row.toReversed()),
        ),
      ),
    ],
    [
      'thousands, full width, percent',
      Buffer.from(joined(';').replace(';1300', ';1,300').replace(';28', ';２８').replace(';97.5', ';97.5%')),
    ],
    ['full-width codes', Buffer.from(joined(',').replace('s1,2026-08,CLASSES', 'ｓ１,２０２６-０８,ＣＬＡＳＳＥＳ'))],
    [
      'months that Excel rewrote',
      Buffer.from(joined(',').replace('2026-08', 'Aug-26').replace('2026-08', '2026/8/1').replace('2026-08', '46235')),
    ],
    [
      'months as people write them',
      Buffer.from(
        joined(',').replace('2026-08', '2026年8月').replace('2026-08', '202608').replace('2026-08', '2026/8'),
      ),
    ],
  ])('is read right: %s', (_, bytes) => {
    expect(ofText(bytes)).toEqual({ cells: month, faults: [], notices: [] });
  });

  it('names the line, whatever stands between the rows', () => {
    const text = joined(',').replace(',28', ',二十八').replace('97.5', '"97\n.5"');
    expect(ofText(Buffer.from(text.replace('\r\n', '\r\n\r\n\r\n'))).faults).toEqual([
      '5:数值 not-a-number',
      '7:数值 not-a-number',
    ]);
    expect(ofText(Buffer.from(`sep=,\r\n${text.replace('"97\n.5"', '97.5')}`)).faults).toEqual(['4:数值 not-a-number']);
  });

  it('says that a day is no period, and which day it took it for', () => {
    const reading = readText(joined(',').replace('2026-08', '2026-08-15').replace('2026-08,C', '46249,C'));
    expect(understood(reading).faults).toEqual(['2:期 day-for-period', '3:期 day-for-period']);
    expect(periodWritten('46249')).toEqual({ day: '2026-08-15' });
    for (const none of ['2026-13', '八月', '', '12345', '2026-00', 'Foo-26', '2026.1'])
      expect(periodWritten(none)).toBeNull();
    for (const [written, code] of [
      ['2026年第三季度', '2026-Q3'],
      ['2026Q3', '2026-Q3'],
      ['2026w5', '2026-W05'],
      ['2026年', '2026'],
      ['2026-S1', '2026-S1'],
    ])
      expect(periodWritten(written!)).toMatchObject({ period: { code } });
  });
});

type Sheet = ExcelJS.Worksheet;
const bookOf = async (change: (sheet: Sheet) => void = () => undefined, name = '数据'): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(name);
  sheet.addRows(table);
  change(sheet);
  return new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer);
};
const ofBook = async (bytes: Uint8Array) => understood(await readValueSheet(bytes, 'zh-CN'));
const set =
  (cells: Record<string, ExcelJS.CellValue>, format: Record<string, string> = {}) =>
  (sheet: Sheet) => {
    for (const [at, value] of Object.entries(cells)) sheet.getCell(at).value = value;
    for (const [at, shown] of Object.entries(format)) sheet.getCell(at).numFmt = shown;
  };

describe('a workbook of rows', () => {
  it.each<[string, (sheet: Sheet) => void]>([
    ['as it should be', () => undefined],
    ['numbers as numbers', set({ E2: 1300, E3: 28, E4: 97.5 })],
    ['thousands, full width, percent as text', set({ E2: '1,300', E3: '２８', E4: '97.5％' })],
    ['a percentage that the sheet keeps as 0.975', set({ E4: 0.975 }, { E4: '0.0%' })],
    ['months that became days', set({ B2: new Date('2026-08-01'), B3: 46235, B4: 202608 }, { B2: 'mmm-yy' })],
    [
      'formulas with their results',
      set({ E2: { formula: '650*2', result: 1300 }, E4: { formula: '0.3*325', result: 97.50000000000001 } }),
    ],
    [
      '200,000 styled rows with nothing in them',
      sheet => {
        for (let row = 6; row < 200_006; row += 1) sheet.getCell(row, 1).style = { font: { bold: true } };
      },
    ],
  ])(
    'is read right: %s',
    async (_, change) => {
      expect(await ofBook(await bookOf(change))).toEqual({ cells: month, faults: [], notices: [] });
    },
    120_000,
  );

  it('is found under another name, and with its columns in another order, and says so', async () => {
    expect(await ofBook(await bookOf(undefined, '8月上报'))).toEqual({
      cells: month,
      faults: [],
      notices: ['8月上报 sheet-renamed'],
    });
    const turned = await bookOf(sheet => {
      sheet.spliceRows(1, 4);
      sheet.addRows(table.map(row => row.toReversed()));
    });
    expect((await ofBook(turned)).cells).toEqual(month);
  });

  it('reads hidden rows and says which', async () => {
    const hidden = await bookOf(sheet => {
      sheet.getRow(3).hidden = true;
    });
    expect(await ofBook(hidden)).toEqual({ cells: month, faults: [], notices: ['数据!3 hidden-rows'] });
  });

  it('takes a merged name for each of its rows, and no merged number for any', async () => {
    const names = await bookOf(sheet => sheet.mergeCells('A2:A4'));
    expect(await ofBook(names)).toEqual({ cells: month, faults: [], notices: ['数据!A2 merged-filled'] });
    const numbers = await bookOf(sheet => sheet.mergeCells('E2:E3'));
    expect((await ofBook(numbers)).faults).toEqual(['数据!E2 wrong-cell']);
  });

  it('names cells that hold no value', async () => {
    const bytes = await bookOf(set({ E2: { error: '#DIV/0!' }, E3: { formula: 'A1', result: undefined as never } }));
    expect((await ofBook(bytes)).faults).toEqual(['数据!E2 wrong-cell', '数据!E3 wrong-cell']);
  });

  it('that is none is refused as such', async () => {
    const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]);
    await expect(readValueSheet(old, 'zh-CN')).rejects.toMatchObject({ code: 'invalid-workbook' });
    const whole = unzipSync(await bookOf());
    const sheet = 'xl/worksheets/sheet1.xml';
    const cut = zipSync({ ...whole, [sheet]: strToU8(strFromU8(whole[sheet]!).slice(0, 400)) });
    await expect(readValueSheet(cut, 'zh-CN')).rejects.toMatchObject({ code: 'invalid-workbook' });
  });
});
