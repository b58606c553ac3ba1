import type { TFunction } from 'i18next';

/** 2026-08 → 2026年8月, 2026-Q3 → 2026年三季度, 2026-S1 → 2026年春季学期; namespace `reporting`. */
export const periodName = (t: TFunction<'reporting'>, period: string): string => {
  const [year, part] = [period.slice(0, 4), period.slice(5)];
  if (part === '') return t('reporting:period.year', { year });
  if (part.startsWith('Q')) return t(`reporting:period.${part as 'Q1'}`, { year });
  if (part.startsWith('S')) return t(`reporting:period.${part as 'S1'}`, { year });
  if (part.startsWith('W')) return t('reporting:period.week', { year, week: Number(part.slice(1)) });
  return t(`reporting:period.month.${Number(part) as 1}`, { year });
};

/** The same where a column has little room: 2025-S2 → 2025年秋季. */
export const shortPeriodName = (t: TFunction<'reporting'>, period: string): string => {
  const [year, part] = [period.slice(0, 4), period.slice(5)];
  if (/^[QS]/.test(part)) return t(`reporting:period.short.${part as 'Q1'}`, { year });
  if (part.startsWith('W')) return t('reporting:period.short.week', { year, week: Number(part.slice(1)) });
  return periodName(t, period);
};
