import type ExcelJS from 'exceljs';
import { toCellText } from './cell-text';
import { columnLetter } from './sheet-cells';
import type { SheetColumn, SheetModel } from './workbook-model';

/** Empty rows under the table in which the drop-down lists work too. */
const roomForNewRows = 1000;

export type OptionLists = {
  /** Puts the drop-down lists on the columns of a sheet, from its first data row on. */
  apply(sheet: ExcelJS.Worksheet, columns: readonly SheetColumn[], firstRow: number, lastRow: number): void;
  /** Writes the hidden sheet that holds the words; nothing when there are none. */
  write(writer: ExcelJS.stream.xlsx.WorkbookWriter): void;
};

/**
 * The words of all drop-down lists stand on one hidden sheet, since a list inside a cell's rule can hold only 255 characters
 * and no comma. Equal lists stand there once.
 */
export const addOptionLists = (sheets: readonly SheetModel[], name: string): OptionLists => {
  const lists = new Map<string, { letter: string; options: readonly string[] }>();
  for (const { options } of sheets.flatMap(sheet => sheet.columns)) {
    if (!options?.length) continue;
    const key = JSON.stringify(options);
    if (!lists.has(key)) lists.set(key, { letter: columnLetter(lists.size + 1), options });
  }
  return {
    apply(sheet, columns, firstRow, lastRow) {
      for (const [index, { options }] of columns.entries()) {
        const list = options?.length ? lists.get(JSON.stringify(options)) : undefined;
        if (!list) continue;
        const letter = columnLetter(index + 1);
        validationsOf(sheet).add(`${letter}${firstRow}:${letter}${lastRow + roomForNewRows}`, {
          type: 'list',
          allowBlank: true,
          showErrorMessage: true,
          formulae: [`'${name}'!$${list.letter}$1:$${list.letter}$${list.options.length}`],
        });
      }
    },
    write(writer) {
      if (lists.size === 0) return;
      const sheet = writer.addWorksheet(name, { state: 'hidden' });
      const all = [...lists.values()];
      const longest = Math.max(...all.map(list => list.options.length));
      for (let row = 0; row < longest; row += 1) {
        sheet.addRow(all.map(list => (row < list.options.length ? toCellText(list.options[row]!) : null))).commit();
      }
      sheet.commit();
    },
  };
};

type Validations = { add(range: string, validation: ExcelJS.DataValidation): void };

/** The library's type declarations leave out the rules of a whole range, though it writes them. */
const validationsOf = (sheet: ExcelJS.Worksheet): Validations =>
  (sheet as unknown as { dataValidations: Validations }).dataValidations;
