const isDay = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** A day as people type it (2026-06-30, 6-30, 6.30, 6月30日) as ISO date; the year is the plan's where none is typed. Null where it is none. */
export const readDay = (text: string, planYear: number): string | null => {
  const match = /^(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?$/.exec(text.normalize('NFKC').replace(/\s/g, ''));
  if (!match) return null;
  const [year, month, day] = [Number(match[1] ?? planYear), Number(match[2]), Number(match[3])];
  if (!isDay(year, month, day)) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};
