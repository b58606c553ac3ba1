import { PassThrough, type Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { say } from '../../locales/say';
import { cleanText, toCellText } from './cell-text';
import { countLines } from './text-width';
import { prepareCell } from './workbook-cell';
import type { SheetColumn, SheetModel, WorkbookModel } from './workbook-model';
import { addOptionLists, type OptionLists } from './workbook-options';
import { headerStyle, notesStyle, styleColumn, subtitleStyle, titleStyle } from './workbook-style';

type Writer = ExcelJS.stream.xlsx.WorkbookWriter;

const lineHeight = 15;
/** The tallest row the format allows, in points. */
const tallestRow = 409;
const rowsBetweenPauses = 500;

const rowHeight = (lines: number, line = lineHeight): number => Math.min(tallestRow, lines * line + 6);

const makeSheetNames = (names: readonly string[]): string[] => {
  const taken = new Set<string>();
  return names.map((wanted, index) => {
    const base =
      cleanText(wanted)
        .replace(/[[\]:*?/\\']/g, '_')
        .replace(/\s+/g, ' ')
        .trim() || `Sheet${index + 1}`;
    let name = Array.from(base).slice(0, 31).join('').slice(0, 31);
    for (let turn = 2; taken.has(name.toLowerCase()); turn += 1)
      name = `${base.slice(0, 31 - `(${turn})`.length)}(${turn})`;
    taken.add(name.toLowerCase());
    return name;
  });
};

const headerText = (column: SheetColumn): string =>
  toCellText(column.unit ? `${column.header}（${column.unit}）` : column.header);

// Numbers of paper in the format. A wide table shrunk to A4 is no longer readable: offices print it on A3.
const paper = { a3: 8, a4: 9 };
const mostOnA4 = 150;

const addSheet = (
  writer: Writer,
  name: string,
  headerRow: number,
  footer: string,
  columns: readonly SheetColumn[] = [],
): ExcelJS.Worksheet => {
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const sheet = writer.addWorksheet(name, {
    views: headerRow > 0 ? [{ state: 'frozen', ySplit: headerRow, showGridLines: false }] : [{ showGridLines: false }],
    pageSetup: {
      paperSize: width > mostOnA4 ? paper.a3 : paper.a4,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.7, header: 0.3, footer: 0.35 },
    },
    headerFooter: { oddFooter: `&C${footer}` },
  });
  if (headerRow > 0) sheet.pageSetup.printTitlesRow = `${headerRow}:${headerRow}`;
  return sheet;
};

const addHeadLine = (
  sheet: ExcelJS.Worksheet,
  columns: readonly SheetColumn[],
  text: string,
  style: Partial<ExcelJS.Style>,
  line: number,
): void => {
  const row = sheet.addRow([toCellText(text)]);
  row.getCell(1).style = style;
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  row.height = rowHeight(countLines(text, (width * 11) / (style.font?.size ?? 11)), line);
  if (columns.length > 1) sheet.mergeCells(row.number, 1, row.number, columns.length);
  row.commit();
};

/** Lets the compressor and the receiver catch up: the writer itself would queue every row in memory. */
const letOthersWork = async (out: Writable): Promise<void> => {
  await new Promise<void>(resolve => setImmediate(resolve));
  while (out.writableNeedDrain && !out.destroyed) await new Promise<void>(resolve => setTimeout(resolve, 5));
};

const writeSheet = async (
  writer: Writer,
  model: SheetModel,
  name: string,
  footer: string,
  lists: OptionLists,
  out: Writable,
): Promise<void> => {
  const headerRow = (model.title ? 1 : 0) + (model.subtitle ? 1 : 0) + 1;
  const sheet = addSheet(writer, name, headerRow, footer, model.columns);
  sheet.columns = model.columns.map(({ width, hidden = false }) => ({ width: width + 0.7, hidden }));
  if (model.title) addHeadLine(sheet, model.columns, model.title, titleStyle, 26);
  if (model.subtitle) addHeadLine(sheet, model.columns, model.subtitle, subtitleStyle, lineHeight);

  const headers = model.columns.map(headerText);
  const header = sheet.addRow(headers);
  header.height = rowHeight(
    Math.max(1, ...model.columns.map((column, i) => countLines(headers[i]!, column.width))) + 0.4,
  );
  header.eachCell(cell => {
    cell.style = headerStyle;
  });
  header.commit();

  const columns = model.columns.map(column => ({ column, styles: styleColumn(column) }));
  let last = headerRow;
  for await (const values of model.rows) {
    last += 1;
    const row = sheet.getRow(last);
    let lines = 1;
    for (const [index, { column, styles }] of columns.entries()) {
      const { value, style } = prepareCell(column, styles, values[column.key]);
      const cell = row.getCell(index + 1);
      cell.value = value;
      cell.style = style;
      if (column.wrap && typeof value === 'string') lines = Math.max(lines, countLines(value, column.width - 1));
    }
    row.height = rowHeight(lines);
    row.commit();
    if (last % rowsBetweenPauses === 0) await letOthersWork(out);
    if (out.destroyed) throw out.errored ?? new Error('the receiver of the workbook went away');
  }
  if (columns.length > 0) {
    sheet.autoFilter = {
      from: { row: headerRow, column: 1 },
      to: { row: Math.max(last, headerRow), column: columns.length },
    };
  }
  lists.apply(sheet, model.columns, headerRow + 1, last);
  sheet.commit();
};

const writeNotes = (writer: Writer, notes: NonNullable<WorkbookModel['notes']>, name: string, footer: string): void => {
  const width = 100;
  const sheet = addSheet(writer, name, 0, footer);
  sheet.columns = [{ width }];
  const lines = notes.title ? [notes.title, ...notes.lines] : notes.lines;
  for (const [index, line] of lines.entries()) {
    const row = sheet.addRow([toCellText(line)]);
    const isTitle = index === 0 && notes.title !== undefined;
    row.getCell(1).style = isTitle ? titleStyle : notesStyle;
    row.height = isTitle ? 32 : rowHeight(countLines(line, width - 2));
    row.commit();
  }
  sheet.commit();
};

/**
 * Writes an .xlsx workbook to `out` row by row, with memory that does not grow with the number of rows, and ends `out`.
 * Rejects when `out` fails or goes away.
 */
export const streamWorkbook = async (model: WorkbookModel, out: Writable): Promise<void> => {
  // Strings stay in their cells: a shared table of strings would have to be held in memory until the end.
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  writer.creator = cleanText(model.creator ?? '');
  const failed = new Promise<never>((_, reject) => {
    out.once('error', reject);
    out.once('close', () => {
      if (!out.writableFinished) reject(out.errored ?? new Error('the receiver of the workbook went away'));
    });
  });
  failed.catch(() => undefined);
  const write = async (): Promise<void> => {
    const wanted = [...model.sheets.map(sheet => sheet.name), ...(model.notes ? [model.notes.name] : [])];
    const names = makeSheetNames(wanted);
    const footer = say(model.language ?? 'zh-CN', 'papers:workbook.pageFooter');
    const lists = addOptionLists(model.sheets, makeSheetNames([...names, 'options']).at(-1)!);
    for (const [index, sheet] of model.sheets.entries()) {
      await writeSheet(writer, sheet, names[index]!, footer, lists, out);
    }
    if (model.notes) writeNotes(writer, model.notes, names.at(-1)!, footer);
    lists.write(writer);
    await writer.commit();
  };
  await Promise.race([write(), failed]);
};

/** The whole workbook as bytes; for files that are known to be small (use `streamWorkbook` for a reply or a large table). */
export const writeWorkbook = async (model: WorkbookModel): Promise<Buffer> => {
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), streamWorkbook(model, out)]);
  return bytes;
};
