import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { writeDocument } from './document';
import type { DocumentModel } from './document-model';

const write = async (model: Partial<DocumentModel>) => {
  const bytes = await writeDocument({
    title: '工作要点',
    orientation: 'portrait',
    pageNumbers: true,
    blocks: [],
    ...model,
  });
  const parts = unzipSync(new Uint8Array(bytes));
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const styles = part('word/styles.xml');
  const style = (id: string) => styles.split('<w:style ').find(one => one.includes(`w:styleId="${id}"`)) ?? '';
  return { part, parts: Object.keys(parts), body: part('word/document.xml'), styles, style };
};

const paragraphs = (body: string) => body.match(/<w:p>.*?<\/w:p>/g) ?? [];
const textOf = (xml: string) => xml.replace(/<w:br\/>/g, '\n').replace(/<[^>]+>/g, '');

describe('writing a document by GB/T 9704-2012', () => {
  it('sets the page: A4, margins 37/35/28/26 mm, 22 lines of 28 characters', async () => {
    const { body } = await write({});
    expect(body).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>');
    expect(body).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(body).toContain('<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"/>');
  });

  it('turns the same sheet for landscape', async () => {
    const { body } = await write({ orientation: 'landscape' });
    expect(body).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>');
    expect(body).toMatch(/<w:pgMar w:top="1587" w:right="2098" w:bottom="1474" w:left="1984"/);
  });

  it('names the fonts and sizes of title, text and the four levels', async () => {
    const { body, styles, style } = await write({
      blocks: [1, 2, 3, 4].map(level => ({ kind: 'heading', level: level as 1, text: `第${level}层` })),
    });
    expect(style('Title')).toContain('w:eastAsia="方正小标宋简体"');
    expect(style('Title')).toContain('<w:sz w:val="44"/>');
    expect(styles).toContain('w:eastAsia="仿宋_GB2312"');
    expect(style('Normal')).toContain('<w:sz w:val="32"/>');
    const fonts = [1, 2, 3, 4].map(level => /w:eastAsia="([^"]+)"/.exec(style(`Heading${level}`))?.[1]);
    expect(fonts).toEqual(['黑体', '楷体_GB2312', '仿宋_GB2312', '仿宋_GB2312']);
    expect(styles.match(/w:ascii="(?!Times New Roman)/g)).toBeNull();
    for (const level of [1, 2, 3, 4]) expect(body).toContain(`<w:pStyle w:val="Heading${level}"/>`);
  });

  it('spaces lines exactly, 28.95 pt unless told otherwise, and indents text by two characters', async () => {
    const usual = await write({});
    expect(usual.style('BodyText')).toContain('w:line="579" w:lineRule="exact"');
    expect(usual.style('BodyText')).toContain('w:firstLineChars="200"');
    const wider = await write({ linePt: 30 });
    expect(wider.style('Normal')).toContain('w:line="600" w:lineRule="exact"');
    expect(wider.body).toContain('w:linePitch="600"');
  });

  it('numbers pages between dashes, odd ones right and even ones left', async () => {
    const { body, part, parts } = await write({});
    expect(part('word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
    const footer = (type: string) => {
      const id = new RegExp(`footerReference w:type="${type}" r:id="([^"]+)"`).exec(body)![1];
      const target = new RegExp(`<Relationship [^>]*Id="${id}"[^>]*>`).exec(part('word/_rels/document.xml.rels'))![0];
      return part(`word/${/Target="([^"]+)"/.exec(target)![1]}`);
    };
    expect(footer('default')).toContain('<w:jc w:val="right"/>');
    expect(footer('even')).toContain('<w:jc w:val="left"/>');
    expect(footer('default')).toContain('<w:sz w:val="28"/>');
    expect(textOf(footer('default'))).toBe('— PAGE —');
    expect(parts.filter(name => name.includes('footer') && !name.includes('rels'))).toHaveLength(2);
    expect((await write({ pageNumbers: false })).body).not.toContain('footerReference');
  });

  it('writes a table with ruled columns, a header on every page and short rows kept whole', async () => {
    const { body } = await write({
      orientation: 'landscape',
      blocks: [
        {
          kind: 'table',
          columns: [
            { header: '序号', width: 15, align: 'center' },
            { header: '工作任务', width: 285 },
          ],
          rows: [{ group: '一、重点工作' }, ['1', '新建幼儿园'], ['2', '很长的任务。'.repeat(200)], ['3']],
        },
      ],
    });
    const [header, group, short, long, last] = body.match(/<w:tr>.*?<\/w:tr>/g)!;
    expect(header).toContain('<w:tblHeader/>');
    expect(group).toContain('<w:gridSpan w:val="2"/>');
    expect(short).toContain('<w:cantSplit/>');
    expect(long).not.toMatch(/<w:cantSplit\/>/);
    expect(last!.match(/<w:tc>/g)).toHaveLength(2);
    // 300 mm asked for, 225 mm there are: both columns give way in proportion.
    expect(body).toContain('<w:gridCol w:w="638"/><w:gridCol w:w="12118"/>');
    expect(body).toMatch(/<w:insideV w:val="single"/);
    expect(body).toContain('<w:pStyle w:val="TableText12"/>');
  });

  it('opens with a red head and closes with the name centred over the date', async () => {
    const { body } = await write({
      title: '云川市教育局\n关于报送进展的通知',
      redHead: { issuer: '云川市教育局文件', number: '云教〔2026〕38号' },
      blocks: [
        { kind: 'paragraph', role: 'addressee', text: '各县（市、区）教育局：' },
        { kind: 'paragraph', text: '第一段。\n第二段。' },
        { kind: 'signature', body: '云川市教育局', date: '2026年9月28日' },
        { kind: 'note', text: '（此件公开发布）' },
        { kind: 'paragraph', role: 'attachment', text: '附件1' },
      ],
    });
    const all = paragraphs(body);
    expect(all.map(textOf).filter(Boolean)).toEqual([
      '云川市教育局文件',
      '云教〔2026〕38号',
      '云川市教育局\n关于报送进展的通知',
      '各县（市、区）教育局：',
      '第一段。',
      '第二段。',
      '云川市教育局',
      '2026年9月28日',
      '（此件公开发布）',
      '附件1',
    ]);
    expect(body).not.toMatch(/<w:r>(?:(?!<\/w:r>).)*<w:r>/);
    const find = (text: string) => all.find(one => textOf(one) === text)!;
    expect(find('云川市教育局文件')).toContain('<w:color w:val="FF0000"/>');
    expect(find('云教〔2026〕38号')).toMatch(/<w:bottom w:val="single" w:color="FF0000"/);
    expect(find('各县（市、区）教育局：')).not.toContain('BodyText');
    expect(find('2026年9月28日')).toContain('<w:ind w:right="1280"/>');
    expect(Number(/<w:ind w:right="(\d+)"/.exec(find('云川市教育局'))![1])).toBeGreaterThan(1280);
    expect(find('附件1')).toContain('<w:pageBreakBefore/>');
  });

  it('carries any text without breaking the file', async () => {
    const { body } = await write({ blocks: [{ kind: 'paragraph', text: '<w:p>&"\u0000\u000b\ud800“双减”\r\n]]>' }] });
    expect(body).toContain('&lt;w:p&gt;&amp;');
    expect(body).not.toMatch(/[^\P{Cc}\n]|\p{Surrogate}/u);
    expect(textOf(body)).toContain('\ufffd“双减”');
  });
});
