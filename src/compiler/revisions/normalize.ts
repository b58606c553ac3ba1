const DIGITS = '０１２３４５６７８９';
const WIDE: Record<string, string> = { '（': '(', '）': ')', '，': ',', '：': ':', '；': ';', '％': '%', '．': '.' };

/**
 * A text by which two clauses are compared: without white space, one width, and years told from the plan's own (2025年 in a
 * plan of 2025 is 本年), so that last year's plan can be laid beside this year's.
 */
export const normalize = (text: string, year: number | null): string => {
  const plain = text
    .replace(/\s+/g, '')
    .replace(/[０-９]/g, digit => String(DIGITS.indexOf(digit)))
    .replace(/[（），：；％．]/g, sign => WIDE[sign] ?? sign);
  if (year === null) return plain;
  return plain.replace(/(?<!\d)(?:19|20)\d\d(?=年)/g, written => {
    const apart = Number(written) - year;
    return apart === 0 ? '本' : Math.abs(apart) <= 3 ? `本${apart > 0 ? '+' : ''}${apart}` : written;
  });
};

/** A day told from the plan's year: 2026-06-30 in a plan of 2026 is 0-06-30. */
export const relativeDay = (day: string | null, year: number | null): string | null =>
  day === null || year === null ? day : `${Number(day.slice(0, 4)) - year}${day.slice(4)}`;
