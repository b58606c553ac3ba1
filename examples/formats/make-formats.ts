/**
 * Writes the example plans in the other formats that the compiler reads: `npx tsx examples/formats/make-formats.ts`. The .pdf and the
 * .doc are printed by LibreOffice (`soffice`), which has to be installed for them.
 */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { writeDocument } from '../../src/platform/papers/document';

const here = fileURLToPath(new URL('.', import.meta.url));
const linesOf = async (name: string): Promise<string[]> =>
  (await readFile(`${here}../${name}.txt`, 'utf8')).split('\n').filter(line => line.trim() !== '');

const isSection = (line: string): boolean => /^[一二三四五六七八九十]+、/.test(line);
const isSubsection = (line: string): boolean => /^（[一二三四五六七八九十]+）/.test(line);
const write = async (name: string, content: string | Uint8Array): Promise<void> => {
  await writeFile(here + name, content);
  process.stdout.write(`${name}\n`);
};

/** As bureaus publish it: cut into spans, indented by blanks, within tables and navigation. */
const toPage = ([title = '', ...lines]: string[]): string => {
  const paragraphs = lines.map((line, at) => {
    const [lead = '', ...rest] = line.split(/(?<=^\d+\..{2,30}。)/);
    const said =
      rest.length > 0
        ? `<span style="font-family: 黑体"><span>${lead.slice(0, 3)}</span>${lead.slice(3)}</span><span lang="EN-US">${rest.join('')}</span>`
        : line;
    if (isSection(line)) return `<p style="text-indent:2em"><strong>${said}</strong></p>`;
    return at % 3 === 0 ? `<p>&nbsp;&nbsp;&nbsp;&nbsp;${said}</p>` : `<p>　　${said}<o:p></o:p></p>`;
  });
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>${title}_云川市教育局</title><style>p { margin: 0 }</style><script>var page = "<p>1.脚本。</p>";</script></head>
<body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/a">机构概况</a></li><li><a href="/b">政务公开</a></li><li><a href="/c">办事服务</a></li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/b">政务公开</a> &gt; 计划总结</div>
<table width="1000" align="center"><tr><td>
<h1>${title}</h1>
<table><tr><td>发布时间：2026-01-12 09:30　来源：办公室　浏览次数：1024</td></tr></table>
<div class="TRS_Editor">
${paragraphs.join('\n')}
</div>
</td></tr></table>
<div class="footer">版权所有：云川市教育局　网站地图</div>
</body></html>
`;
};

const toMarkdown = ([title = '', ...lines]: string[]): string =>
  `${[`# ${title}`, ...lines.map(toMarkdownLine)].join('\n\n')}\n`;

const toMarkdownLine = (line: string): string => {
  if (isSection(line)) return `## ${line}`;
  if (isSubsection(line)) return `### ${line}`;
  const item = /^(\d+)\.(.{2,30}?。)(.*)$/.exec(line);
  return item ? `${item[1]}. **${item[2]}**${item[3]}` : line;
};

type Row = { group: string } | { number: string; task: string; inCharge: string; others: string };

/** A plan as rows: what stands in the bracket at the end of an item goes into columns of its own. */
const toRows = (lines: string[]): Row[] =>
  lines.flatMap((line): Row[] => {
    if (isSection(line) || isSubsection(line)) return [{ group: line }];
    const item = /^(\d+)\.(.*?)(?:（((?:牵头|责任)(?:处室|单位)：.*)）)?$/.exec(line);
    if (!item) return [];
    const [, number = '', task = '', stated = ''] = item;
    const names = (label: string): string => new RegExp(`${label}(?:处室|单位)：([^。]*)`).exec(stated)?.[1] ?? '';
    return [{ number, task, inCharge: names('牵头'), others: names('责任') }];
  });

const HEADER = ['序号', '工作任务', '牵头处室', '责任处室'];

const toWorkbook = async ([title = '', ...lines]: string[]): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook();
  book.created = book.modified = new Date('2026-01-12T00:00:00Z');
  const sheet = book.addWorksheet('任务分解表');
  sheet.columns = [{ width: 8 }, { width: 80 }, { width: 20 }, { width: 40 }];
  sheet.addRow([title]);
  sheet.mergeCells('A1:D1');
  sheet.addRow(HEADER);
  for (const row of toRows(lines)) {
    if ('group' in row) {
      const { number } = sheet.addRow([row.group]);
      sheet.mergeCells(`A${number}:D${number}`);
    } else sheet.addRow([Number(row.number), row.task, row.inCharge, row.others]);
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
};

/** The plan as a table in a document. */
const toTable = async ([title = '', ...lines]: string[]): Promise<Uint8Array> =>
  writeDocument({
    title,
    orientation: 'landscape',
    blocks: [
      {
        kind: 'table',
        columns: HEADER.map((header, at) => ({ header, width: [12, 120, 40, 53][at]! })),
        rows: toRows(lines).map(row => ('group' in row ? row : [row.number, row.task, row.inCharge, row.others])),
      },
    ],
    pageNumbers: true,
    creator: '云川市教育局',
  });

const print = (file: string, kind: string): void => {
  execFileSync('soffice', ['--headless', '--convert-to', kind, '--outdir', here, file], { stdio: 'ignore' });
  process.stdout.write(`${file.replace(/.*\//, '')} → ${kind}\n`);
};

const [yunchuan, canteen] = [await linesOf('yunchuan-2026'), await linesOf('canteen-2026')];
await write('yunchuan-2026.html', toPage(yunchuan));
await write('yunchuan-2026.md', toMarkdown(yunchuan));
await write('yunchuan-2026.xlsx', await toWorkbook(yunchuan));
await write('canteen-2026.docx', await toTable(canteen));
print(`${here}../yunchuan-2026.docx`, 'pdf');
print(`${here}../yunchuan-2026.docx`, 'doc');
print(`${here}canteen-2026.docx`, 'pdf');
