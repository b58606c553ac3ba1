import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { cleanText } from './cell-text';
import type { Align, TableBlock, TableColumn } from './document-model';
import { fontSize, tableStyles, textWidthMm, twips } from './document-style';
import { writeRuns } from './document-text';
import { countLines } from './text-width';

const cellPaddingMm = 1.5;
/** A row with more lines than this may run over to the next page; keeping it whole would leave the page half empty. */
const longestWholeRow = 12;

const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT };
const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const frame = { style: BorderStyle.SINGLE, size: 8, color: '000000' };

const writeCell = (text: string, style: string, align: Align, width: number, columnSpan?: number): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(columnSpan ? { columnSpan } : {}),
    children: cleanText(text)
      .split('\n')
      .map(part => new Paragraph({ style, alignment: alignments[align], children: writeRuns(part) })),
  });

const countRowLines = (row: readonly string[], columns: readonly TableColumn[], pt: number): number =>
  Math.max(
    ...columns.map(({ width }, i) => countLines(row[i] ?? '', (((width - 2 * cellPaddingMm) / 25.4) * 144) / pt)),
  );

/** A ruled table as wide as its columns, at most the text area; short rows stay whole, the header comes back on each page. */
export const writeTable = (block: TableBlock, orientation: 'portrait' | 'landscape'): Table => {
  const size = block.size ?? '小四';
  const styles = tableStyles[size];
  const total = block.columns.reduce((sum, { width }) => sum + width, 0);
  const scale = Math.min(1, textWidthMm[orientation] / total);
  const columns = block.columns.map(column => ({ ...column, width: column.width * scale }));
  const widths = columns.map(({ width }) => twips(width));
  const fullWidth = widths.reduce((sum, width) => sum + width, 0);
  const header = new TableRow({
    tableHeader: block.repeatHeader ?? true,
    cantSplit: true,
    children: columns.map((column, i) => writeCell(column.header, styles.head, 'center', widths[i]!)),
  });
  const rows = block.rows.map(row => {
    if ('group' in row) {
      const cell = writeCell(row.group, styles.head, 'left', fullWidth, columns.length);
      return new TableRow({ cantSplit: true, keepNext: true, children: [cell] });
    }
    return new TableRow({
      cantSplit: countRowLines(row, columns, fontSize[size]) <= longestWholeRow,
      children: columns.map((column, i) => writeCell(row[i] ?? '', styles.text, column.align ?? 'left', widths[i]!)),
    });
  });
  const padding = twips(cellPaddingMm);
  return new Table({
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    width: { size: fullWidth, type: WidthType.DXA },
    columnWidths: widths,
    margins: { marginUnitType: WidthType.DXA, left: padding, right: padding, top: 40, bottom: 40 },
    borders: { top: frame, bottom: frame, left: frame, right: frame, insideHorizontal: line, insideVertical: line },
    rows: [header, ...rows],
  });
};
