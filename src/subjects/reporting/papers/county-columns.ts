import type { FieldSchema, SheetSchema } from '../../../platform/papers/import-schema';
import type { SheetColumn } from '../../../platform/papers/workbook-model';
import { LONGEST_CELL } from '../entry-schema';
import type { AskedFigure } from '../reads/form-figures';
import { cellNameOf } from '../rules/cell-name';
import { wordsIn } from './cell-mark';

/** A column of the sheet of a county: one cell that is asked of each unit. */
export type CellColumn = { cell: string; figure: AskedFigure; header: string };

/** The cells that are asked, with headers such as `PUPILS.f 在校生数·女（人）`. */
export const cellColumns = (figures: readonly AskedFigure[], language: string): CellColumn[] => {
  const words = wordsIn(language);
  return figures
    .filter(({ mode }) => mode === 'ask')
    .flatMap(figure =>
      (figure.categories.length > 0 ? figure.categories : [{ code: '', name: '' }]).map(option => {
        const cell = cellNameOf(figure.code, option.code);
        const name = option.name ? words('optionName', { name: figure.name, option: option.name }) : figure.name;
        return { cell, figure, header: `${cell} ${name}${figure.unit ? `（${figure.unit}）` : ''}` };
      }),
    );
};

export const sheetColumns = (cells: readonly CellColumn[], language: string): SheetColumn[] => {
  const words = wordsIn(language);
  const text = (key: string, width: number) => ({ key, header: words(`column.${key}`), width, kind: 'text' as const });
  return [
    text('unitCode', 16),
    { ...text('unitName', 26), wrap: true },
    ...cells.map(({ cell, header }) => ({ key: cell, header, width: 14, kind: 'number' as const, input: true })),
    { ...text('mark', 10), hidden: true },
  ];
};

export const countySheetIn = (cells: readonly CellColumn[], language: string): SheetSchema => {
  const words = wordsIn(language);
  const text = (key: string, more: Partial<FieldSchema> = {}): FieldSchema => ({
    ...{ key, header: words(`column.${key}`), type: 'text', maxLength: 200 },
    ...more,
  });
  return {
    name: words('countySheet'),
    fields: [
      text('unitCode', { required: true }),
      text('unitName'),
      ...cells.map(
        ({ cell, header }): FieldSchema => ({
          ...{ key: cell, header, type: 'text', maxLength: LONGEST_CELL },
          unmerged: true,
        }),
      ),
      text('mark'),
    ],
  };
};
