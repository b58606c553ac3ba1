import { describe, expect, it } from 'vitest';
import { readDocument } from '../readers/read-document';
import { cellsOf, textOf } from './reading';

const read = (body: string) =>
  readDocument(new TextEncoder().encode(`<!DOCTYPE html><html><body>${body}</body></html>`), 'a.html');
const lines = async (body: string): Promise<string[]> => (await read(body)).text.split('\n');

describe('web pages', () => {
  it.each<[string, string, string[]]>([
    ['nested spans', '<p><span>1.<b>编</b></span><span>规划。</span></p>', ['1.编规划。']],
    ['<br> for paragraphs', '<div>一、扩容<br>1.建园<br/>2.改造</div>', ['一、扩容', '1.建园', '2.改造']],
    ['blanks of the source', '<p>\n  新建\n  幼儿园 A B\n</p>', ['新建幼儿园 A B']],
    ['indents', '<p>&nbsp;&nbsp;新建</p><p>　　改造</p>', ['\u00a0\u00a0新建', '　　改造']],
    ['numbered lists', '<ol start="3"><li>甲<li><p>乙</p><li value="9">丙</ol>', ['3. 甲', '4. 乙', '9. 丙']],
    ['lists with typed numbers', '<ol><li>1.甲</li><li>2.乙</li></ol>', ['1.甲', '2.乙']],
    [
      'what is not seen',
      '<p>甲</p><script>1.乙</script><style>丙</style><p hidden>丁</p><p style="display:none">戊</p>',
      ['甲'],
    ],
    ['unclosed tags', '<div><p>甲<p>乙<table><tr><td>丙', ['甲', '乙', '丙']],
    ['a table as frame', '<table><tr><td><p>甲</p><p>乙</p></td></tr></table>', ['甲', '乙']],
  ])('%s', async (_, body, wanted) => {
    expect(await lines(body)).toEqual(wanted);
  });

  it('have tables with merged cells', async () => {
    const table =
      '<table><tr><th>类别</th><th>任务</th><th>单位</th></tr><tr><td rowspan="2">扩容</td><td>建园</td><td>教育局</td></tr><tr><td colspan="2">改造</td></tr></table>';
    expect(cellsOf(await read(table))).toEqual([
      '1.1 类别',
      '1.2 任务',
      '1.3 单位',
      '2.1 (2×1) 扩容',
      '2.2 建园',
      '2.3 教育局',
      '3.2 (1×2) 改造',
    ]);
  });

  it('set navigation aside, by its tag, by its name, or as a run of links', async () => {
    const { text, marks } = await read(
      '<nav>栏目</nav><div class="crumbs">当前位置</div><a>首页</a><br><a>机构</a><br><a>公开</a><p>正文一段，写得比较长，说的是今年要办的事情。</p>',
    );
    expect(marks.map(({ start, end, place }) => `${place.kind} ${text.slice(start, end)}`)).toEqual([
      'note 栏目',
      'note 当前位置',
      'note 首页',
      'note 机构',
      'note 公开',
      'paragraph 正文一段，写得比较长，说的是今年要办的事情。',
    ]);
  });

  it('are read in the charset that they declare', async () => {
    const page = Buffer.concat([
      Buffer.from('<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>'),
      Uint8Array.from([0xbd, 0xcc, 0xd3, 0xfd, 0xbe, 0xd6]),
      Buffer.from('</body></html>'),
    ]);
    expect(await textOf(page, 'a.doc')).toBe('教育局');
  });

  it('that are hostile end soon', async () => {
    expect(await textOf(`<html><body>${'<div>'.repeat(200_000)}甲`, 'a.html')).toBe('unreadable-document');
    expect(await textOf(`<html><body>甲${'</b>'.repeat(300_000)}`, 'a.html')).toBe('甲');
    expect(
      await textOf(`<html><body><table><tr>${'<td colspan=1000 rowspan=65534>甲'.repeat(3000)}`, 'a.html'),
    ).toContain('甲');
    expect(
      await textOf('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>甲&x;</p>', 'a.html'),
    ).not.toContain('root');
    expect(await textOf('<html><body><script>甲</script></body></html>', 'a.html')).toBe('empty-document');
  });
});

describe('Markdown', () => {
  it('is read as its reader sees it', async () => {
    const written = `# 工作要点

## 一、扩容

3. **建园。**新建12所。
5. 改造<40座
   1) 摸排

1.没有空格的编号
2.第二行

| 序号 | 任务 |
|------|------|
| 1    | 甲   |
`;
    expect((await textOf(written, 'a.md')).split('\n')).toEqual([
      '工作要点',
      '一、扩容',
      '3. 建园。新建12所。',
      '5. 改造<40座',
      '1. 摸排',
      '1.没有空格的编号',
      '2.第二行',
      '序号',
      '任务',
      '1',
      '甲',
    ]);
  });

  it('keeps what stands above it as a note', async () => {
    expect(await textOf('---\ntitle: 要点\n---\n正文', 'a.md')).toBe('title: 要点\n正文');
  });

  it('may be nested as deeply as it likes', async () => {
    expect(await textOf(`${'>'.repeat(50_000)} 甲`, 'a.md')).toEqual(expect.any(String));
    expect(await textOf('*a_'.repeat(20_000), 'a.md')).toEqual(expect.any(String));
  });
});
