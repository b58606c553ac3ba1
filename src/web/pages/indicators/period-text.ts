import type { TFunction } from 'i18next';

/** 2026-08 → 2026年8月, 2026-Q3 → 2026年第3季度; `short` without the year. Namespace `analysis`. */
export const periodText = (t: TFunction<'analysis'>, period: string, short = false): string => {
  const [year, part] = [period.slice(0, 4), period.slice(5)];
  if (part === '') return t('analysis:period.year', { year });
  if (part.startsWith('S')) return t(part === 'S1' ? 'analysis:period.term1' : 'analysis:period.term2', { year });
  const number = Number(part.replace(/[QW]/, ''));
  if (part.startsWith('Q'))
    return t(short ? 'analysis:period.shortQuarter' : 'analysis:period.quarter', { year, number });
  if (part.startsWith('W')) return t(short ? 'analysis:period.shortWeek' : 'analysis:period.week', { year, number });
  return t(short ? 'analysis:period.shortMonth' : 'analysis:period.month', { year, number, period });
};
