import i18next from 'i18next';
import type { Aim } from '../../../subjects/analysis/schema';
import { formatQuantity } from '../../parts/format-quantity';

const signs = { eq: '', ge: '≥ ', le: '≤ ', gt: '> ', lt: '< ', range: '', add: '+' } as const;

/** ≥ 93%, +120 所, 30–35 个: what is to be reached, in figures. */
export const aimWords = (
  { comparator, value, low, high }: Pick<Aim, 'comparator' | 'value' | 'low' | 'high'>,
  unit: string,
): string => {
  // English counts in no 万 and 亿, like the values beside it.
  const formatted = (text: string) => formatQuantity(text, unit, i18next.language !== 'en');
  const write = (text: string) => {
    const { number, unit: written } = formatted(text);
    return /^[%‰]/.test(written) || !written ? `${number}${written}` : `${number} ${written}`;
  };
  if (comparator === 'range' && low !== null && high !== null) return `${formatted(low).number}–${write(high)}`;
  const aim = value ?? low ?? high;
  if (aim === null) return '—';
  // 较上年下降0.4: the minus says it.
  return `${comparator === 'add' && aim.startsWith('-') ? '' : signs[comparator]}${write(aim)}`;
};

/** The single value of a target, as a chart marks it. */
export const aimValue = ({ value, low, high }: Pick<Aim, 'value' | 'low' | 'high'>): string | null =>
  value ?? low ?? high;
