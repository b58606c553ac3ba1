import { CHINESE_DIGITS, chineseNumber } from '../plain/numerals';
import { HAN_UNITS, UNITS } from './units';

/** A number with its unit in the text. For a range (2-3所) `low` is set and `value` is its upper end. */
export type Quantity = {
  start: number;
  end: number;
  value: number;
  low: number | null;
  /** As written, without the multiplier. */
  unit: string;
  /** 余, 多: a little more. */
  approximate: boolean;
  /** Written with Chinese numerals, which are also part of many words. */
  han: boolean;
};

const MULTIPLIERS: Record<string, number> = {
  万亿: 1e12,
  千亿: 1e11,
  百亿: 1e10,
  千万: 1e7,
  百万: 1e6,
  十万: 1e5,
  亿: 1e8,
  万: 1e4,
  千: 1e3,
  百: 100,
};

const NUMBER = /[0-9]{1,15}(?:,[0-9]{3}){0,5}(?:\.[0-9]{1,8})?/y;
const MULTIPLIER = /(?:万亿|千亿|百亿|千万|百万|十万|亿|万|千(?!米|瓦|克)|百(?!分))/y;
const UNIT = new RegExp(UNITS, 'y');
const HAN_UNIT = new RegExp(HAN_UNITS, 'y');
const HAN_NUMBER = new RegExp(`[${CHINESE_DIGITS}]{1,12}`, 'y');
const RANGE = / ?(?:-{1,2}|—{1,2}|~|至|到) ?(?=[0-9])/y;
const MORE = /[多余几]/;
const NO_COUNT_BEFORE = /[0-9A-Za-z.+第前〔№#]/;
// 3个月 is a time, 5分之一 a fraction.
const NO_COUNT_AFTER = /^(?:月|小时|年|学期|季度|世纪|星期|周|之)/;

const readAt = (form: RegExp, text: string, at: number): string | null => {
  form.lastIndex = at;
  return form.exec(text)?.[0] ?? null;
};

// 1.2万 is exactly 12000, whatever floats make of it.
const times = (number: number, multiplier: string | null): number =>
  multiplier ? Number((number * MULTIPLIERS[multiplier]!).toPrecision(15)) : number;

type Amount = { value: number; scale: string | null; unit: string | null; more: boolean; end: number };

const skipBlank = (text: string, at: number): number => (text[at] === ' ' ? at + 1 : at);

const readScaled = (text: string, numberEnd: number, number: number, units: RegExp): Amount => {
  let at = skipBlank(text, numberEnd);
  let scale = readAt(MULTIPLIER, text, at);
  at += scale?.length ?? 0;
  const more = MORE.test(text[at] ?? '');
  if (more) at += 1;
  const second = scale === null || more ? readAt(MULTIPLIER, text, at) : null;
  if (second) {
    at += second.length;
    number = times(number, scale);
    scale = second;
  }
  const unit = readAt(units, text, skipBlank(text, at));
  const end = unit ? skipBlank(text, at) + unit.length : scale || more ? at : numberEnd;
  return { value: times(number, scale), scale, unit, more, end };
};

const readArabic = (text: string, at: number): { quantity: Quantity | null; end: number } => {
  const digits = readAt(NUMBER, text, at)!;
  const number = Number(digits.replaceAll(',', ''));
  const first = readScaled(text, at + digits.length, number, UNIT);
  const between = readAt(RANGE, text, first.end);
  if (between) {
    const from = first.end + between.length;
    const upper = readAt(NUMBER, text, from)!;
    const second = readScaled(text, from + upper.length, Number(upper.replaceAll(',', '')), UNIT);
    const low = first.scale === null && !first.unit ? times(number, second.scale) : first.value;
    if (second.unit && low < second.value && (!first.unit || first.unit === second.unit)) {
      return {
        quantity: {
          start: at,
          end: second.end,
          value: second.value,
          low,
          unit: second.unit,
          approximate: false,
          han: false,
        },
        end: second.end,
      };
    }
    // 3-6岁, 2022-2025年: neither end counts anything.
    if (!first.unit && !second.unit) return { quantity: null, end: second.end };
  }
  const { value, unit, more, end } = first;
  return { quantity: unit ? { start: at, end, value, low: null, unit, approximate: more, han: false } : null, end };
};

const readHan = (text: string, at: number): { quantity: Quantity | null; end: number } => {
  const digits = readAt(HAN_NUMBER, text, at)!;
  const number = chineseNumber(digits);
  const end = at + digits.length;
  if (number === null) return { quantity: null, end };
  const amount = readScaled(text, end, number, HAN_UNIT);
  const { value, unit, more } = amount;
  return unit
    ? {
        quantity: { start: at, end: amount.end, value, low: null, unit, approximate: more, han: true },
        end: amount.end,
      }
    : { quantity: null, end };
};

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const hanDigits = new Set([...CHINESE_DIGITS].map(character => character.charCodeAt(0)));

/** All quantities of a stretch of text, in order. Ordinals (第3批), dates and numbers without a unit are none. */
export const findQuantities = (text: string, start: number, end: number): Quantity[] => {
  const found: Quantity[] = [];
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at);
    const arabic = isDigit(code);
    if (!arabic && !hanDigits.has(code)) {
      at += 1;
      continue;
    }
    const { quantity, end: next } = arabic ? readArabic(text, at) : readHan(text, at);
    const counts =
      quantity &&
      quantity.end <= end &&
      !(at > start && NO_COUNT_BEFORE.test(text[at - 1]!)) &&
      !NO_COUNT_AFTER.test(text.slice(quantity.end, quantity.end + 2));
    if (counts) found.push(quantity);
    at = Math.max(next, at + 1);
  }
  return found;
};
