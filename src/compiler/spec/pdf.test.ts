import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cellsOf, damaged, readOrRefuse, textOf } from './reading';

type Placed = [x: number, y: number, text: string, size?: number];

const hex = (text: string): string => [...text].map(sign => sign.charCodeAt(0).toString(16).padStart(4, '0')).join('');

const show = ([x, y, text, size = 16]: Placed): string => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${hex(text)}> Tj ET`;

const FONT =
  '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 >> >>] >>';
const NAMELESS =
  '<< /Type /Font /Subtype /Type0 /BaseFont /Nameless /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Nameless /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /Nameless /Flags 4 >> >>] >>';

/** A PDF of pages, each the commands that draw it. */
const pdf = (pages: string[], { font = FONT, trailer = '' } = {}): Uint8Array => {
  const kids = pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    font,
    ...pages.flatMap((commands, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + at * 2} 0 R >>`,
      `<< /Length ${commands.length} >>\nstream\n${commands}\nendstream`,
    ]),
  ];
  let file = '%PDF-1.7\n';
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map(place => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(file);
};

const draw = (...placed: Placed[]): string => placed.map(show).join('\n');
// Thirty characters of 16 points make a line from 60 to 540.
const full = (begin: string): string => begin.padEnd(30, '办好家门口的每一所学校');

describe('PDFs', () => {
  it('have their lines put together, by indent, line end and label, over the end of a page', async () => {
    const first = draw(
      [180, 780, '云川市教育局2026年工作要点', 22],
      [92, 720, full('1.建园。').slice(0, 28)],
      [60, 690, full('续')],
      [60, 660, '到年底。'],
      [92, 630, full('2.改造。').slice(0, 28)],
      [60, 600, `${full('续').slice(0, 29)}。`],
      [60, 570, full('3.培训。')],
      [280, 40, '— 1 —', 14],
    );
    const second = draw([60, 720, '续完了。'], [92, 690, '4.总结。'], [280, 40, '— 2 —', 14]);
    const text = await textOf(pdf([first, second]), 'a.pdf');
    expect(text.split('\n')).toEqual([
      '云川市教育局2026年工作要点',
      `${full('1.建园。').slice(0, 28)}${full('续')}到年底。`,
      `${full('2.改造。').slice(0, 28)}${full('续').slice(0, 29)}。`,
      `${full('3.培训。')}续完了。`,
      '4.总结。',
      '—1—',
      '—2—',
    ]);
  });

  it('name characters by radicals that look like them', async () => {
    expect(await textOf(pdf([draw([60, 700, '⼀、⾷堂⻚⾯'])]), 'a.pdf')).toBe('一、食堂页面');
  });

  it('have tables between lines, with merged cells and the lines of a cell put together', async () => {
    const rules = [700, 660, 600, 560]
      .map(y => `${y === 600 ? 160 : 60} ${y} m 460 ${y} l S`)
      .concat([60, 160, 340, 460].map(x => `${x} 560 m ${x} 700 l S`))
      .join('\n');
    const words = draw(
      [64, 675, '类别'],
      [164, 675, '任务'],
      [344, 675, '单位'],
      [64, 620, '扩容'],
      [164, 640, '新建幼儿园十二所其'],
      [164, 615, '中公办十所'],
      [344, 630, '教育局'],
      [164, 575, '改造'],
      [344, 575, '住建局'],
    );
    const read = await readOrRefuse(pdf([`${rules}\n${words}\n${draw([60, 500, '说明。'])}`]), 'a.pdf');
    expect(typeof read === 'string' ? read : cellsOf(read)).toEqual([
      '1.1 类别',
      '1.2 任务',
      '1.3 单位',
      '2.1 (2×1) 扩容',
      '2.2 新建幼儿园十二所其中公办十所',
      '2.3 教育局',
      '3.2 改造',
      '3.3 住建局',
    ]);
  });

  it('have tables without lines, where columns stay clear of each other', async () => {
    const words = draw(
      [60, 700, '序号'],
      [130, 700, '工作任务'],
      [400, 700, '责任单位'],
      [70, 670, '1'],
      [120, 670, '新建幼儿园十二所其中公'],
      [120, 645, '办十所。'],
      [400, 670, '教育局'],
      [70, 610, '2'],
      [120, 610, '改造厕所四十座。'],
      [400, 610, '住建局'],
      [60, 560, full('以上任务由办公室督办，')],
    );
    const read = await readOrRefuse(pdf([words]), 'a.pdf');
    expect(typeof read === 'string' ? read : cellsOf(read)).toEqual([
      '1.1 序号',
      '1.2 工作任务',
      '1.3 责任单位',
      '2.1 1',
      '2.2 新建幼儿园十二所其中公办十所。',
      '2.3 教育局',
      '3.1 2',
      '3.2 改造厕所四十座。',
      '3.3 住建局',
    ]);
  });

  it('say which pages cannot be read: pictures of text, and fonts that do not name their characters', async () => {
    const picture = '60 60 400 700 re f';
    const read = await readOrRefuse(pdf([draw([60, 700, '一、扩容']), picture]), 'a.pdf');
    expect(typeof read === 'string' ? read : read.unread).toEqual([{ at: 0, what: '第2页' }]);
    expect(await textOf(pdf([picture]), 'a.pdf')).toBe('scanned-document');
    const shapes = draw([60, 700, '\u0231\u0178\u0245\u01f0\u0190\u0250\u0261']);
    expect(await textOf(pdf([shapes], { font: NAMELESS }), 'a.pdf')).toBe('scanned-document');
  });

  it.each<[string, Uint8Array, string]>([
    [
      'with a password',
      pdf([draw([60, 700, '甲'])], {
        trailer: `/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`,
      }),
      'encrypted-document',
    ],
    ['without anything', pdf(['']), 'empty-document'],
    ['that are none', new TextEncoder().encode('%PDF-1.4\nnothing'), 'unreadable-document'],
  ])('%s are refused', async (_, bytes, code) => {
    expect(await textOf(bytes, 'a.pdf')).toBe(code);
  });

  it('that draw a great deal end soon', async () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `${at % 500} ${at % 700} m ${at % 500} 800 l S`).join('\n');
    expect(await textOf(pdf([`${lines}\n${draw([60, 700, '一、扩容'])}`]), 'a.pdf')).toBe('一、扩容');
    const grid = Array.from(
      { length: 1200 },
      (_, at) => `0 ${at / 2} m 590 ${at / 2} l S ${at / 2} 0 m ${at / 2} 800 l S`,
    );
    expect(await textOf(pdf([`${grid.join('\n')}\n${draw([60, 700, '甲'])}`]), 'a.pdf')).toBe('甲');
  });

  it('never fail otherwise, whatever is damaged', async () => {
    for (const copy of damaged(pdf([draw([60, 700, '一、扩容'])]), 40)) await readOrRefuse(copy, 'a.pdf');
    const example = readFileSync(resolve(import.meta.dirname, '../../../examples/formats/canteen-2026.pdf'));
    for (const copy of damaged(example, 5)) await readOrRefuse(copy, 'a.pdf');
  });
});
