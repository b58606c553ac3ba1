/**
 * How a column is shown: `percent` takes a ratio (0.87 is shown as 87%), `date` an ISO date, `number` a number or a decimal
 * in text as PostgreSQL gives it, `light` a `Light`.
 */
export type ColumnKind = 'text' | 'number' | 'date' | 'percent' | 'light';

/** A traffic light and the word that stands beside it, so that a black-and-white print says the same. */
export type Light = { light: 'green' | 'yellow' | 'red' | 'blue' | 'grey'; text: string };

export type CellInput = string | number | boolean | Date | Light | null | undefined;
export type RowInput = Readonly<Record<string, CellInput>>;

export type SheetColumn = {
  /** Where the value stands in a row. */
  key: string;
  header: string;
  /** Width in half-width characters; a Chinese character takes 2. */
  width: number;
  kind: ColumnKind;
  /** Without it text stands left, numbers right, dates and lights in the middle. */
  align?: 'left' | 'center' | 'right';
  /** Break long text inside the cell; the height of the row follows. */
  wrap?: boolean;
  /** Unit (计量单位), shown behind the header: `金额（万元）`. */
  unit?: string;
  /** Fixed number of decimal places; without it a number is shown as it is, a percentage with one. */
  decimals?: number;
  /** The words that may be chosen; become a drop-down list. */
  options?: readonly string[];
  /** To be filled in: shaded. */
  input?: boolean;
  /** For the program that reads it back, not for people. */
  hidden?: boolean;
};

export type SheetModel = {
  /** Tab name; cut to 31 characters, forbidden characters replaced, made unique. */
  name: string;
  /** Line over the table, merged over its width. */
  title?: string;
  /** Smaller line under the title (编制单位、日期). */
  subtitle?: string;
  columns: readonly SheetColumn[];
  rows: Iterable<RowInput> | AsyncIterable<RowInput>;
};

export type WorkbookModel = {
  sheets: readonly SheetModel[];
  /** A last sheet with explanations (填表说明), one line each. */
  notes?: { name: string; title?: string; lines: readonly string[] };
  /** Author in the properties of the file. */
  creator?: string;
  /** Language of the page footer; zh-CN when absent. */
  language?: string;
};
