import { addAll } from '../plain/add-all';
import { type Block, isLayout } from './blocks';
import { findOpenGrids } from './pdf-columns';
import { findFurniture } from './pdf-furniture';
import { findGrids, type Grid } from './pdf-grid';
import { type PageLine, toLines } from './pdf-lines';
import type { Page, Run } from './pdf-page';
import { type Measure, measureLines, toParagraphs } from './pdf-paragraphs';
import { continueTable, fillGrid, type PdfTable } from './pdf-tables';
import { numberParagraphs, tableBlocks } from './table-blocks';

type Part = { lines: PageLine[] } | { table: PdfTable };

const CONTENTS = /(?:[.．·…] ?){4}[0-9ivxIVX]{1,6}$/;

/** The pages of a document as blocks, in reading order; what repeats on the pages comes last. */
export const layOutPages = (pages: Page[]): Block[] => {
  const divided = pages.map(divide);
  const furniture = findFurniture(divided.map(({ lines }) => lines));
  const lines = divided.flatMap(page => page.lines.filter(line => !furniture.has(line)));
  const measure = measureLines(lines);
  const parts = joinParts(divided.flatMap(page => inOrder(page, furniture)));
  const aside: Block[] = [...furniture].map(([{ text, page }, kind]) => ({ text, place: { kind, page } }));
  for (const { number, slanted } of pages)
    if (slanted.length > 0) aside.push({ text: slanted.join(''), place: { kind: 'note', page: number } });
  const blocks: Block[] = [];
  let tables = 0;
  for (const part of parts) {
    if ('lines' in part) addAll(blocks, paragraphBlocks(part.lines, measure));
    else {
      const { cells, page, repeated } = part.table;
      tables += 1;
      addAll(blocks, tableBlocks(tables, cells, { page }));
      if (repeated.length > 0) aside.push({ text: repeated.join(' '), place: { kind: 'header', page } });
    }
  }
  return numberParagraphs([...blocks, ...aside]);
};

type Divided = { lines: PageLine[]; grids: Array<{ top: number; table: PdfTable }> };

/** A page as its tables and the lines that stand in none. */
const divide = ({ number, runs, rules }: Page): Divided => {
  const grids: Divided['grids'] = [];
  let rest = runs;
  const take = (grid: Grid): void => {
    const inside = rest.filter(run => isInside(run, grid));
    if (inside.length === 0) return;
    const table = fillGrid(grid, inside, number);
    const filled = table.cells.filter(({ lines }) => lines.length > 0);
    if (filled.length < 2 || isLayout(filled)) return;
    grids.push({ top: grid.top, table });
    rest = rest.filter(run => !isInside(run, grid));
  };
  for (const grid of findGrids(rules)) take(grid);
  for (const grid of findOpenGrids(rest)) take(grid);
  grids.sort((a, b) => a.top - b.top);
  return { lines: toLines(rest, number), grids };
};

const isInside = ({ x0, x1, y, size }: Run, { left, right, top, bottom }: Grid): boolean => {
  const [x, middle] = [(x0 + x1) / 2, y - size * 0.3];
  return left <= x && x <= right && top <= middle && middle <= bottom;
};

const inOrder = ({ lines, grids }: Divided, furniture: Map<PageLine, unknown>): Part[] => {
  const parts: Part[] = [];
  const left = lines.filter(line => !furniture.has(line));
  for (const { top, table } of grids) {
    const above = left.findIndex(({ y }) => y > top);
    parts.push({ lines: left.splice(0, above < 0 ? left.length : above) }, { table });
  }
  return [...parts, { lines: left }].filter(part => !('lines' in part) || part.lines.length > 0);
};

/** Text and tables go on over the end of a page. */
const joinParts = (parts: Part[]): Part[] => {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last && 'lines' in last && 'lines' in part) for (const line of part.lines) last.lines.push(line);
    else if (!(last && 'table' in last && 'table' in part && continueTable(last.table, part.table))) joined.push(part);
  }
  return joined;
};

const paragraphBlocks = (lines: PageLine[], measure: Measure): Block[] => {
  const blocks: Block[] = [];
  let open: PageLine[] = [];
  const close = (): void => {
    for (const { text, page } of toParagraphs(open, measure))
      blocks.push({ text, place: { kind: 'paragraph', paragraph: 0, page } });
    open = [];
  };
  for (const line of lines) {
    if (!CONTENTS.test(line.text)) {
      open.push(line);
      continue;
    }
    close();
    blocks.push({ text: line.text, place: { kind: 'contents', page: line.page } });
  }
  close();
  return blocks;
};
