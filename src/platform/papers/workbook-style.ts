import type { Alignment, Borders, Fill, Font, Style } from 'exceljs';
import type { Light, SheetColumn } from './workbook-model';

const thin = { style: 'thin', color: { argb: 'FF8C8C8C' } } as const;
const grid: Partial<Borders> = { top: thin, left: thin, bottom: thin, right: thin };
const solid = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
const song = (more: Partial<Font> = {}): Partial<Font> => ({
  name: '宋体',
  family: 3,
  charset: 134,
  size: 11,
  ...more,
});

export const titleStyle: Partial<Style> = {
  numFmt: '@',
  font: song({ name: '黑体', size: 16 }),
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
};

export const subtitleStyle: Partial<Style> = {
  numFmt: '@',
  font: song({ color: { argb: 'FF595959' } }),
  alignment: { horizontal: 'right', vertical: 'middle' },
};

export const headerStyle: Partial<Style> = {
  numFmt: '@',
  font: song({ bold: true }),
  fill: solid('FFDCE6F1'),
  border: grid,
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
};

export const notesStyle: Partial<Style> = {
  font: song(),
  alignment: { vertical: 'top', wrapText: true },
  numFmt: '@',
};

/** Pale enough to read black text on, and each prints as a different grey. */
const lightFills: Record<Light['light'], Fill> = {
  green: solid('FFC6E7CE'),
  yellow: solid('FFFFE699'),
  red: solid('FFF4B0A8'),
  blue: solid('FFCFE2F9'),
  grey: solid('FFE4E4E4'),
};

/** Pale enough to read on, and an unfilled cell is found at a glance. */
const inputFill = solid('FFFFF9E5');

const numberFormat = (column: SheetColumn): string => {
  const places = column.decimals ? `.${'0'.repeat(column.decimals)}` : '';
  if (column.kind === 'percent') return `0${column.decimals === undefined ? '.0' : places}%`;
  if (column.kind === 'date') return 'yyyy-mm-dd';
  if (column.kind === 'number') return column.decimals === undefined ? 'General' : `#,##0${places}`;
  return '@';
};

const horizontal: Record<SheetColumn['kind'], Alignment['horizontal']> = {
  text: 'left',
  number: 'right',
  percent: 'right',
  date: 'center',
  light: 'center',
};

export type ColumnStyles = {
  value: Partial<Style>;
  text: Partial<Style>;
  lights: Record<Light['light'], Partial<Style>>;
};

/**
 * The styles of a column, made once: the writer recognises a style by its object, so that a hundred thousand rows share them.
 * Text has the number format `@`: a spreadsheet program then keeps `=1+1` and `001` as text even after somebody edits the cell.
 */
export const styleColumn = (column: SheetColumn): ColumnStyles => {
  const alignment: Partial<Alignment> = {
    horizontal: column.align ?? horizontal[column.kind],
    vertical: 'middle',
    wrapText: column.wrap ?? false,
  };
  const base: Partial<Style> = { font: song(), border: grid, alignment, ...(column.input && { fill: inputFill }) };
  const light = (fill: Fill): Partial<Style> => ({ ...base, fill, numFmt: '@' });
  return {
    value: { ...base, numFmt: numberFormat(column) },
    text: {
      ...base,
      numFmt: '@',
      alignment: { ...alignment, horizontal: column.align ?? (column.kind === 'text' ? 'left' : 'center') },
    },
    lights: {
      green: light(lightFills.green),
      yellow: light(lightFills.yellow),
      red: light(lightFills.red),
      blue: light(lightFills.blue),
      grey: light(lightFills.grey),
    },
  };
};
