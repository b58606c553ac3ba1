import { refuse } from '../../kernel/refusal';
import type { Source } from '../source';
import { type GridCell, joinBlocks } from './blocks';
import { decodeText } from './decode-text';
import { numberParagraphs, tableBlocks } from './table-blocks';

/** Reads a table of values divided by commas, semicolons or tabs, quoted as spreadsheets do. */
export const readCsv = (bytes: Uint8Array, name: string): Source => {
  const { text } = decodeText(bytes) ?? refuse('unsupported-document', { name });
  const cells = splitCells(text, dividerOf(text));
  const blocks = numberParagraphs(tableBlocks(1, cells));
  if (blocks.length === 0) return refuse('empty-document', { name });
  return { name, mediaType: 'text/csv', ...joinBlocks(blocks), unread: [] };
};

/** The sign that stands most often in the first lines. */
const dividerOf = (text: string): string => {
  const head = text.slice(0, 10_000);
  const count = (sign: string): number => head.split(sign).length;
  return ['\t', ';'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',');
};

const splitCells = (text: string, divider: string): GridCell[] => {
  const cells: GridCell[] = [];
  let [row, column, at] = [1, 1, 0];
  while (at < text.length) {
    const quoted = text[at] === '"';
    const end = quoted ? endOfQuoted(text, at) : endOfPlain(text, at, divider);
    const said = quoted ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end);
    if (said.trim() !== '') cells.push({ row, column, rows: 1, columns: 1, lines: said.split(/\r\n?|\n/) });
    at = end;
    if (text.startsWith(divider, at)) {
      column += 1;
      at += divider.length;
      continue;
    }
    // What follows a closing quotation mark belongs to no cell of its own.
    if (quoted && at < text.length && !/[\r\n]/.test(text[at]!)) continue;
    at += text.startsWith('\r\n', at) ? 2 : 1;
    row += 1;
    column = 1;
  }
  return cells;
};

const endOfPlain = (text: string, from: number, divider: string): number => {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r' && !text.startsWith(divider, at)) at += 1;
  return at;
};

/** Behind the closing quotation mark, or the end of the text. */
const endOfQuoted = (text: string, from: number): number => {
  let at = text.indexOf('"', from + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at < 0 ? text.length + 1 : at + 1;
};
