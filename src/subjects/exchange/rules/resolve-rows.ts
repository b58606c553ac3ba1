import { compareDecimals, plainDecimal, scaleOf } from '../../../kernel/decimal';
import type { Frequency } from '../../../kernel/period';
import type { DateText, Decimal, Id } from '../../../platform/database/tables';
import type { UnitKind } from '../../org/schema';
import { isTooLarge, numberIn } from '../../reporting/rules/cell-number';
import { plainText } from '../../reporting/rules/written-cell';
import type { CellWrite } from '../../reporting/schema';
import type { ImportRow } from '../schema';
import { periodWritten, type WrittenPeriod } from './written-period';

export type KnownUnit = {
  id: Id;
  kind: UnitKind;
  tags: readonly string[];
  validFrom: DateText;
  validTo: DateText | null;
  mine: boolean;
};
export type KnownFigure = {
  id: Id;
  decimals: number;
  low: Decimal | null;
  high: Decimal | null;
  unit: string;
  /** Codes of its options; empty without a dimension. */
  options: ReadonlySet<string>;
};
export type AskingForm = {
  id: Id;
  frequency: Frequency;
  level: UnitKind;
  tags: readonly string[];
  figureIds: ReadonlySet<Id>;
};

/** What rows may name. `units` by code, and by name where only one has it. */
export type Known = {
  units: ReadonlyMap<string, KnownUnit>;
  figures: ReadonlyMap<string, KnownFigure>;
  forms: readonly AskingForm[];
};

/** A fault of a row: its place counts rows from 1 as they were given; the column is the field's name. */
export type RowFault = { code: RowFaultCode; row: number; column: keyof ImportRow; values: Record<string, string> };
export type RowFaultCode =
  | 'unknown-unit'
  | 'unit-not-yours'
  | 'unit-closed'
  | 'no-period'
  | 'day-for-period'
  | 'unknown-figure'
  | 'unknown-category'
  | 'not-asked'
  | 'not-a-number'
  | 'too-large'
  | 'too-many-decimals'
  | 'below-low'
  | 'above-high'
  | 'above-hundred'
  | 'duplicate-row'
  | 'contradicting-row'
  | 'period-not-open'
  | 'figures-locked'
  | 'unit-exempt'
  | 'check-fails'
  | 'cumulative-falls'
  | 'cell-missing'
  | 'needs-explanation';

export type Resolved = { cells: (CellWrite & { row: number; note: string })[]; faults: RowFault[]; faultCount: number };

/** Told one by one; a file that is wrong everywhere is told so by its first faults and their number. */
export const MOST_FAULTS = 200;

/** What is wrong with a value by itself. */
const faultOfValue = (
  text: string,
  value: Decimal | null,
  figure: KnownFigure,
): [RowFaultCode, Record<string, string>] | null => {
  if (text === '') return null;
  if (value === null) return ['not-a-number', { value: text }];
  if (isTooLarge(value)) return ['too-large', { value: text }];
  const { decimals, low, high, unit } = figure;
  if (value.includes('.') && scaleOf(plainDecimal(value)) > decimals)
    return ['too-many-decimals', { value: text, decimals: String(decimals) }];
  if (low !== null && compareDecimals(value, low) < 0) return ['below-low', { value: text, low }];
  if (high !== null && compareDecimals(value, high) > 0) return ['above-high', { value: text, high }];
  if (high === null && unit === '%' && compareDecimals(value, '100') > 0) return ['above-hundred', { value: text }];
  return null;
};

/** As it stands; else as it was meant by somebody who types full-width letters. */
const named = <Value>(known: ReadonlyMap<string, Value>, name: string): Value | undefined =>
  known.get(name) ?? known.get(name.normalize('NFKC').trim());

/** The same at one go, for few rows. */
export const resolveRows = (rows: readonly ImportRow[], known: Known): Resolved => {
  const work = resolvingRows(rows, known);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
};

// So many take a few milliseconds.
const ROWS_OF_SLICE = 1_000;

