/**
 * Exact decimals as PostgreSQL's `numeric` gives them: text such as `-12.50`. Internally an integer and a scale, so that
 * 0.1 + 0.2 is 0.3. Rounding is half away from zero, as numeric's is.
 */
type Scaled = { units: bigint; scale: number };

// Counts of people and classrooms are most of what is calculated with, and need no taking apart.
const smallWhole = /^-?\d{1,15}$/;
const count = /^\d{1,15}$/;

const parse = (text: string): Scaled => {
  if (smallWhole.test(text)) return { units: BigInt(text), scale: 0 };
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) throw new RangeError(`not a decimal: ${text}`);
  const [, sign, whole, fraction = ''] = match;
  return { units: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
};

// Raising ten to a power costs more than all the rest of a sum.
const powers = Array.from({ length: 64 }, (_, exponent) => 10n ** BigInt(exponent));
const tenTo = (exponent: number): bigint => powers[exponent] ?? 10n ** BigInt(exponent);

const at = ({ units, scale }: Scaled, wanted: number): bigint =>
  wanted === scale ? units : units * tenTo(wanted - scale);

const print = ({ units, scale }: Scaled): string => {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};

const divideRounded = (dividend: bigint, divisor: bigint): bigint => {
  const negative = dividend < 0n !== divisor < 0n;
  const [n, d] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
  const quotient = (2n * n + d) / (2n * d);
  return negative ? -quotient : quotient;
};

/** A decimal counted in its smallest units of `scale` digits: 1.5 at 2 is 150n. RangeError where it has more digits. */
export const toUnits = (value: string, scale: number): bigint => {
  const plain = parse(plainDecimal(value));
  if (plain.scale > scale) throw new RangeError(`more than ${scale} digits: ${value}`);
  return at(plain, scale);
};

export const fromUnits = (units: bigint, scale: number): string => print({ units, scale });

/** Digits after the point as written. */
export const scaleOf = (value: string): number => parse(value).scale;

// Added as numbers they are exact, and take a tenth of the time.
const areSmall = (a: string, b: string): boolean => smallWhole.test(a) && smallWhole.test(b);

export const addDecimals = (a: string, b: string): string => {
  if (areSmall(a, b)) return String(Number(a) + Number(b));
  const [x, y] = [parse(a), parse(b)];
  const scale = Math.max(x.scale, y.scale);
  return print({ units: at(x, scale) + at(y, scale), scale });
};

export const negateDecimal = (value: string): string => {
  const { units, scale } = parse(value);
  return print({ units: -units, scale });
};

export const subtractDecimals = (a: string, b: string): string => addDecimals(a, negateDecimal(b));

// Up to fifteen digits, different decimals are different numbers, and in the same order.
const shortDecimal = /^-?\d+(?:\.\d+)?$/;
const isShort = (text: string): boolean => text.length <= 15 && shortDecimal.test(text);

/** Negative, zero or positive, as a is less than, equal to or greater than b: 1.0 equals 1. */
export const compareDecimals = (a: string, b: string): number => {
  if (isShort(a) && isShort(b)) return Math.sign(Number(a) - Number(b));
  const [x, y] = [parse(a), parse(b)];
  const scale = Math.max(x.scale, y.scale);
  const difference = at(x, scale) - at(y, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** value × part ÷ whole, rounded to `scale` digits; `part` and `whole` are whole numbers. */
export const shareOf = (value: string, part: number, whole: number, scale: number): string => {
  const { units, scale: own } = parse(value);
  const dividend = units * BigInt(part) * tenTo(scale);
  return print({ units: divideRounded(dividend, BigInt(whole) * tenTo(own)), scale });
};

const MOST_DIVISOR = 1e12;

/** Counts over counts, which most ratios are: divided digit by digit as on paper, all of it exact in numbers below 2^53. */
const proportionOfCounts = (dividend: number, divisor: number, scale: number): string => {
  let whole = Math.floor(dividend / divisor);
  let rest = dividend - whole * divisor;
  // The quotient is rounded, and may have come to the next whole number.
  if (rest < 0) {
    whole -= 1;
    rest += divisor;
  }
  let fraction = 0;
  for (let digit = 0; digit < scale; digit += 1) {
    const next = Math.floor((rest * 10) / divisor);
    rest = rest * 10 - next * divisor;
    fraction = fraction * 10 + next;
  }
  if (rest * 2 >= divisor) fraction += 1;
  if (fraction === 10 ** scale) return scale === 0 ? String(whole + 1) : `${whole + 1}.${'0'.repeat(scale)}`;
  return scale === 0 ? String(whole) : `${whole}.${String(fraction).padStart(scale, '0')}`;
};

/** value × part ÷ whole of decimals, rounded to `scale` digits. `whole` must not be zero (RangeError). */
export const proportionOf = (value: string, part: string, whole: string, scale: number): string => {
  if (count.test(value) && count.test(part) && count.test(whole) && scale <= 12) {
    const [dividend, divisor] = [Number(value) * Number(part), Number(whole)];
    if (dividend <= Number.MAX_SAFE_INTEGER && divisor > 0 && divisor <= MOST_DIVISOR)
      return proportionOfCounts(dividend, divisor, scale);
  }
  const [x, y, z] = [parse(value), parse(part), parse(whole)];
  if (z.units === 0n) throw new RangeError('a share of zero');
  const dividend = x.units * y.units * tenTo(scale + z.scale);
  return print({ units: divideRounded(dividend, z.units * tenTo(x.scale + y.scale)), scale });
};

const alreadyPlain = /^(?:0|-?[1-9]\d*)$/;
// As it is printed here: nothing but zeros at the end is too much.
const written = /^-?(?:0|[1-9]\d*)\.\d+$/;

const withoutZeros = (value: string): string => {
  let end = value.length;
  while (value.charCodeAt(end - 1) === 48) end -= 1;
  if (value.charCodeAt(end - 1) === 46) end -= 1;
  const plain = value.slice(0, end);
  return plain === '-0' ? '0' : plain;
};

/** Without zeros at the end: 12.50 → 12.5, 175.00 → 175. */
export const plainDecimal = (value: string): string => {
  if (alreadyPlain.test(value)) return value;
  if (written.test(value)) return withoutZeros(value);
  const text = print(parse(value));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
};

/** A number of JSON as a decimal; refuses what is not finite. Exponents are written out. */
export const decimalOf = (value: number): string => {
  if (!Number.isFinite(value)) throw new RangeError(`not a decimal: ${value}`);
  const text = String(value);
  if (!/e/i.test(text)) return text;
  return Math.abs(value) >= 1 ? BigInt(value).toString() : plainDecimal(value.toFixed(12));
};
