import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanFileName } from './evidence-kinds';
import { judgeFile } from './judge-file';

const folder = await mkdtemp(join(tmpdir(), 'luoshi-test-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const text = (content: string) => new TextEncoder().encode(content);
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

const judge = async (name: string, content: Uint8Array): Promise<string> => {
  const path = join(folder, 'file');
  await writeFile(path, content);
  try {
    const judged = await judgeFile(path, name);
    return `${judged.name} ${judged.mediaType}`;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 0x10], 'JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9]);
const docx = zipSync({
  '[Content_Types].xml': text(
    '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  ),
  'word/document.xml': text('<w:document/>'),
});
const ofd = zipSync({ 'OFD.xml': text('<ofd:OFD/>'), 'Doc_0/Document.xml': text('<a/>') });
const program = bytes('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0', new Array(64).fill(0), 'PE\0\0');
const gb18030 = Buffer.from([0xc8, 0xab, 0xca, 0xd0, 0xbd, 0xcc, 0xd3, 0xfd, 0x0d, 0x0a]);

describe('what an office hands in', () => {
  it.each([
    ['开工照片.jpg', jpeg, '开工照片.jpg image/jpeg'],
    ['纪要.docx', docx, '纪要.docx application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['公文.ofd', ofd, '公文.ofd application/ofd'],
    ['报表.pdf', bytes('%PDF-1.7\n\0\0'), '报表.pdf application/pdf'],
    [
      '老文件.doc',
      bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], new Array(600).fill(0)),
      '老文件.doc application/x-cfb',
    ],
    ['说明.txt', text('全市教育工作要点'), '说明.txt text/plain'],
    ['老说明.txt', gb18030, '老说明.txt text/plain'],
    ['BM25.txt', text('BM25 is a ranking function'), 'BM25.txt text/plain'],
    ['网页另存.doc', text('<html><body>工作要点</body></html>'), '网页另存.doc text/html'],
    ['材料.zip', zipSync({ 'a.txt': text('a') }), '材料.zip application/zip'],
  ])('%s is taken', async (name, content, judged) => {
    expect(await judge(name, content)).toBe(judged);
  });

  it('a picture under the name of another kind of picture goes by what it is', async () => {
    expect(await judge('开工照片.png', jpeg)).toBe('开工照片.png image/jpeg');
  });

  it('a name that says nothing gets the extension of its content', async () => {
    expect(await judge('开工照片', jpeg)).toBe('开工照片.jpg image/jpeg');
    expect(await judge('通知.2026年', docx)).toMatch(/^通知\.2026年\.docx /);
    expect(await judge('清理.bat', text('del /q *.*'))).toBe('清理.bat.txt text/plain');
  });
});

describe('what it does not', () => {
  it.each([
    ['程序.exe', program, 'file-not-allowed'],
    ['照片.jpg', program, 'file-not-allowed'],
    ['照片.jpg', text('<script>alert(1)</script>'), 'file-contradiction'],
    ['照片.png', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'file-contradiction'],
    ['名单.xlsx', text('a,b\n1,2'), 'file-contradiction'],
    ['照片.docx', jpeg, 'file-contradiction'],
    ['报表.pdf', zipSync({ 'a.txt': text('a') }), 'file-contradiction'],
    ['程序', bytes('\x7fELF\x02\x01\x01', new Array(64).fill(0)), 'file-not-allowed'],
    ['随机.txt', bytes([0, 1, 2, 3, 250, 251, 252, 7]), 'file-not-allowed'],
  ])('%s is refused', async (name, content, code) => {
    expect(await judge(name, content)).toBe(code);
  });
});

describe('a name', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\材料\\附件 1.pdf', '附件 1.pdf'],
    ['报告\u202egpj.exe', '报告gpj.exe'],
    ['a\u0000b\r\n.txt', 'ab.txt'],
    ['..', '_'],
    ['<img src=x>.txt', '_img src=x_.txt'],
    [`${'长'.repeat(300)}.pdf`, `${'长'.repeat(196)}.pdf`],
  ])('%j becomes %j', (given, clean) => {
    expect(cleanFileName(given)).toBe(clean);
  });
});
