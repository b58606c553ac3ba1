/** What a cell of a workbook can hold at most (the format's limit, in UTF-16 units). */
export const cellTextLimit = 32_767;

const controls = /(?![\n\t])\p{Cc}|[\ufffe\uffff]/gu;
const loneSurrogate = /\p{Surrogate}/gu;

/**
 * Text as the XML of a document can carry it: line ends become LF, characters that XML forbids are dropped,
 * halves of surrogate pairs become U+FFFD.
 */
export const cleanText = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(controls, '').replace(loneSurrogate, '\ufffd');

/**
 * Text for a cell: clean, cut to what a cell holds (with …), and with a literal `_x000D_` protected, which spreadsheet
 * programs would otherwise take for the character it names.
 */
export const toCellText = (text: string): string => {
  const clean = cleanText(text);
  const fitting = clean.length > cellTextLimit ? `${clean.slice(0, cellTextLimit - 1)}…` : clean;
  return fitting.replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_');
};
