/** Days from one ISO date to another: positive when `to` is later. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** 3月31日（周二）, with the year where it is not that of `today`; `Tue, 31 Mar` in English. */
export const dateInSentence = (on: string, today: string, language: string): string => {
  const day = new Date(`${on}T00:00:00Z`);
  const otherYear = on.slice(0, 4) !== today.slice(0, 4);
  if (language === 'en')
    return new Intl.DateTimeFormat('en-GB', {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...(otherYear ? { year: 'numeric' } : {}),
      timeZone: 'UTC',
    }).format(day);
  const weekday = '日一二三四五六'[day.getUTCDay()];
  const year = otherYear ? `${day.getUTCFullYear()}年` : '';
  return `${year}${day.getUTCMonth() + 1}月${day.getUTCDate()}日（周${weekday}）`;
};

/** Date and time of an instant in China: `2026-03-31 14:05`. */
export const timeInChina = (instant: string): { date: string; time: string } => {
  const shifted = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return { date: shifted.slice(0, 10), time: shifted.slice(11, 16) };
};
