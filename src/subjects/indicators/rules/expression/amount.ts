import type { Logical, Numeric } from './expression';
import type { ReportFault, Span } from './fault';
import { inverse, quotient, type Ratio, ratioOf } from './ratio';
import type { Quantity, UnitTable } from './units';

/** What is known while compiling. Figures are held in a Map: no name is found that was not put in. */
export type Known = {
  figures: ReadonlyMap<string, { unit: string; categories?: readonly string[] }>;
  units: UnitTable;
  report: ReportFault;
};

/**
 * What a number was multiplied by on its way, as ratios in text: by hand on every way to a figure or on some (A + B * 100),
 * and by the compiler. Nothing is to be converted twice.
 */
export type Scales = { every: ReadonlySet<string>; some: ReadonlySet<string>; converted: ReadonlySet<string> };

/** A number, its place and its unit; a bare number (quantity null) takes the unit of what it stands beside. */
export type Amount = Span & { kind: 'amount'; expression: Numeric; quantity: Quantity | null; scales: Scales };
export type Truth = Span & { kind: 'truth'; expression: Logical };
/** Null where a fault was reported inside. */
export type Built = Amount | Truth | null;

const none: ReadonlySet<string> = new Set();
export const unscaled: Scales = { every: none, some: none, converted: none };

export const keyOf = ({ times, over }: Ratio): string => `${times}/${over}`;

/** A literal: alone it is no scale of anything, in a product it is. */
export const scaledBy = (value: string): Scales => {
  const ratio = ratioOf(value);
  const keys = ratio.times === 0n ? none : new Set([keyOf(ratio)]);
  return { every: keys, some: keys, converted: none };
};

const union = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
  a.size === 0 ? b : b.size === 0 ? a : new Set([...a, ...b]);

/** Of a product. */
export const scalesTimes = (a: Scales, b: Scales): Scales => ({
  every: union(a.every, b.every),
  some: union(a.some, b.some),
  converted: union(a.converted, b.converted),
});

const inverted = (keys: ReadonlySet<string>) => new Set([...keys].map(key => keyOf(inverse(ratioOf(key)))));

/** Of what is divided by. */
export const scalesBelow = ({ every, some, converted }: Scales): Scales => ({
  every: inverted(every),
  some: inverted(some),
  converted: inverted(converted),
});

/** Of a sum. */
export const scalesBeside = (a: Scales, b: Scales): Scales => ({
  every: new Set([...a.every].filter(key => b.every.has(key))),
  some: union(a.some, b.some),
  converted: union(a.converted, b.converted),
});

/** × by, unless that has been done by hand: then null and a fault. */
export const convert = (amount: Amount, by: Ratio, { report }: Known): Amount | null => {
  if (amount.scales.some.has(keyOf(by))) return convertedTwice(amount, by, report);
  const converted = new Set([...amount.scales.converted, keyOf(by)]);
  return {
    ...amount,
    expression: { op: 'convert', of: amount.expression, times: String(by.times), over: String(by.over) },
    scales: { ...amount.scales, converted },
  };
};

/** 10000 for both 10000 and 1/10000: what the writer multiplied or divided by. */
export const convertedTwice = (at: Span, by: Ratio, report: ReportFault): null => {
  const { times, over } = by.times < by.over ? quotient({ times: 1n, over: 1n }, by) : by;
  report('converted-twice', { from: at.from, to: at.to }, { by: over === 1n ? String(times) : `${times}/${over}` });
  return null;
};
