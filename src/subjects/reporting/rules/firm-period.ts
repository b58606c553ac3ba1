import { periodOf, periodOn, shiftPeriod } from '../../../kernel/period';
import type { DateText, Id } from '../../../platform/database/tables';
import type { FigureUse } from '../../indicators/rules/expression/codes-of';
import type { Awaiting } from '../../indicators/schema';
import { type FigureFacts, isFiner, type MeasuredIndicator, periodsFor, type SumOf, shifted } from './indicator-value';
import { addsUp, usesOf } from './readings';
import type { WindowState } from './timing';

/** How far a form's window has come over the whole body, and how it stands on the day that is looked from. */
export type WindowCount = { formId: Id; period: string; expected: number; reported: number; state: WindowState };

/** The windows of forms in a period that anybody is asked in. */
export type WindowsKnown = (formIds: readonly Id[], period: string) => readonly WindowCount[];

/** An indicator and a figure, as far as a period's firmness hangs on them. */
export type FirmIndicator = Pick<MeasuredIndicator, 'expression'> & { frequency: FigureFacts['frequency'] };
export type FirmFigure = FigureFacts & { formIds: readonly Id[] };
type Figures = ReadonlyMap<string, FirmFigure>;

/**
 * Of a hundred that are asked so many have to be in before a window's figures are judged by: all while there is time; nine in ten once it is
 * past, the rest is late; half once nobody can hand in any more; and whatever there is once the office has signed that this is it (定格).
 */
const enough: Record<WindowState, number> = { coming: 100, open: 100, late: 90, locked: 50, closed: 0 };

/** 可判: enough of those who are asked are in. A window in which nobody is, never. */
export const isFirm = ({ expected, reported, state }: WindowCount): boolean =>
  reported > 0 && reported * 100 >= expected * enough[state];

export const windowsKnown = (counts: readonly WindowCount[]): WindowsKnown => {
  const known = new Map<string, WindowCount>();
  // Nobody is asked in a window that has not opened, nor in one that all are excused from.
  for (const count of counts)
    if (count.expected > 0 && count.state !== 'coming') known.set(`${count.formId} ${count.period}`, count);
  return (formIds, period) => formIds.flatMap(formId => known.get(`${formId} ${period}`) ?? []);
};

type Use = {
  code: string;
  formIds: readonly Id[];
  /** The figure's own periods that all have to be firm, where anybody is asked in them. */
  all: readonly string[];
  /** Somebody has to have been asked in it, or the period has not come yet. */
  newest: string | null;
  /** A count that is rarer than the indicator: the newest of these that is firm stands for the others. */
  anyOf: readonly string[];
};

// No period: nobody is asked in it.
const NEVER = '';

const usesIn = (uses: readonly FigureUse[], figures: Figures, period: string): Use[] => {
  const sinceJanuary = addsUp(uses, figures);
  return uses.flatMap(({ code, shift }): Use[] => {
    const figure = figures.get(code);
    if (!figure) return [];
    const { kind, frequency, formIds } = figure;
    const own = shifted(period, shift);
    const { frequency: wanted, standsFor } = periodOf(own)!;
    const looked = periodsFor(figure, own);
    if (kind !== 'flow' && !isFiner(frequency, wanted))
      return [{ code, formIds, all: [], newest: null, anyOf: looked }];
    // What flows by the quarter has come at the end of one, whatever the months say.
    const last = periodOn(frequency, standsFor);
    const flowed = sinceJanuary
      ? periodsFor(figure, standsFor.slice(0, 4)).filter(part => periodOf(part)!.standsFor <= standsFor)
      : looked;
    const isHere = shift.periods === 0 && shift.years === 0;
    const newest = isHere ? (looked.at(-1) ?? (last.standsFor === standsFor ? last.code : NEVER)) : null;
    return [{ code, formIds, all: kind === 'flow' ? flowed : looked.slice(-1), newest, anyOf: [] }];
  });
};

/**
 * Whether a period can be judged by, and if not, what it waits for, and in which forms; null where it has not come yet, or nobody was ever
 * asked.
 */
export type Come = { isFirm: boolean; awaiting: Awaiting | null; awaitedForms: readonly Id[] };

export const comeSoFar = (indicator: FirmIndicator, figures: Figures, period: string, windows: WindowsKnown): Come =>
  comeIn(usesOf(indicator), figures, period, windows);

