import type { TFunction } from 'i18next';

/** 2026-08 → 8月, 2026-Q3 → 第3季度, 2026-W35 → 第35周; namespace `task`. */
export const periodName = (t: TFunction, period: string): string => {
  const part = period.slice(5);
  const number = Number(part.replace(/[QW]/, ''));
  if (part.startsWith('Q')) return t('task:period.quarter', { number });
  if (part.startsWith('W')) return t('task:period.week', { number });
  return t(`task:period.months.${number}`);
};
