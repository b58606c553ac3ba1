import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { documentLimits } from '../readers/limits';
import { readDocument } from '../readers/read-document';
import { cellsOf, damaged, readOrRefuse, textOf } from './reading';

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`;

/** A workbook of the rows of a sheet, as XML. */
const xlsx = (rows: string, extra: Record<string, string | Uint8Array> = {}): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        '_rels/.rels': `<Relationships>${relation('a', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
        'xl/workbook.xml':
          '<workbook><sheets><sheet name="分解表" r:id="s1"/><sheet name="选项" state="hidden" r:id="s2"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels': `<Relationships>${relation('s1', 'worksheet', 'worksheets/sheet1.xml')}${relation('s2', 'worksheet', 'worksheets/sheet2.xml')}${relation('t', 'sharedStrings', 'sharedStrings.xml')}${relation('f', 'styles', 'styles.xml')}</Relationships>`,
        'xl/sharedStrings.xml':
          '<sst><si><t>任务</t></si><si><r><t>建</t></r><r><t>园</t></r><rPh><t>jian</t></rPh></si></sst>',
        'xl/styles.xml':
          '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="170"/><xf numFmtId="58"/></cellXfs></styleSheet>',
        'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData><mergeCells><mergeCell ref="A3:A4"/></mergeCells></worksheet>`,
        'xl/worksheets/sheet2.xml':
          '<worksheet><sheetData><row><c t="str"><v>看不见</v></c></row></sheetData></worksheet>',
        ...extra,
      }).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content]),
    ),
  );

const ROWS = `
<row r="1"><c r="A1" t="inlineStr"><is><t>2026年分解表</t></is></c></row>
<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="str"><v>时限</v></c><c t="str"><v>比例</v></c></row>
<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>46203</v></c><c r="C3" s="2"><v>0.965</v></c></row>
<row r="4"><c r="B4" s="3"><v>46203</v></c><c r="C4"><v>0.30000000000000004</v></c><c r="D4" s="4"><v>46203</v></c></row>
<row r="5"><c r="A5" t="str"><v>注：按月报送</v></c></row>`;

describe('workbooks', () => {
  it('have their values as people read them, and the cells of their tables', async () => {
    const source = await readDocument(xlsx(ROWS), 'a.xlsx');
    expect(cellsOf(source)).toEqual([
      '2.1 任务',
      '2.2 时限',
      '2.3 比例',
      '3.1 (2×1) 建园',
      '3.2 2026年6月30日',
      '3.3 96.5%',
      '4.2 2026年6月',
      '4.3 0.3',
      '4.4 6月30日',
    ]);
    const others = source.marks.filter(({ place }) => place.kind !== 'cell');
    expect(others.map(({ start, end, place }) => `${place.kind} ${source.text.slice(start, end)}`)).toEqual([
      'header 分解表',
      'paragraph 2026年分解表',
      'paragraph 注：按月报送',
    ]);
  });

  const bomb = new Uint8Array(documentLimits.unpackedBytes + 1);
  it.each<[string, Uint8Array, string]>([
    ['without a value', xlsx(''), 'empty-document'],
    ['with a broken sheet', xlsx('<row><c>'), 'unreadable-document'],
    ['with a foreign entity', xlsx('<row><c t="str"><v>&x;</v></c></row>'), 'unreadable-document'],
    ['with a bomb', xlsx(ROWS, { 'xl/sharedStrings.xml': bomb }), 'too-large'],
  ])('%s are refused', async (_, bytes, code) => {
    expect(await textOf(bytes, 'a.xlsx')).toBe(code);
  });

  it('that point far away or nowhere are read for what they hold', async () => {
    const rows =
      '<row r="999999999"><c r="ZZZZ9" t="s"><v>99999</v></c><c r="A1048576" t="str"><v>甲</v></c><c r="XFD1" t="str"><v>乙</v></c></row>';
    expect(await textOf(xlsx(rows), 'a.xlsx')).toBe('分解表\n甲\n乙');
  });

  it('never fail otherwise, whatever is damaged', async () => {
    for (const copy of damaged(xlsx(ROWS), 100)) await readOrRefuse(copy, 'a.xlsx');
  });
});

describe('tables as text', () => {
  it.each([
    ['a.csv', '序号,任务\r\n1,"建园,""优质"""\n2,甲\n'],
    ['a.csv', '\ufeff序号;任务\n1;"建园,""优质"""\n2;甲'],
    ['a.tsv', '序号\t任务\n1\t"建园,""优质"""\n2\t甲'],
  ])('are read from %s', async (name, written) => {
    const source = await readDocument(new TextEncoder().encode(written), name);
    expect(cellsOf(source)).toEqual(['1.1 序号', '1.2 任务', '2.1 1', '2.2 建园,"优质"', '3.1 2', '3.2 甲']);
  });

  it('are read however they are quoted', async () => {
    expect(await textOf('a,"b\nc', 'a.csv')).toBe('a\nb\nc');
    expect(await textOf('"a"b"c",d"', 'a.csv')).toEqual(expect.any(String));
    expect(await textOf('""""'.repeat(50_000), 'a.csv')).toEqual(expect.any(String));
  });
});
