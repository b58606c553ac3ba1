import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../kernel/refusal';
import { compile } from '../compile';
import { documentLimits } from '../readers/limits';
import { readDocument } from '../readers/read-document';
import { cellsOf, damaged, readOrRefuse } from './reading';

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const paragraph = (text: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const listed = (text: string, level: number): string =>
  paragraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`);
const level = (index: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const relations = (...parts: string[]): string =>
  `<Relationships>${parts.map(part => `<Relationship Id="r" Type="http://x/${part.replace(/\d*\.xml$/, '')}" Target="${part}"/>`).join('')}</Relationships>`;

const docx = (body: string, extra: Record<string, string> = {}): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        'word/document.xml': `<w:document ${WORD}><w:body>${body}</w:body></w:document>`,
        'word/numbering.xml': `<w:numbering ${WORD}><w:abstractNum w:abstractNumId="0">${level(0, 'chineseCounting', '%1、')}${level(1, 'decimal', '%2.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
        'word/_rels/document.xml.rels': relations('numbering.xml', 'footer1.xml'),
        'word/footer1.xml': `<w:ftr ${WORD}>${paragraph('内部资料')}</w:ftr>`,
        ...extra,
      }).map(([name, content]) => [name, strToU8(content)]),
    ),
  );

const refusalOf = async (bytes: Uint8Array, name = 'a.docx'): Promise<string> => {
  try {
    await readDocument(bytes, name);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'read';
};

describe('Word documents', () => {
  it('writes out the numbers that Word makes itself', async () => {
    const { text } = await readDocument(
      docx(listed('甲', 0) + listed('乙', 1) + listed('丙', 1) + listed('丁', 0) + listed('戊', 1)),
      'a.docx',
    );
    expect(text.split('\n')).toEqual(['一、甲', '1. 乙', '2. 丙', '二、丁', '1. 戊', '内部资料']);
  });

  it('takes tracked changes as accepted, and text boxes along', async () => {
    const changed =
      '<w:p><w:r><w:t>新增</w:t></w:r><w:del><w:r><w:delText>5</w:delText></w:r></w:del><w:ins><w:r><w:t>8</w:t></w:r></w:ins><w:r><w:t>所</w:t></w:r>' +
      `<w:r><w:txbxContent>${paragraph('框里的字')}</w:txbxContent></w:r></w:p>`;
    expect((await readDocument(docx(changed), 'a.docx')).text).toBe('新增8所\n框里的字\n内部资料');
  });

  it.each<[string, string, string]>([
    [
      'moved text, where it is now',
      '<w:moveFrom><w:p><w:r><w:t>旧处</w:t></w:r></w:p></w:moveFrom><w:p><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>',
      '新处',
    ],
    [
      'paragraphs whose division was deleted, as one',
      `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>${paragraph('后半')}`,
      '前半后半',
    ],
    [
      'no hidden text',
      '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏着</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>看见</w:t></w:r></w:p>',
      '看见',
    ],
    [
      'content controls',
      `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${paragraph('控件里的字')}</w:sdtContent></w:sdt>`,
      '控件里的字',
    ],
    [
      'a table within a cell as lines of the cell',
      `<w:tbl><w:tr><w:tc>${paragraph('甲')}<w:tbl><w:tr><w:tc>${paragraph('内一')}</w:tc><w:tc>${paragraph('内二')}</w:tc></w:tr></w:tbl></w:tc><w:tc>${paragraph('乙')}</w:tc></w:tr></w:tbl>`,
      '甲\n内一\n内二\n乙',
    ],
    [
      'a frame around text as text',
      `<w:tbl><w:tr><w:tc>${paragraph('甲')}${paragraph('乙')}</w:tc></w:tr></w:tbl>`,
      '甲\n乙',
    ],
  ])('reads %s', async (_, body, wanted) => {
    expect((await readDocument(docx(body), 'a.docx')).text).toBe(`${wanted}\n内部资料`);
  });

  it('places merged cells', async () => {
    const cell = (text: string, properties = ''): string =>
      `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text)}</w:tc>`;
    const table = `<w:tbl><w:tr>${cell('类别', '<w:vMerge w:val="restart"/>')}${cell('任务', '<w:gridSpan w:val="2"/>')}</w:tr><w:tr>${cell('', '<w:vMerge/>')}${cell('甲')}${cell('乙')}</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${cell('丙')}${cell('丁')}</w:tr></w:tbl>`;
    expect(cellsOf(await readDocument(docx(table), 'a.docx'))).toEqual([
      '1.1 (2×1) 类别',
      '1.2 (1×2) 任务',
      '2.2 甲',
      '2.3 乙',
      '3.2 丙',
      '3.3 丁',
    ]);
  });

  it('tells of a file within the file that it does not read', async () => {
    const chunk = {
      'word/_rels/document.xml.rels':
        '<Relationships><Relationship Id="c" Type="http://x/aFChunk" Target="part.html"/></Relationships>',
    };
    expect((await readDocument(docx(paragraph('甲'), chunk), 'a.docx')).unread).toEqual([
      { at: 0, what: 'word/part.html' },
    ]);
  });

  it('asks nothing of the outside', async () => {
    const outside = {
      'word/_rels/document.xml.rels':
        '<Relationships><Relationship Id="c" Type="http://x/footer" TargetMode="External" Target="http://127.0.0.1:9/x.xml"/></Relationships>',
    };
    expect((await readDocument(docx(paragraph('甲'), outside), 'a.docx')).text).toBe('甲');
  });

  it('reads a task table: a row is an item, its columns say who and when', async () => {
    const row = (...cells: string[]): string =>
      `<w:tr>${cells.map(cell => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`;
    const group = `<w:tr><w:tc><w:tcPr><w:gridSpan w:val="4"/></w:tcPr>${paragraph('一、扩容')}</w:tc></w:tr>`;
    const table = `<w:tbl>${row('序号', '工作任务', '牵头单位', '完成时限')}${group}${row('1', '新建幼儿园12所。', '教育局', '6月底前')}${row('2', '改造厕所40座。', '住建局', '年底前')}</w:tbl>`;
    const plan = compile(await readDocument(docx(paragraph('2026年任务分解表') + table), 'a.docx'));
    const items = plan.nodes.filter(({ kind }) => kind === 'item');
    expect(items.map(({ number, heading }) => [number, heading])).toEqual([
      ['1', '新建幼儿园12所'],
      ['2', '改造厕所40座'],
    ]);
    expect(items.map(({ responsibilities }) => responsibilities.map(({ role, name }) => `${role} ${name}`))).toEqual([
      ['lead 教育局'],
      ['lead 住建局'],
    ]);
    expect(items.map(({ deadlines }) => deadlines.map(({ end }) => end))).toEqual([['2026-06-30'], ['2026-12-31']]);
  });

  it('tells cells and footers by their place', async () => {
    const { marks } = await readDocument(
      docx(`<w:tbl><w:tr><w:tc>${paragraph('甲')}</w:tc><w:tc>${paragraph('乙')}</w:tc></w:tr></w:tbl>`),
      'a.docx',
    );
    expect(marks.map(({ place }) => (place.kind === 'cell' ? `${place.row}.${place.column}` : place.kind))).toEqual([
      '1.1',
      '1.2',
      'footer',
    ]);
  });
});

describe('damaged Word documents', () => {
  it('are read or refused, and nothing else', async () => {
    const bytes = docx(listed('甲', 0) + paragraph('乙'));
    for (const copy of damaged(bytes, 100)) expect(await readOrRefuse(copy, 'a.docx')).toBeTruthy();
    const deep = '<w:tbl><w:tr><w:tc>'.repeat(3000) + paragraph('甲') + '</w:tc></w:tr></w:tbl>'.repeat(3000);
    expect(await readOrRefuse(docx(deep), 'a.docx')).toBeTruthy();
  });
});

describe('text files', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode('教育局要点')],
    ['UTF-8 with a mark', new TextEncoder().encode('\ufeff教育局要点')],
    ['GB18030', Uint8Array.from([0xbd, 0xcc, 0xd3, 0xfd, 0xbe, 0xd6, 0xd2, 0xaa, 0xb5, 0xe3])],
    ['UTF-16 with a mark', Uint8Array.from(Buffer.from('\ufeff教育局要点', 'utf16le'))],
  ])('are read in %s', async (_, bytes) => {
    expect((await readDocument(bytes, 'a.txt')).text).toBe('教育局要点');
  });
});

