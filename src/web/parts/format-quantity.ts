/** Groups the digits of a whole part by three. */
const grouped = (whole: string): string => whole.replace(/\B(?=(\d{3})+$)/g, ',');

/** A decimal text without what says nothing: `93.50` → `93.5`, `120.000000` → `120`. Exact: no floating point. */
export const trimDecimal = (text: string): string =>
  text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;

/** `text` divided by 10^digits, exactly. */
const shifted = (text: string, digits: number): string => {
  const [whole = '0', fraction = ''] = text.split('.');
  const padded = whole.padStart(digits + 1, '0');
  return trimDecimal(`${padded.slice(0, -digits)}.${padded.slice(-digits)}${fraction}`);
};

const isShort = (text: string): boolean => (text.split('.')[1] ?? '').length <= 2;

/** Units that are never counted in 万 or 亿. */
const isRate = (unit: string): boolean => /[%‰:：比]|百分点|年|月|日|倍/.test(unit);

export type FormattedQuantity = { number: string; unit: string };

/**
 * A value as an official would write it: 21600000000 元 → 216 亿元, 12345 元 → 1.2345 stays 12,345 元 (nothing is rounded away).
 * `value` is a decimal text as the server gives it. `scale` false keeps the unit (English, table columns).
 */
export const formatQuantity = (value: string | number, unit: string | null, scale = true): FormattedQuantity => {
  const raw = String(value);
  const negative = raw.startsWith('-');
  let digits = trimDecimal(negative ? raw.slice(1) : raw);
  let written = unit ?? '';
  const whole = digits.split('.')[0] ?? '';
  if (scale && written && !isRate(written) && !/^[万亿]/.test(written))
    for (const [word, power] of [
      ['亿', 8],
      ['万', 4],
    ] as const) {
      const smaller = shifted(digits, power);
      if (whole.length > power && isShort(smaller)) {
        digits = smaller;
        written = word + written;
        break;
      }
    }
  const [integer = '0', fraction] = digits.split('.');
  // Four digits and fewer (and years) read better together.
  const number = (integer.length > 4 ? grouped(integer) : integer) + (fraction ? `.${fraction}` : '');
  return { number: (negative ? '−' : '') + number, unit: written };
};
