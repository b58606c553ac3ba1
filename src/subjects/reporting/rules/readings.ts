import { periodOf } from '../../../kernel/period';
import type { DateText, Decimal } from '../../../platform/database/tables';
import { codesOf } from '../../indicators/rules/expression/codes-of';
import { type FigureFacts, indicatorValue, type MeasuredIndicator, type SumOf } from './indicator-value';

/** A period in which something was reported, by its code and last day. */
export type ReportedPeriod = { code: string; end: DateText };

const usesOf = ({ expression }: MeasuredIndicator) =>
  [expression.numerator, expression.denominator].flatMap(part => (part === null ? [] : codesOf(part)));

/** The codes of the figures that an indicator is worked out from. */
export const codesMeasured = (indicator: MeasuredIndicator): string[] => [
  ...new Set(usesOf(indicator).map(({ code }) => code)),
];

/**
 * The value of an indicator as it stood when a period was over, for a target that is to be reached within its year: what flowed
 * (流量) is added up from the first of the year; a stock (存量) or a cumulative figure (累计) is the last that was reported. Where the
 * formula looks one period back the period itself is measured, and where no figure is a flow too.
 */
export const readingOn = (
  indicator: MeasuredIndicator,
  figures: ReadonlyMap<string, FigureFacts>,
  { code, end }: ReportedPeriod,
  sumOf: SumOf,
): Decimal | null => {
  const uses = usesOf(indicator);
  const addsUp = uses.some(use => figures.get(use.code)?.kind === 'flow');
  if (!addsUp || uses.some(({ shift }) => shift.periods !== 0)) return indicatorValue(indicator, figures, code, sumOf);
  const year = end.slice(0, 4);
  const lastDay = end.endsWith('-02-28') ? '-02-29' : end.slice(4);
  const soFar: SumOf = (figure, category, period) => {
    const { end: partEnd, frequency } = periodOf(period)!;
    const facts = figures.get(figure);
    // A yearly count (a census) is not there before the year is over: the last one is taken.
    if (frequency === 'year' && facts?.kind !== 'flow') {
      const last = sumOf(figure, category, period);
      return last && last.n > 0 ? last : (sumOf(figure, category, String(Number(period) - 1)) ?? last);
    }
    // The year before is cut on the same day, so that like is held beside like.
    return partEnd.slice(4) <= lastDay ? sumOf(figure, category, period) : null;
  };
  return indicatorValue(indicator, figures, year, soFar);
};
