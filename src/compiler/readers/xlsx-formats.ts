import { walkXml } from './xml';

/** How the cells of a style show a number. */
export type Shown = 'number' | 'percent' | { date: 'year' | 'month' | 'day' | 'month-day' | 'time' };

// Dates among the formats that every workbook has; 27 to 36 and 50 to 58 are those of the Chinese edition.
const builtIn = (id: number): Shown => {
  if (id === 9 || id === 10) return 'percent';
  if ((id >= 14 && id <= 15) || id === 22 || id === 31 || (id >= 50 && id <= 56) || id === 36) return { date: 'day' };
  if (id === 17 || id === 27 || id === 57) return { date: 'month' };
  if (id === 16 || id === 28 || id === 29 || id === 58) return { date: 'month-day' };
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return { date: 'time' };
  return id === 30 ? { date: 'day' } : 'number';
};

const custom = (code: string): Shown => {
  const plain = code
    .replace(/"[^"]*"|\\.|\[[^[\]]*\]|_./g, '')
    .split(';')[0]!
    .toLowerCase();
  if (plain.includes('%')) return 'percent';
  if (/general/.test(plain) || !/[ymdhs]/.test(plain)) return 'number';
  const [year, day] = [plain.includes('y'), plain.includes('d')];
  if (year) return { date: day ? 'day' : plain.includes('m') ? 'month' : 'year' };
  return { date: day ? 'month-day' : 'time' };
};

/** How each style of a workbook (`styles.xml`) shows numbers, by its index. */
export const readFormats = (bytes: Uint8Array): Shown[] => {
  const codes = new Map<number, string>();
  const shown: Shown[] = [];
  let within = false;
  walkXml(bytes, {
    open: (name, { numFmtId = '', formatCode = '' }) => {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
      else if (name === 'cellXfs') within = true;
      else if (name === 'xf' && within) {
        const code = codes.get(Number(numFmtId));
        shown.push(code === undefined ? builtIn(Number(numFmtId)) : custom(code));
      }
    },
    close: name => {
      if (name === 'cellXfs') within = false;
    },
  });
  return shown;
};

const DAY = 86_400_000;

/** A number of a cell as people read it: a date in words, a share with its sign, anything else in full. */
export const showNumber = (value: number, shown: Shown, from1904: boolean): string => {
  if (shown === 'percent') return `${exact(value * 100)}%`;
  if (shown === 'number') return exact(value);
  // Day 60 of a workbook is a 29 February 1900 that never was.
  const days = from1904 ? value + 1462 : value < 60 ? value + 1 : value;
  if (!(days >= 1 && days < 2_958_466)) return exact(value);
  const date = new Date(Date.UTC(1899, 11, 30) + Math.round(days * DAY));
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  switch (shown.date) {
    case 'year':
      return `${year}年`;
    case 'month':
      return `${year}年${month}月`;
    case 'month-day':
      return `${month}月${day}日`;
    case 'time':
      return date.toISOString().slice(11, 16);
    default:
      return `${year}年${month}月${day}日`;
  }
};

/** Without the tail that binary fractions leave: 0.1 + 0.2 is 0.3. */
const exact = (value: number): string => String(Number(value.toPrecision(15)));