const comeIn = (uses: readonly FigureUse[], figures: Figures, period: string, windows: WindowsKnown): Come => {
  const waiting: WindowCount[] = [];
  let isAsked = false;
  for (const { formIds, all, newest, anyOf } of usesIn(uses, figures, period)) {
    if (newest !== null && windows(formIds, newest).length === 0) return { isFirm: false, ...NOT_WAITING };
    const needed = all.flatMap(part => windows(formIds, part));
    const rare = anyOf.map(part => windows(formIds, part)).filter(counts => counts.length > 0);
    isAsked ||= needed.length + rare.length > 0;
    waiting.push(...needed.filter(count => !isFirm(count)));
    if (rare.length > 0 && !rare.some(counts => counts.every(isFirm)))
      waiting.push(...rare.at(-1)!.filter(count => !isFirm(count)));
  }
  if (waiting.length === 0) return { isFirm: isAsked, ...NOT_WAITING };
  return { isFirm: false, ...awaitingIn(waiting) };
};

const NOT_WAITING = { awaiting: null, awaitedForms: [] };

/** The newest of the periods that are waited for; several forms together. */
const awaitingIn = (waiting: readonly WindowCount[]): { awaiting: Awaiting; awaitedForms: Id[] } => {
  const endOf = ({ period }: WindowCount) => periodOf(period)!.end;
  const newest = waiting.reduce((one, other) => (endOf(other) > endOf(one) ? other : one)).period;
  const forms = new Map(waiting.filter(({ period }) => period === newest).map(one => [one.formId, one]));
  const whole = { period: newest, reported: 0, expected: 0 };
  for (const { reported, expected } of forms.values()) {
    whole.reported += reported;
    whole.expected += expected;
  }
  return { awaiting: whole, awaitedForms: [...forms.keys()] };
};

/** The period that an indicator is shown and judged for, whether it can be judged, and the newer one that is waited for, in these forms. */
export type FirmPeriod = { period: string } & Come;

// So far back a firm period is looked for, by frequency: two years.
const BACK = { week: 104, month: 24, quarter: 8, term: 4, year: 2 } as const;

/** The last period of a frequency that was over on a day, or for its year. */
export const lastWhole = ({ frequency }: Pick<FirmIndicator, 'frequency'>, on: DateText): string => {
  const { code, standsFor } = periodOn(frequency, on);
  return standsFor <= on ? code : shiftPeriod(code, -1);
};

/**
 * The newest period that was over on a day and of which enough is in. Where none is firm: the newest that anybody was asked in, which then
 * nothing is judged by. Where nobody was ever asked (values that were there before the forms) nothing is waited for: the last whole one.
 */
export const firmPeriod = (
  indicator: FirmIndicator,
  figures: Figures,
  on: DateText,
  windows: WindowsKnown,
): FirmPeriod => {
  const uses = usesOf(indicator);
  const last = lastWhole(indicator, on);
  let waiting: Omit<FirmPeriod, 'isFirm'> | null = null;
  let period = last;
  for (let back = 0; back < BACK[indicator.frequency]; back += 1) {
    const come = comeIn(uses, figures, period, windows);
    if (come.isFirm) return { ...NOT_WAITING, ...waiting, period, isFirm: true };
    const { awaiting, awaitedForms } = come;
    if (awaiting) waiting ??= { period, awaiting, awaitedForms };
    period = shiftPeriod(period, -1);
  }
  return waiting ? { ...waiting, isFirm: false } : { period: last, isFirm: true, ...NOT_WAITING };
};

/**
 * Sums without the counts of a rarer figure (a census) that has only begun: of two that may stand for a period the last firm one does. The
 * same function where there is nothing to leave out.
 */
export const withFirmCounts = (
  indicator: FirmIndicator,
  figures: Figures,
  periods: readonly string[],
  windows: WindowsKnown,
): ((sumOf: SumOf) => SumOf) => {
  const left = new Set<string>();
  for (const period of periods)
    for (const { code, formIds, anyOf } of usesIn(usesOf(indicator), figures, period))
      for (const part of anyOf) if (windows(formIds, part).some(count => !isFirm(count))) left.add(`${code} ${part}`);
  if (left.size === 0) return sumOf => sumOf;
  return sumOf => (code, category, period) => (left.has(`${code} ${period}`) ? null : sumOf(code, category, period));
};
