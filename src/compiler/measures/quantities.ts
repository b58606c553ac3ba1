import { charactersOf, isOneOf } from '../plain/characters';
import { CHINESE_DIGITS, chineseNumber } from '../plain/numerals';
import { HAN_UNITS, UNITS } from './units';

/** A number with its unit in the text. For a range (2-3所) `low` is set and `value` is its upper end. */
export type Quantity = {
  start: number;
  end: number;
  value: number;
  low: number | null;
  /** As written, without the multiplier; null for a bare number such as that of an index. */
  unit: string | null;
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

const NUMBER = /[0-9]{1,15}(?:,[0-9]{3}(?![0-9])){0,5}(?:\.[0-9]{1,8})?/y;
const MULTIPLIER = /(?:万亿|千亿|百亿|千万|百万|十万|亿|万|千(?!米|瓦|克|伏|卡)|百(?!分))/y;
const UNIT = new RegExp(UNITS, 'y');
const HAN_UNIT = new RegExp(HAN_UNITS, 'y');
const HAN_NUMBER = new RegExp(`[${CHINESE_DIGITS}]{1,12}`, 'y');
const RANGE = / ?(?:-{1,2}|—{1,2}|~|～|至|到) ?(?=[0-9])/y;
const MORE = charactersOf('多余几来');
// 第3批, 前10名, 每10万人, 数十, CO2: none of these is counted.
const NO_COUNT_BEFORE = /[0-9A-Za-z.+第前每〔№#]/;
const NO_WORD_BEFORE = /[数几第每]/;
// 3个月 is a time, 5分之一 a fraction, 千吨级 a rank; 2000万元以上项目 and 30户以上自然村 say which ones are meant.
const NO_COUNT_AFTER =
  /^(?:月(?!均)|小时|年|学期|季度|世纪|星期|周(?!转)|之[一二三四五六七八九]|级|内[一-龥]|(?:生活圈|服务圈|通勤圈|经济圈|半径|跑)|(?:方面|维度|层面|环节|阶段|原则|大关)|(?:以上|以下)的?[一-龥]{0,4}(?:人数|人员|学生|党员|率)|(?:及?以上|以下)的?(?:[一-龥]{0,4}(?:项目|企业|自然村|班额|大班)|工业|景区|人口|农户))/;
// 5月10日 is a date, 3-6岁 an age.
const DATE_BEFORE = /[月年]$/;
const LIFE = /(?:寿命|年龄)[^,。;]{0,8}$/;
const BARE_END = /^(?:[,。;、)(\n]|以上|以下|以内|左右|$)/;

const readAt = (form: RegExp, text: string, at: number): string | null => {
  form.lastIndex = at;
  return form.exec(text)?.[0] ?? null;
};

// 1.2万 is exactly 12000, whatever floats make of it.
const times = (number: number, multiplier: string | null): number =>
  multiplier ? Number((number * MULTIPLIERS[multiplier]!).toPrecision(15)) : number;

type Amount = { value: number; scale: string | null; unit: string | null; more: boolean; end: number };

const skipBlank = (text: string, at: number): number => (text.charCodeAt(at) === 32 ? at + 1 : at);

const readScaled = (text: string, numberEnd: number, number: number, units: RegExp): Amount => {
  let at = skipBlank(text, numberEnd);
  let scale = readAt(MULTIPLIER, text, at);
  at += scale?.length ?? 0;
  const more = isOneOf(MORE, text, at);
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
  const counts = unit !== null || BARE_END.test(text.slice(end, end + 2));
  return { quantity: counts ? { start: at, end, value, low: null, unit, approximate: more, han: false } : null, end };
};

const PERCENT = new RegExp(`百分之([${CHINESE_DIGITS}]{1,5})(?:点([${CHINESE_DIGITS}]{1,3}))?`, 'y');
const HAN_RANGE = new RegExp(`([一二两三四五六七八九十])(?:到|至|—|-)([二三四五六七八九十]{1,2})(?=${HAN_UNITS})`, 'y');
const RANGE_MARKS = charactersOf('到至—-');
const TENTHS = /([一二三四五六七八九])成(?=以上|以内|以下|左右|,|。|;|、)/y;

/** 百分之九十五, 九成以上: percentages in words. */
const readShare = (text: string, at: number): Quantity | null => {
  const share = { start: at, low: null, unit: '%', approximate: false, han: true };
  PERCENT.lastIndex = at;
  const percent = text.startsWith('百分之', at) ? PERCENT.exec(text) : null;
  if (percent) {
    const digits = (said: string): string => [...said].map(one => chineseNumber(one) ?? '').join('');
    const value = (chineseNumber(percent[1]!) ?? 0) + Number(`0.${percent[2] ? digits(percent[2]) : 0}`);
    return { ...share, end: at + percent[0].length, value };
  }
  TENTHS.lastIndex = at;
  const tenths = text.startsWith('成', at + 1) ? TENTHS.exec(text) : null;
  return tenths && { ...share, end: at + 2, value: (chineseNumber(tenths[1]!) ?? 0) * 10 };
};

const readHan = (text: string, at: number): { quantity: Quantity | null; end: number } => {
  const share = readShare(text, at);
  if (share) return { quantity: share, end: share.end };
  HAN_RANGE.lastIndex = at;
  const range = isOneOf(RANGE_MARKS, text, at + 1) ? HAN_RANGE.exec(text) : null;
  if (range) {
    const end = at + range[0].length;
    const unit = readAt(HAN_UNIT, text, end)!;
    const [low, value] = [chineseNumber(range[1]!)!, chineseNumber(range[2]!)!];
    const quantity = { start: at, end: end + unit.length, value, low, unit, approximate: false, han: true };
    return { quantity: low < value ? quantity : null, end: quantity.end };
  }
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

const isCount = (text: string, from: number, { start, end, unit, han }: Quantity): boolean => {
  if (start > from && (han ? NO_WORD_BEFORE : NO_COUNT_BEFORE).test(text[start - 1]!)) return false;
  if (NO_COUNT_AFTER.test(text.slice(end, end + 10))) return false;
  if (unit === '日' || unit === '号') {
    return !DATE_BEFORE.test(text.slice(start - 1, start)) && !/^(?:前|起|至|内)/.test(text.slice(end, end + 1));
  }
  // 24小时火灾扑灭率, 500米覆盖率: which rate.
  if (/^(?:小时|分钟|天|米|公里)$/.test(unit ?? '') && /^[一-龥]{1,8}率/.test(text.slice(end, end + 9))) return false;
  return unit !== '岁' || LIFE.test(text.slice(Math.max(from, start - 14), start));
};

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
    const counts = quantity && quantity.end <= end && isCount(text, start, quantity);
    if (counts) found.push(quantity);
    at = Math.max(next, at + 1);
  }
  return found;
};
