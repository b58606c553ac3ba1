import { parseEntry } from '../../../kernel/parse-entry';

/**
 * A cell of a file as the grid would take it (1,200; １２; 97%; 1.2万), or a number as a spreadsheet keeps it (15 digits), as plain text in
 * the figure's unit; what is no number stays as it stands, and is told as such.
 */
export const plainText = (value: string | number | null, unit: string): string => {
  if (value === null) return '';
  const text = String(value).trim();
  if (/^[+-]?\d+(\.\d+)?e[+-]?\d{1,2}$/i.test(text)) {
    const number = String(Number(Number(text).toPrecision(15)));
    return /e/i.test(number) ? text : number;
  }
  const entry = parseEntry(text, { unit });
  return entry.kind === 'wrong' ? text : rounded(entry.text);
};

// 0.30000000000000004 is what a spreadsheet's arithmetic leaves; nobody means it.
const rounded = (text: string): string => {
  if (!text.includes('.') || text.replaceAll(/\D/g, '').length <= 15) return text;
  const number = String(Number(Number(text).toPrecision(15)));
  return /e/i.test(number) ? text : number;
};
