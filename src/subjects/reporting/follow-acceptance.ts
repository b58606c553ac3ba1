import { addDays } from '../../kernel/calendar';
import { plainDecimal, subtractDecimals } from '../../kernel/decimal';
import { periodOf, periodsWithin } from '../../kernel/period';
import type { DateText, Id } from '../../platform/database/tables';
import type { Context, Later } from '../../platform/operation';
import { type Measured, recordMeasured } from '../indicators/record-values';
import { turnLights } from '../tasks/turn-lights';
import {
  type AcceptedSum,
  type AskedGroups,
  acceptedOfUnits,
  acceptedSums,
  type CollectedFigure,
  figuresOf,
  groupsAsked,
  indicatorsTouched,
  type TargetedIndicator,
  targetedIndicators,
} from './reads/measured';
import { windowCounts } from './reads/window-counts';
import { type AskedOf, knowingWhoIsAsked } from './rules/asked-of';
import { comeSoFar, firmPeriod, type WindowsKnown, windowsKnown, withFirmCounts } from './rules/firm-period';
import { worstOf } from './rules/indicator-value';
import { codesMeasured, onlyStands, type ReportedPeriod, readingOn } from './rules/readings';
import { sumOfAll } from './rules/sum-of';

type Hand = Pick<Context, 'db' | 'now' | 'today'> & { tenantId: Id };
type Following = Pick<Context, 'db' | 'now' | 'today' | 'later'> & { actor: { tenantId: Id } };

/** What a transaction has to measure at its end: what these forms ask, for the periods from a day to another, looked at from the last day said. */
type ToMeasure = { hand: Hand; formIds: Set<Id>; from: DateText; to: DateText };
const toMeasure = new WeakMap<Later, ToMeasure>();

/**
 * What follows from figures that were accepted, or are no longer, or of which others are asked than before: the targets that are measured by
 * them get their latest value, and the lights of their tasks turn. Once at the end of the transaction, however many submissions changed.
 */
export const followAcceptance = (
  { db, now, today, later, actor: { tenantId } }: Following,
  formId: Id,
  period: string,
): void => {
  const { start, end } = periodOf(period)!;
  const hand = { db, now, today, tenantId };
  const known = toMeasure.get(later) ?? { hand, formIds: new Set<Id>(), from: start, to: end };
  const all: ToMeasure = {
    hand: known.hand.today > today ? known.hand : hand,
    formIds: known.formIds.add(formId),
    from: [start, known.from].toSorted()[0]!,
    to: [end, known.to].toSorted()[1]!,
  };
  toMeasure.set(later, all);
  later('measure', async () => {
    toMeasure.delete(later);
    await measureTargets(all.hand, await indicatorsTouched(db, tenantId, [...all.formIds]), all);
  });
};

/** The same by the calendar: a day may end a period, or the time in which others may still hand in. Returns how many tasks it moved. */
export const measureToday = async (hand: Hand): Promise<number> =>
  measureTargets(hand, await targetedIndicators(hand.db, hand.tenantId), {
    // What last year's periods come to is handed in, and locked, in the months after.
    from: `${addDays(hand.today, -HANDED_IN_WITHIN).slice(0, 4)}-01-01`,
    to: hand.today,
  });

// A term that belongs to last year ends in January, and its forms lock some weeks later.
const HANDED_IN_WITHIN = 180;

async function measureTargets(
  { db, tenantId, now, today }: Hand,
  indicators: readonly TargetedIndicator[],
  { from, to }: { from: DateText; to: DateText },
): Promise<number> {
  if (indicators.length === 0) return 0;
  const figures = await figuresOf(db, tenantId, [...new Set(indicators.flatMap(codesMeasured))]);
  const since = [addDays(from, -DAYS_BEFORE), addDays(today, -DAYS_BEFORE)].toSorted()[0]!;
  const windows = windowsKnown(await windowCounts(db, tenantId, { on: today, lens: 'accepted', since }));
  const first = Number(from.slice(0, 4));
  // A count of last year may stand in this year's values too.
  const last = Math.max(first, Math.min(Number(today.slice(0, 4)), Number(to.slice(0, 4)) + 1));
  const measured: Measured[] = [];
  for (let year = first; year <= last; year += 1) {
    const days = { from: [from, `${year}-01-01`].toSorted()[1]!, to: [today, `${year}-12-31`].toSorted()[0]! };
    measured.push(...(await readingsIn(db, { tenantId, indicators, figures, windows }, year, days)));
  }
  const awaiting = indicators.map(indicator => ({
    indicatorId: indicator.id,
    awaiting: firmPeriod(indicator, figures, today, windows).awaiting,
  }));
  const moved = await recordMeasured(db, tenantId, { from, to: `${last}-12-31`, measured, awaiting }, now);
  await turnLights(db, tenantId, moved, today);
  return moved.length;
}

