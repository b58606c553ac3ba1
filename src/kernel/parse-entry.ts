import { plainDecimal } from './decimal';

/** Why what was typed is no number of this figure. */
export type EntryFault =
  | 'not-a-number'
  | 'decimals'
  | 'other-unit'
  | 'grouping'
  | 'scientific'
  | 'spreadsheet-error'
  | 'too-long';

export type Entry =
  | { kind: 'number'; text: string }
  | { kind: 'blank'; text: '' }
  | { kind: 'wrong'; text: string; fault: EntryFault };

type Field = { unit?: string | null | undefined; decimals?: number | undefined };

const MOST_DIGITS = 30;
const MOST_CHARACTERS = 200;
const PLAIN = /^-?\d{1,20}$/;
// Shares, ratios and spans of time are not counted in 万.
const IS_RATE = /[%‰:：比]|百分点|年|月|日|倍/;
const MINUS = /^[-−–—]/;
const SCALED = /^(百|千)?(万亿|万|亿)?(.*)$/;
const POWERS: Record<string, number> = { 百: 2, 千: 3, 万: 4, 亿: 8, 万亿: 12 };

/** Full-width letters and digits as one writes them by hand; other signs stay (no ① for 1). */
const narrowed = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\u2000-\u200b\u202f\ufeff]/g, ' ')
    .replaceAll('￥', '¥')
    .trim();

/** 10^power times a text of digits, with or without a point: exact. */
const shifted = (text: string, power: number): string => {
  const [whole = '', fraction = ''] = text.split('.');
  const digits = whole + fraction;
  const point = whole.length + power;
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length ? digits.padEnd(point, '0') : `${digits.slice(0, point)}.${digits.slice(point)}`;
};

/** What a word after the number multiplies by, as a power of ten of the figure's unit; null where it is another unit. */
const powerOf = (word: string, unit: string): number | null => {
  if (word === '' || word === unit) return 0;
  if (unit === '' || IS_RATE.test(unit)) return unit === '' && POWERS[word] !== undefined ? POWERS[word] : null;
  const split = (text: string) => {
    const [, small = '', large = '', rest = ''] = SCALED.exec(text)!;
    return { power: (POWERS[small] ?? 0) + (POWERS[large] ?? 0), rest };
  };
  const [typed, own] = [split(word), split(unit)];
  return typed.rest === '' || typed.rest === own.rest ? typed.power - own.power : null;
};

const wrong = (typed: string, fault: EntryFault): Entry => {
  const text = typed.trim();
  return {
    kind: 'wrong',
    text: text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text,
    fault,
  };
};

/**
 * What somebody typed or pasted into a figure, as an exact decimal text in the figure's unit. Takes separators of thousands,
 * full-width digits, the unit itself, 万 and 亿 where the unit counts things, accountants' brackets for minus. What is no
 * number stays as it was typed, with the reason: nothing is guessed and nothing dropped.
 */
export const parseEntry = (typed: string, { unit, decimals }: Field): Entry => {
  // Most of a large paste and all that is stored.
  if (PLAIN.test(typed)) return number(typed, typed, decimals);
  let text = narrowed(typed).replace(/^'/, '');
  if (/^[-−–—/\s]*$/.test(text)) return { kind: 'blank', text: '' };
  if (text.startsWith('#')) return wrong(typed, 'spreadsheet-error');
  let negative = false;
  const bracketed = /^\((.+)\)$/.exec(text);
  if (bracketed) {
    negative = true;
    text = bracketed[1]!.trim();
  } else if (MINUS.test(text)) {
    negative = true;
    text = text.slice(1).trim();
  } else text = text.replace(/^\+/, '').trim();
  const ownUnit = narrowed(unit ?? '');
  if (text.startsWith('¥') && ownUnit.endsWith('元')) text = text.slice(1).trim();
  if (/^\d+(\.\d+)?[eE][-+]?\d+$/.test(text)) return wrong(typed, 'scientific');
  const parts = /^([\d.,' ]*\d\.?)\s*(\D*)$/.exec(text);
  if (!parts) return wrong(typed, 'not-a-number');
  const [, digits = '', word = ''] = parts;
  const bare = ungrouped(digits);
  if (bare === null) return wrong(typed, /[,' ]/.test(digits) ? 'grouping' : 'not-a-number');
  const power = powerOf(word.replaceAll(/\s/g, ''), ownUnit);
  if (power === null) return wrong(typed, /^[\p{L}%‰]+$/u.test(word) ? 'other-unit' : 'not-a-number');
  return number(typed, (negative ? '-' : '') + shifted(bare, power), decimals);
};

/** Digits without separators, beginning with a digit; null where groups are not of three. */
const ungrouped = (digits: string): string | null => {
  const grouped = /^\d{1,3}([,' ])\d{3}(\1\d{3})*(\.\d*)?$/.test(digits);
  const bare = grouped ? digits.replaceAll(/[,' ]/g, '') : digits;
  if (!/^(\d+(\.\d*)?|\.\d+)$/.test(bare)) return null;
  return bare.replace(/\.$/, '').replace(/^\./, '0.');
};

const number = (typed: string, decimal: string, decimals: number | undefined): Entry => {
  if (decimal.replaceAll(/\D/g, '').length > MOST_DIGITS) return wrong(typed, 'too-long');
  const text = plainDecimal(decimal);
  const written = text.split('.')[1]?.length ?? 0;
  return decimals !== undefined && written > decimals ? wrong(typed, 'decimals') : { kind: 'number', text };
};

/** Why a cell's text is no number of its figure; null where it is one, or blank. */
export const faultOf = (text: string, field: Field): EntryFault | null => {
  if (text === '') return null;
  const entry = parseEntry(text, field);
  return entry.kind === 'wrong' ? entry.fault : null;
};
