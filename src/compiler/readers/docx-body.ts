import { addAll } from '../plain/add-all';
import type { Place } from '../source';
import type { Block, GridCell } from './blocks';
import { tableBlocks } from './table-blocks';
import type { Attributes } from './xml';
import { walkXml } from './xml';

export type BodyOptions = {
  /** The label that a list gives a paragraph. */
  label: (numId: string, level: number) => string;
  /** Lists of paragraph styles. */
  styles: Map<string, { numId: string; level: number }>;
  /** For headers, footers and notes: the place of every paragraph. */
  place?: Place;
};

type Paragraph = { text: string; style: string | null; numId: string | null; level: number; goesOn: boolean };
type Cell = { lines: string[]; columns: number; merged: boolean };
type Table = { row: number; column: number; cell: Cell | null; cells: GridCell[]; above: Map<number, GridCell> };

// Deleted and moved-away text, field codes, and the second copy that a text box has for older programs.
const SKIPPED = new Set([
  'del',
  'moveFrom',
  'instrText',
  'delText',
  'delInstrText',
  'Fallback',
  'rPrChange',
  'pPrChange',
  'annotationRef',
]);

/** Reads the paragraphs and tables of a part, in reading order; null where it is not well-formed. Tracked changes count as accepted. */
export const readBody = (bytes: Uint8Array, options: BodyOptions): Block[] | null => {
  const blocks: Block[] = [];
  const paragraphs: Paragraph[] = [];
  const tables: Table[] = [];
  const boxes: string[] = [];
  let skipped = 0;
  let inText = false;
  let inProperties = false;
  let hidden = false;
  let counted = 0;
  let tableCount = 0;
  // The beginning of a paragraph whose end was deleted: the next one goes on with it.
  let goingOn = '';

  const endParagraph = (): void => {
    const paragraph = paragraphs.pop();
    if (!paragraph) return;
    const styled = paragraph.style === null ? undefined : options.styles.get(paragraph.style);
    const numId = paragraph.numId ?? styled?.numId ?? null;
    const words = paragraph.text.trim() !== '';
    const label =
      numId !== null && numId !== '0' && words
        ? options.label(numId, paragraph.numId === null ? (styled?.level ?? 0) : paragraph.level)
        : '';
    const text = label + paragraph.text;
    if (paragraphs.length > 0) {
      // The paragraph of a text box: it follows the paragraph that the box hangs on.
      if (words) boxes.push(text);
      return;
    }
    if (paragraph.goesOn) {
      goingOn = text;
      return;
    }
    const lines = [text, ...boxes.splice(0)].filter((line, index) => index === 0 || line.trim() !== '');
    const cell = tables.at(-1)?.cell;
    if (cell) {
      addAll(
        cell.lines,
        lines.filter(line => line.trim() !== ''),
      );
      return;
    }
    for (const line of lines) {
      counted += 1;
      const contents = paragraph.style !== null && /^toc/i.test(paragraph.style);
      const place: Place =
        options.place ?? (contents ? { kind: 'contents' } : { kind: 'paragraph', paragraph: counted });
      blocks.push({ text: line, place });
    }
  };

  const endCell = (table: Table): void => {
    const cell = table.cell;
    table.cell = null;
    if (!cell) return;
    const outer = tables.at(-2)?.cell;
    if (outer) addAll(outer.lines, cell.lines);
    else {
      const above = table.above.get(table.column);
      if (cell.merged && above) {
        above.rows = table.row - above.row + 1;
        addAll(above.lines, cell.lines);
      } else {
        const { lines, columns } = cell;
        const placed = { row: table.row, column: table.column, rows: 1, columns, lines };
        table.above.set(table.column, placed);
        table.cells.push(placed);
      }
    }
    table.column += cell.columns;
  };

  const endTable = (): void => {
    const table = tables.pop();
    if (!table || tables.length > 0) return;
    for (const block of tableBlocks(tableCount, table.cells)) {
      if (block.place.kind === 'paragraph') block.place = options.place ?? { kind: 'paragraph', paragraph: ++counted };
      else if (options.place) block.place = options.place;
      blocks.push(block);
    }
  };

  const open = (name: string, attributes: Attributes): void => {
    // Among the properties of a paragraph, this is said of its end.
    if (inProperties && (name === 'del' || name === 'moveFrom') && paragraphs.length > 0)
      paragraphs.at(-1)!.goesOn = true;
    if (name === 'pPr') inProperties = true;
    else if (name === 'r') hidden = false;
    else if (name === 'vanish' && !inProperties) hidden = attributes.val !== '0' && attributes.val !== 'false';
    if (SKIPPED.has(name)) skipped += 1;
    if (skipped > 0) return;
    const paragraph = paragraphs.at(-1);
    const table = tables.at(-1);
    if (name === 'p') {
      paragraphs.push({ text: goingOn, style: null, numId: null, level: 0, goesOn: false });
      goingOn = '';
    } else if (name === 't') inText = true;
    else if (name === 'tbl') {
      if (tables.length === 0) tableCount += 1;
      tables.push({ row: 0, column: 1, cell: null, cells: [], above: new Map() });
    } else if (name === 'tr' && table) {
      table.row += 1;
      table.column = 1;
    } else if (name === 'tc' && table) table.cell = { lines: [], columns: 1, merged: false };
    else if (name === 'gridBefore' && table && !table.cell) table.column += spanOf(attributes);
    else if (name === 'gridSpan' && table?.cell) table.cell.columns = Math.max(1, spanOf(attributes));
    else if (name === 'vMerge' && table?.cell) table.cell.merged = attributes.val !== 'restart';
    else if (paragraph) openInParagraph(paragraph, name, attributes);
  };

  const wellFormed = walkXml(bytes, {
    open,
    close: name => {
      if (name === 'pPr') inProperties = false;
      if (SKIPPED.has(name)) skipped -= 1;
      if (skipped > 0) return;
      if (name === 't') inText = false;
      else if (name === 'p') endParagraph();
      else if (name === 'tc' && tables.length > 0) endCell(tables.at(-1)!);
      else if (name === 'tbl') endTable();
    },
    text: text => {
      if (inText && !hidden && skipped === 0 && paragraphs.length > 0) paragraphs.at(-1)!.text += text;
    },
  });
  return wellFormed ? blocks : null;
};

const spanOf = ({ val }: Attributes): number => Math.min(60, Math.max(0, Number(val) || 0));

const openInParagraph = (paragraph: Paragraph, name: string, attributes: Attributes): void => {
  if (name === 'pStyle') paragraph.style = attributes.val ?? null;
  else if (name === 'numId') paragraph.numId = attributes.val ?? null;
  else if (name === 'ilvl') paragraph.level = Math.min(8, Number(attributes.val) || 0);
  else if (name === 'tab' && attributes.pos === undefined) paragraph.text += '\t';
  else if (name === 'br' || name === 'cr') paragraph.text += attributes.type === 'page' ? '' : '\n';
  else if (name === 'noBreakHyphen') paragraph.text += '-';
};
