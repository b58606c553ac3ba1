/**
 * What a column of an import must hold. A `number`, `integer` or `percent` gives a number (percent as a ratio: `87%` is 0.87),
 * a `date` an ISO day, an `enum` the value whose label (or own name) was written, everything else text.
 */
export type FieldSchema = {
  key: string;
  /** The header; spaces, full or half width, a trailing `*` and a unit in brackets make no difference. */
  header: string;
  aliases?: readonly string[];
  type: 'text' | 'integer' | 'number' | 'percent' | 'date' | 'enum';
  /** Column and every cell of it must be there. */
  required?: boolean;
  /** No value twice in the column. */
  unique?: boolean;
  /** A merged cell is no value of each of its rows, and is refused: a number that stands once for several is their sum, or a slip. */
  unmerged?: boolean;
  /** For `enum`: value → its label, or several labels of which the first is shown. */
  labels?: Readonly<Record<string, string | readonly string[]>>;
  /** For text, in characters. */
  maxLength?: number;
  min?: number;
  max?: number;
};

export type SheetSchema = {
  name: string;
  aliases?: readonly string[];
  /** A missing sheet is no error then. */
  optional?: boolean;
  fields: readonly FieldSchema[];
};

export type ImportValue = string | number | null;

/** A row as it was understood: wrong and empty cells are null. */
export type ImportRow = {
  /** Number of the row in the sheet, from 1. */
  row: number;
  values: Record<string, ImportValue>;
  /** Whether no error was found in it. */
  ok: boolean;
};

const bracketed = /[([【][^()[\]【】]*[)\]】]$/;
/** Longer text is no header, and is not worth comparing. */
const longestHeader = 100;

/** A header for comparing: no spaces, one width, no case, no mark of obligation. */
export const normalizeHeader = (text: string): string =>
  text
    .slice(0, longestHeader)
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/^\*+|\*+$/g, '')
    .toLowerCase();

/** The same without a last remark in brackets: `金额(万元)` → `金额`. */
export const withoutRemark = (normalized: string): string =>
  normalized.replace(bracketed, '').replace(/\*+$/, '') || normalized;
