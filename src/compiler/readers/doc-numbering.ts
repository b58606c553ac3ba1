import { type Numbering, noNumbering } from './docx-numbering';

const MOST_LISTS = 4096;

/** How the format counts, in the words of .docx. */
const formatOf = (code: number): string => {
  if (code === 23) return 'bullet';
  if (code === 255) return 'none';
  if (code === 18 || code === 28) return 'decimalEnclosedCircle';
  if ([10, 11, 16, 17, 33, 34, 35, 36, 37, 38, 39].includes(code)) return 'chineseCounting';
  return ['decimal', 'upperRoman', 'lowerRoman', 'upperLetter', 'lowerLetter'][code] ?? 'decimal';
};

/** The lists of a document (MS-DOC 2.9.131, 2.9.143): lists are named by their place in it, from 1. */
export const readDocNumbering = (main: DataView, table: DataView): Numbering => {
  const numbering = noNumbering();
  const [lists, listsLength] = [main.getUint32(0x2e2, true), main.getUint32(0x2e6, true)];
  const [uses, usesLength] = [main.getUint32(0x2ea, true), main.getUint32(0x2ee, true)];
  if (listsLength < 2 || usesLength < 4) return numbering;
  const count = Math.min(MOST_LISTS, table.getUint16(lists, true));
  let at = lists + 2 + count * 28;
  for (let index = 0; index < count; index += 1) {
    const entry = lists + 2 + index * 28;
    const simple = (table.getUint8(entry + 26) & 1) === 1;
    const levels = [];
    for (let level = 0; level < (simple ? 1 : 9); level += 1) {
      const start = table.getInt32(at, true);
      const format = formatOf(table.getUint8(at + 4));
      at += 28 + table.getUint8(at + 24) + table.getUint8(at + 25);
      const length = table.getUint16(at, true);
      let text = '';
      for (let sign = 0; sign < length; sign += 1) {
        const code = table.getUint16(at + 2 + sign * 2, true);
        text += code < 9 ? `%${code + 1}` : String.fromCharCode(code);
      }
      levels.push({ format, text, start });
      at += 2 + length * 2;
    }
    numbering.abstracts.set(String(table.getInt32(entry, true)), levels);
  }
  const used = Math.min(MOST_LISTS, table.getUint32(uses, true));
  for (let index = 0; index < used; index += 1)
    numbering.lists.set(String(index + 1), {
      abstract: String(table.getInt32(uses + 4 + index * 16, true)),
      starts: new Map(),
    });
  return numbering;
};
