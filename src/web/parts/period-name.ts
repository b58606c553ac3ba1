import type { TFunction } from 'i18next';

/** 二季度, 8月, 第35周, 春季学期: where the year is known; '' of a whole year. */
export const periodPart = (t: TFunction, period: string, words: 'part' | 'tight' = 'part'): string => {
  const part = period.slice(5);
  if (part === '') return '';
  if (part.startsWith('W')) return t(`frame:period.${words}.week`, { week: Number(part.slice(1)) });
  return t(`frame:period.${words}.${/^[QS]/.test(part) ? part : `month.${Number(part)}`}`);
};

/** 2026-08 → 2026年8月, 2026-Q3 → 2026年三季度, 2026-S1 → 2026年春季学期; `tight` where a column has little room: 2026年春季. */
export const periodName = (t: TFunction, period: string, words: 'part' | 'tight' = 'part'): string => {
  const [year, part] = [period.slice(0, 4), periodPart(t, period, words)];
  return part === '' ? t('frame:period.year', { year }) : t('frame:period.of', { year, part });
};
