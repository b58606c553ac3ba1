import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../src/compiler/compile';
import type { Plan } from '../src/compiler/ledger';
import { readDocument } from '../src/compiler/readers/read-document';

const examples = resolve(import.meta.dirname, '../examples');

const compileFile = async (file: string): Promise<Plan> =>
  compile(await readDocument(readFileSync(resolve(examples, file)), file));

/** What a plan says of its items: a line per fact. A row of a table is numbered 1 where the text has 1. */
const factsOf = ({ nodes }: Plan): string[] =>
  nodes.flatMap(node => {
    let item = node;
    while (item.kind !== 'item') {
      const parent = nodes.find(({ id }) => id === item.parent);
      if (!parent) return [];
      item = parent;
    }
    return [
      ...(item === node ? [`${item.ordinal} ${item.heading}`] : []),
      ...node.responsibilities.map(({ role, canonical }) => `${item.ordinal} ${role} ${canonical}`),
      ...node.targets.map(
        ({ indicator, comparator, value, low, high, unit }) =>
          `${item.ordinal} ${indicator} ${comparator} ${value ?? `${low}-${high}`}${unit}`,
      ),
      ...node.deadlines.map(({ text, end }) => `${item.ordinal} ${text} ${end}`),
    ];
  });

describe.each([
  ['yunchuan-2026', ['docx', 'formats/pdf', 'formats/doc', 'formats/html', 'formats/md', 'formats/xlsx']],
  ['canteen-2026', ['formats/docx', 'formats/pdf']],
])('the plan %s', (name, formats) => {
  it.each(formats)('gives the same facts as .txt when read from %s', async format => {
    const file = format.startsWith('formats/') ? `formats/${name}.${format.slice(8)}` : `${name}.${format}`;
    const [wanted, found] = [await compileFile(`${name}.txt`), await compileFile(file)];
    expect(factsOf(wanted).length).toBeGreaterThan(40);
    expect(factsOf(found).sort()).toEqual(factsOf(wanted).sort());
    expect([found.title, found.year]).toEqual([wanted.title, wanted.year]);
  });
});

describe('where a text stood', () => {
  it('is told by page, cell and sheet', async () => {
    const read = async (file: string) => readDocument(readFileSync(resolve(examples, file)), file);
    const pdf = await read('formats/yunchuan-2026.pdf');
    const pages = pdf.marks.map(({ place }) => ('page' in place ? place.page : undefined));
    expect(Math.max(...pages.map(page => page ?? 0))).toBeGreaterThan(5);
    expect(pdf.marks.filter(({ place }) => place.kind === 'footer').length).toBeGreaterThan(5);
    const { text, marks } = await read('formats/yunchuan-2026.xlsx');
    const cell = marks.find(({ start, end }) => text.slice(start, end) === '工作任务');
    expect(cell?.place).toEqual({
      kind: 'cell',
      table: 1,
      row: 2,
      column: 2,
      rows: 1,
      columns: 1,
      sheet: '任务分解表',
    });
  });
});
