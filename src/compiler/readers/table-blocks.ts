import { type Block, cellBlocks, type GridCell, isLayout } from './blocks';

/** The sheet or page that a table stands on. */
export type Within = { page?: number; sheet?: string };

/**
 * The blocks of a table or a sheet: lines of their own above and below what is listed are paragraphs, and so is all of a frame around
 * text; the rest is cells.
 */
export const tableBlocks = (table: number, cells: GridCell[], within: Within = {}): Block[] => {
  const filled = cells.filter(({ lines }) => lines.some(line => line.trim() !== ''));
  const perRow = new Map<number, number>();
  for (const { row } of filled) perRow.set(row, (perRow.get(row) ?? 0) + 1);
  const listed = filled.filter(({ row }) => perRow.get(row)! > 1);
  if (isLayout(filled) || listed.length === 0) return filled.flatMap(asParagraphs);
  const first = listed.reduce((least, { row }) => Math.min(least, row), Number.POSITIVE_INFINITY);
  const last = listed.reduce((most, { row, rows }) => Math.max(most, row + rows - 1), 0);
  return [
    ...filled.filter(({ row }) => row < first).flatMap(asParagraphs),
    ...cellBlocks(
      table,
      filled.filter(({ row }) => row >= first && row <= last),
      within,
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
