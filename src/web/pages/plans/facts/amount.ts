import { formatQuantity } from '../../../parts/format-quantity';

const powers: Record<string, number> = { 万: 1e4, 亿: 1e8 };

/** 216亿, 9万, 93.5: a value as it is written beside its unit. */
export const writtenAmount = (value: number | null, unit: string | null): string => {
  if (value === null) return '';
  const { number, unit: scaled } = formatQuantity(value, unit);
  const word = /^[万亿]/.exec(scaled)?.[0] ?? '';
  return `${number.replaceAll(',', '')}${unit?.startsWith(word) ? '' : word}`.replace('−', '-');
};

/** What a person typed as a number: 1,500 · 9万 · 216亿 · -0.5; null where it is none. */
export const readAmount = (text: string): number | null => {
  const match = /^([-−+]?\d+(?:\.\d+)?)\s*([万亿]?)$/.exec(text.normalize('NFKC').replaceAll(',', '').trim());
  if (!match) return null;
  const value = Number(match[1]!.replace('−', '-')) * (powers[match[2] ?? ''] ?? 1);
  return Number(value.toPrecision(15));
};
