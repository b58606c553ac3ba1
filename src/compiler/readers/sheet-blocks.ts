import { type Block, cellBlocks, type GridCell, isLayout } from './blocks';

/** The blocks of a sheet: lines of their own above and below the table are paragraphs, the table itself is cells. */
export const sheetBlocks = (table: number, cells: GridCell[], sheet?: string): Block[] => {
  const filled = cells.filter(({ lines }) => lines.some(line => line.trim() !== ''));
  if (isLayout(filled)) return filled.flatMap(asParagraphs);
  const perRow = new Map<number, number>();
  for (const { row } of filled) perRow.set(row, (perRow.get(row) ?? 0) + 1);
  const rows = [...perRow].filter(([, count]) => count > 1).map(([row]) => row);
  const first = rows.reduce((least, row) => Math.min(least, row), Number.POSITIVE_INFINITY);
  const last = rows.reduce((most, row) => Math.max(most, row), 0);
  return [
    ...filled.filter(({ row }) => row < first).flatMap(asParagraphs),
    ...cellBlocks(
      table,
      filled.filter(({ row }) => row >= first && row <= last),
      sheet === undefined ? {} : { sheet },
    ),
    ...filled.filter(({ row }) => row > last).flatMap(asParagraphs),
  ];
};

const asParagraphs = ({ lines }: GridCell): Block[] =>
  lines.filter(line => line.trim() !== '').map(text => ({ text, place: { kind: 'paragraph', paragraph: 0 } }));

/** Numbers the paragraphs of a document, from 1. */
export const numberParagraphs = (blocks: Block[]): Block[] => {
  let paragraph = 0;
  for (const { place } of blocks) if (place.kind === 'paragraph') place.paragraph = ++paragraph;
  return blocks;
};