// Two years: what a value is held against last year, and the year before in which nothing may be firm yet.
const DAYS_BEFORE = 760;

type Measuring = {
  tenantId: Id;
  indicators: readonly TargetedIndicator[];
  figures: ReadonlyMap<string, CollectedFigure>;
  windows: WindowsKnown;
};

/** What each indicator came to in those of its periods of a year, between two days, that can be judged. */
const readingsIn = async (
  db: Context['db'],
  { tenantId, indicators, figures, windows }: Measuring,
  year: number,
  { from, to }: { from: DateText; to: DateText },
): Promise<Measured[]> => {
  const sums = await acceptedSums(
    db,
    tenantId,
    [...figures.values()].map(({ id }) => id),
    year,
  );
  const measured: Measured[] = [];
  for (const indicator of indicators) {
    const periods = periodsWithin(indicator.frequency, from, to).filter(
      ({ code }) => comeSoFar(indicator, figures, code, windows).isFirm,
    );
    if (periods.length === 0) continue;
    const own = new Set(codesMeasured(indicator).flatMap(code => figures.get(code)?.id ?? []));
    const heads = await headsOf(db, tenantId, indicator, own, sums, year);
    const asked = heads.some(({ headId }) => headId !== null) ? await groupsAsked(db, tenantId, [...own], year) : null;
    const stands = onlyStands(indicator, figures);
    const before = firmPeriod(indicator, figures, `${year - 1}-12-31`, windows).period;
    const firm = withFirmCounts(indicator, figures, [before, ...periods.map(({ code }) => code)], windows);
    const sumOfs = heads.map(({ headId, sums: head }) => {
      const sumOf = sumOfAll(named(head, figures));
      return firm(asked && headId !== null ? knowingWhoIsAsked(sumOf, askedOf(asked, figures, headId)) : sumOf);
    });
    const readOn = (reported: ReportedPeriod) =>
      worstOf(
        sumOfs.map(sumOf => readingOn(indicator, figures, reported, sumOf)),
        indicator.direction,
      );
    const begun = stands ? readOn(periodOf(before)!) : null;
    for (const reported of periods) {
      const value = readOn(reported);
      const grown = value === null || begun === null ? null : plainDecimal(subtractDecimals(value, begun));
      measured.push({ indicatorId: indicator.id, on: reported.standsFor, value, added: stands ? grown : value });
    }
  }
  return measured;
};

/** `headId`: of one group alone. */
type Head = { headId: Id | null; sums: AcceptedSum[] };

/** The sums an indicator is measured over: all together; for 逐一达标 those of each unit of its level apart. */
const headsOf = async (
  db: Context['db'],
  tenantId: Id,
  { aggregation, eachLevel }: TargetedIndicator,
  figureIds: ReadonlySet<Id>,
  sums: readonly AcceptedSum[],
  year: number,
): Promise<Head[]> => {
  if (aggregation !== 'each' || eachLevel === null)
    return [{ headId: null, sums: sums.filter(({ figureId }) => figureIds.has(figureId)) }];
  const single =
    eachLevel === 'school'
      ? await acceptedOfUnits(db, tenantId, [...figureIds], year, eachLevel)
      : sums.filter(({ figureId, headKind }) => figureIds.has(figureId) && headKind === eachLevel);
  const byHead = new Map<Id, AcceptedSum[]>();
  for (const sum of single) byHead.set(sum.headId, [...(byHead.get(sum.headId) ?? []), sum]);
  return [...byHead].map(([headId, its]) => ({ headId: eachLevel === 'school' ? null : headId, sums: its }));
};

const askedOf =
  (asked: AskedGroups, figures: ReadonlyMap<string, CollectedFigure>, headId: Id): AskedOf =>
  (code, period) => {
    const groups = asked.get(`${figures.get(code)?.id} ${period}`);
    if (!groups) return 'nowhere';
    return groups.has(headId) ? 'here' : 'elsewhere';
  };

const named = (sums: readonly AcceptedSum[], figures: ReadonlyMap<string, CollectedFigure>) => {
  const codes = new Map([...figures.values()].map(({ id, code }) => [id, code]));
  return sums.map(({ figureId, ...sum }) => ({ ...sum, code: codes.get(figureId)! }));
};
