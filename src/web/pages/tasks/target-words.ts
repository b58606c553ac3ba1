import type { TFunction } from 'i18next';
import type { TaskTarget } from '../../../subjects/indicators/schema';
import { formatQuantity } from '../../parts/format-quantity';

type Aim = Pick<TaskTarget, 'comparator' | 'value' | 'low' | 'high' | 'unit' | 'approximate'>;

const signs = { eq: '', ge: '≥ ', le: '≤ ', gt: '> ', lt: '< ', range: '', add: '+' } as const;

/** ≥ 93.5%, +120 所, 30–35 个: what is to be reached, in figures; namespace `task`. */
export const aimText = (t: TFunction, { comparator, value, low, high, unit, approximate }: Aim): string => {
  const write = (text: string | null) => {
    if (text === null) return '—';
    const { number, unit: written } = formatQuantity(text, unit);
    return /^[%‰]/.test(written) || !written ? `${number}${written}` : `${number} ${written}`;
  };
  const about = approximate ? t('task:target.about') : '';
  if (comparator === 'range' && low !== null && high !== null)
    return `${about}${formatQuantity(low, unit).number}–${write(high)}`;
  const aim = value ?? low ?? high;
  // 较上年下降0.4: the minus says it.
  const sign = comparator === 'add' && aim?.startsWith('-') ? '' : signs[comparator];
  return `${about}${sign}${write(aim)}`;
};
