import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compound } from './compound';
import { cellsOf, damaged, readOrRefuse, textOf } from './reading';

const example = readFileSync(resolve(import.meta.dirname, '../../../examples/formats/yunchuan-2026.doc'));

type Said = Array<[code: number, value: number[]]>;

/** A document of Word 97: paragraphs (the sign that ends each belongs to it) and what is said of them. */
const doc = (paragraphs: Array<[text: string, said?: Said]>, { flags = 0, version = 0xc1 } = {}): Uint8Array => {
  const text = paragraphs.map(([said]) => said).join('');
  const main = new DataView(new ArrayBuffer(8192));
  const table = new DataView(new ArrayBuffer(4096));
  const TEXT_AT = 2048;
  const PAGE = 6144;
  main.setUint16(0, 0xa5ec, true);
  main.setUint16(2, version, true);
  main.setUint16(0x0a, flags, true);
  main.setUint32(0x4c, text.length, true);
  for (let at = 0; at < text.length; at += 1) main.setUint16(TEXT_AT + at * 2, text.charCodeAt(at), true);
  // The pieces: one, of wide characters.
  table.setUint8(0, 2);
  table.setUint32(1, 16, true);
  table.setUint32(9, text.length, true);
  table.setUint32(15, TEXT_AT, true);
  main.setUint32(0x1a6, 21, true);
  // The page of paragraph properties.
  main.setUint32(0x102, 100, true);
  main.setUint32(0x106, 12, true);
  table.setUint32(104, 0xffff, true);
  table.setUint32(108, PAGE / 512, true);
  main.setUint8(PAGE + 511, paragraphs.length);
  let [at, words] = [TEXT_AT, 480];
  for (const [index, [written, said = []]] of paragraphs.entries()) {
    main.setUint32(PAGE + index * 4, at, true);
    at += written.length * 2;
    main.setUint32(PAGE + index * 4 + 4, at, true);
    const bytes = said.flatMap(([code, value]) => [code & 255, code >> 8, ...value]);
    if (bytes.length % 2 === 0) bytes.push(0);
    words -= bytes.length + 3;
    main.setUint8(PAGE + (paragraphs.length + 1) * 4 + index * 13, words / 2);
    main.setUint8(PAGE + words, (bytes.length + 3) / 2);
    for (const [place, byte] of bytes.entries()) main.setUint8(PAGE + words + 3 + place, byte);
  }
  // No character properties, no lists.
  main.setUint32(0xfe, 4, true);
  return compound({ WordDocument: new Uint8Array(main.buffer), '0Table': new Uint8Array(table.buffer) });
};

const CELL: Said = [[0x2416, [1]]];
const ROW: Said = [
  [0x2416, [1]],
  [0x2417, [1]],
];

describe('old Word documents', () => {
  it('have paragraphs, line ends, and fields as they are shown', async () => {
    const read = await textOf(doc([['一、扩容\r'], ['新建\x0b幼儿园\r'], ['第\x13 PAGE \x142\x15页\r']]), 'a.doc');
    expect(read).toBe('一、扩容\n新建\n幼儿园\n第2页');
  });

  it('have tables', async () => {
    const rows: Array<[string, Said]> = [
      ['序号\x07', CELL],
      ['任务\x07', CELL],
      ['\x07', ROW],
      ['1\x07', CELL],
      ['建园\r', CELL],
      ['12所\x07', CELL],
      ['\x07', ROW],
    ];
    const read = await readOrRefuse(doc([['分解表\r'], ...rows, ['说明\r']]), 'a.doc');
    expect(typeof read === 'string' ? read : cellsOf(read)).toEqual([
      '1.1 序号',
      '1.2 任务',
      '2.1 1',
      '2.2 建园\n12所',
    ]);
    expect(typeof read === 'string' ? read : read.text).toBe('分解表\n序号\n任务\n1\n建园\n12所\n说明');
  });

  it.each<[string, Uint8Array, string]>([
    ['an encrypted one', doc([['甲\r']], { flags: 0x0100 }), 'encrypted-document'],
    ['one of Word 95', doc([['甲\r']], { version: 0x65 }), 'unsupported-document'],
    ['an empty one', doc([['\r']]), 'empty-document'],
    ['an encrypted .docx', compound({ EncryptedPackage: new Uint8Array(8) }), 'encrypted-document'],
    ['an old workbook', compound({ Workbook: new Uint8Array(8) }), 'unsupported-document'],
    ['one without its table', compound({ WordDocument: new Uint8Array(4096) }), 'unreadable-document'],
    ['one that is cut off', example.subarray(0, 3000), 'unreadable-document'],
  ])('%s is refused', async (_, bytes, code) => {
    expect(await textOf(bytes, 'a.doc')).toBe(code);
  });

  it('whose chains lead in a circle end', async () => {
    const bytes = doc([['甲\r']]);
    const view = new DataView(bytes.buffer);
    for (let sector = 8; sector < 40; sector += 1) view.setUint32(512 + sector * 4, sector, true);
    expect(await textOf(bytes, 'a.doc')).toEqual(expect.any(String));
  });

  it('never fail otherwise, whatever is damaged', async () => {
    for (const copy of damaged(example, 60)) await readOrRefuse(copy, 'a.doc');
    for (const copy of damaged(doc([['甲\r'], ['乙\r']]), 60)) await readOrRefuse(copy, 'a.doc');
  });
});
