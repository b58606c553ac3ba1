import { plainDecimal, subtractDecimals } from '../../../kernel/decimal';
import { type Period, periodOf } from '../../../kernel/period';
import type { Decimal } from '../../../platform/database/tables';
import { codesOf, type FigureUse } from '../../indicators/rules/expression/codes-of';
import type { Comparator } from '../../indicators/schema';
import { type FigureFacts, indicatorValue, type MeasuredIndicator, neededFor, type SumOf } from './indicator-value';

type Figures = ReadonlyMap<string, FigureFacts>;

/** A period in which something was reported, by its code and the day that it stands for. */
export type ReportedPeriod = Pick<Period, 'code' | 'standsFor'>;

/** Every figure that an indicator reads, above and below the line. */
export const usesOf = ({ expression }: Pick<MeasuredIndicator, 'expression'>): FigureUse[] =>
  [expression.numerator, expression.denominator].flatMap(part => (part === null ? [] : codesOf(part)));

/** The codes of the figures that an indicator is worked out from. */
export const codesMeasured = (indicator: MeasuredIndicator): string[] => [
  ...new Set(usesOf(indicator).map(({ code }) => code)),
];

/** Over the year: something of it flows, and the formula does not look one period back; then the period would stand for itself. */
export const addsUp = (uses: readonly FigureUse[], figures: Figures): boolean =>
  uses.some(({ code }) => figures.get(code)?.kind === 'flow') && uses.every(({ shift }) => shift.periods === 0);

/**
 * The value of an indicator as it stood when a period was over, for a target that is to be reached within its year: what flowed
 * (流量) is added up from the first of the year; a stock (存量) or a cumulative figure (累计) is the last that was reported. Where the
 * formula looks one period back the period itself is measured, and where no figure is a flow too.
 */
export const readingOn = (
  indicator: MeasuredIndicator,
  figures: Figures,
  { code, standsFor }: ReportedPeriod,
  sumOf: SumOf,
): Decimal | null => {
  if (!addsUp(usesOf(indicator), figures)) return indicatorValue(indicator, figures, code, sumOf);
  const year = standsFor.slice(0, 4);
  const lastDay = standsFor.endsWith('-02-28') ? '-02-29' : standsFor.slice(4);
  const soFar: SumOf = (figure, category, period) => {
    const { standsFor: partsDay, frequency } = periodOf(period)!;
    const facts = figures.get(figure);
    // A yearly count (a census) is not there before the year is over: the last one is taken.
    if (frequency === 'year' && facts?.kind !== 'flow') {
      const last = sumOf(figure, category, period);
      return last && last.n > 0 ? last : (sumOf(figure, category, String(Number(period) - 1)) ?? last);
    }
    // The year before is cut on the same day, so that like is held beside like.
    return partsDay.slice(4) <= lastDay ? sumOf(figure, category, period) : null;
  };
  return indicatorValue(indicator, figures, year, soFar);
};

/** Something that only stands (存量) has no increment of its own: towards a target of one counts what came since the year before. */
export const onlyStands = (indicator: MeasuredIndicator, figures: Figures): boolean =>
  codesMeasured(indicator).every(code => figures.get(code)?.kind === 'stock');

/** Whether the growth since the year before counts towards a target, not the value itself. */
export const countsGrowth = (indicator: MeasuredIndicator, figures: Figures, comparator: Comparator): boolean =>
  comparator === 'add' && onlyStands(indicator, figures);

/** Until which period is counted towards a target; `before`: where growth counts, the last period of the year before that can be judged. */
export type Towards = { reported: ReportedPeriod; before: ReportedPeriod | null };

/**
 * What counts towards a target by the end of a period, from the sums of some units and their `value` for it: the reading, or how far it has
 * grown. Of units that have not reported for the period, what came before says nothing of it.
 */
export const countedTowards = (
  indicator: MeasuredIndicator,
  figures: Figures,
  { reported, before }: Towards,
  sumOf: SumOf,
  value: Decimal | null,
): Decimal | null => {
  if (value === null) return null;
  if (addsUp(usesOf(indicator), figures)) return readingOn(indicator, figures, reported, sumOf);
  if (before === null) return value;
  const begun = readingOn(indicator, figures, before, sumOf);
  return begun === null ? null : plainDecimal(subtractDecimals(value, begun));
};

/** Every figure and period that is needed for it. */
export const neededTowards = (
  indicator: MeasuredIndicator,
  figures: Figures,
  { reported: { code, standsFor }, before }: Towards,
): { code: string; period: string }[] => {
  const needed = neededFor(indicator, figures, code);
  if (before !== null) return [...needed, ...neededFor(indicator, figures, before.code)];
  if (!addsUp(usesOf(indicator), figures)) return needed;
  const year = standsFor.slice(0, 4);
  const counts = codesMeasured(indicator).filter(one => figures.get(one)?.frequency === 'year');
  const yearBefore = String(Number(year) - 1);
  return [...neededFor(indicator, figures, year), ...counts.map(one => ({ code: one, period: yearBefore }))];
};