describe('text files as they are found', () => {
  it('are read in UTF-16 without a mark, told by line ends and digits', async () => {
    const written = '教育局要点\r\n1.建园\f2.改造\r\n';
    expect((await readDocument(Uint8Array.from(Buffer.from(written, 'utf16le')), 'a.txt')).text).toBe(written);
  });

  it('are read with a few bytes damaged, and say so', async () => {
    const bytes = new TextEncoder().encode('教育局要点'.repeat(50));
    bytes[301] = 0xff;
    const { text, unread } = await readDocument(bytes, 'a.txt');
    expect(text.startsWith('教育局要点'.repeat(19))).toBe(true);
    expect(unread.length).toBe(1);
  });
});

describe('what is no readable document', () => {
  const bomb = zipSync({ 'word/document.xml': new Uint8Array(documentLimits.unpackedBytes + 1) }, { level: 9 });
  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'empty-document'],
    ['blanks', strToU8(' \n '), 'empty-document'],
    ['a broken PDF', strToU8('%PDF-1.7'), 'unreadable-document'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'unsupported-document'],
    ['bytes', Uint8Array.from({ length: 400 }, (_, index) => (index * 7) % 32), 'unsupported-document'],
    ['another archive', zipSync({ 'a.txt': strToU8('a') }), 'unsupported-document'],
    ['a cut-off archive', docx(paragraph('甲')).slice(0, 300), 'unreadable-document'],
    ['broken XML', docx('<w:p><w:r>'), 'unreadable-document'],
    ['an entity', docx('<w:p><w:r><w:t>&bomb;</w:t></w:r></w:p>'), 'unreadable-document'],
    ['a zip bomb', bomb, 'too-large'],
    ['a cut-off compound file', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 1, 1, 1]), 'unreadable-document'],
  ])('%s is refused', async (_, bytes, code) => {
    expect(await refusalOf(bytes)).toBe(code);
  });
});