/**
 * Rows as they were read → cells with the form that asks them. Everything that is wrong in one run. Pure; hundreds of thousands of rows a
 * second, since units, figures, periods and forms repeat and are looked up once. Yields after each thousand.
 */
export function* resolvingRows(rows: readonly ImportRow[], known: Known): Generator<void, Resolved> {
  const faults: RowFault[] = [];
  let faultCount = 0;
  const fault = (
    row: number,
    column: keyof ImportRow,
    code: RowFaultCode,
    values: Record<string, string> = {},
  ): null => {
    faultCount += 1;
    if (faults.length < MOST_FAULTS) faults.push({ code, row, column, values });
    return null;
  };
  const periods = new Map<string, WrittenPeriod>();
  const periodNamed = (written: string): WrittenPeriod => {
    const found = periods.get(written);
    if (found !== undefined) return found;
    const period = periodWritten(written);
    periods.set(written, period);
    return period;
  };
  const asking = formFinder(known.forms);
  const seen = new Map<string, number>();
  const cells: Resolved['cells'] = [];
  for (const [
    index,
    { unit: unitName, period: periodName, figure: figureName, category, value: written, note = '' },
  ] of rows.entries()) {
    const row = index + 1;
    if (row % ROWS_OF_SLICE === 0) yield;
    const [unit, said, figure] = [
      named(known.units, unitName),
      periodNamed(periodName),
      named(known.figures, figureName),
    ];
    const period = said && 'period' in said ? said.period : null;
    if (!unit) fault(row, 'unit', 'unknown-unit', { unit: unitName });
    else if (!unit.mine) fault(row, 'unit', 'unit-not-yours', { unit: unitName });
    if (said && 'day' in said) fault(row, 'period', 'day-for-period', { period: periodName, day: said.day });
    else if (!period) fault(row, 'period', 'no-period', { period: periodName });
    if (!figure) fault(row, 'figure', 'unknown-figure', { figure: figureName });
    if (!unit?.mine || !period || !figure) continue;
    if (unit.validFrom > period.end || (unit.validTo !== null && unit.validTo <= period.end)) {
      fault(row, 'unit', 'unit-closed', { unit: unitName, on: unit.validTo ?? unit.validFrom });
      continue;
    }
    const hasOption = figure.options.size === 0 ? category === '' : figure.options.has(category);
    if (!hasOption) fault(row, 'category', 'unknown-category', { figure: figureName, category });
    const text = plainText(written, figure.unit);
    const value = text === '' ? null : numberIn(text);
    const wrong = faultOfValue(text, value, figure);
    if (wrong) fault(row, 'value', wrong[0], { figure: figureName, ...wrong[1] });
    const formId = asking(figure.id, period.frequency, unit);
    if (formId === null) fault(row, 'figure', 'not-asked', { figure: figureName, unit: unitName, period: periodName });
    if (!hasOption || wrong || formId === null) continue;
    const key = `${unit.id} ${period.code} ${figure.id} ${category}`;
    const first = seen.get(key);
    if (first !== undefined) {
      const other = cells[first]!;
      const code = other.value === value ? 'duplicate-row' : 'contradicting-row';
      fault(row, 'unit', code, { first: String(other.row), value: text, other: other.value ?? '' });
    } else seen.set(key, cells.length);
    cells.push({ row, formId, period: period.code, unitId: unit.id, figureId: figure.id, category, value, note });
  }
  return { cells, faults, faultCount };
}

/** Which form asks a figure of a unit: that of its kind and tags, with the period's frequency. Looked up once per kind of unit. */
const formFinder = (forms: readonly AskingForm[]) => {
  const found = new Map<string, Id | null>();
  return (figureId: Id, frequency: Frequency, { kind, tags }: KnownUnit): Id | null => {
    const key = `${figureId} ${frequency} ${kind} ${tags.join(',')}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const form = forms.find(
      one =>
        one.frequency === frequency &&
        one.level === kind &&
        one.figureIds.has(figureId) &&
        one.tags.every(tag => tags.includes(tag)),
    );
    found.set(key, form?.id ?? null);
    return form?.id ?? null;
  };
};
