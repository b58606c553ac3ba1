import type { TFunction } from 'i18next';

/** 2026-08 → 8月, 2026-Q3 → 三季度, 2026-W35 → 第35周; namespace `todo`. */
export const periodName = (t: TFunction<'todo'>, period: string): string => {
  const part = period.slice(5);
  if (part.startsWith('Q')) return t(`period.Q${part.slice(1)}` as 'period.Q1');
  if (part.startsWith('W')) return t('period.week', { week: Number(part.slice(1)) });
  return t(`period.month.${Number(part)}` as 'period.month.1');
};
