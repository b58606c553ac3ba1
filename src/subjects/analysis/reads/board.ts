import { addDays } from '../../../kernel/calendar';
import { periodOf, shiftPeriod } from '../../../kernel/period';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Decimal, Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { newestThatCounts } from '../../indicators/rules/target-reading';
import { windowCounts } from '../../reporting/reads/window-counts';
import { knowingWhoIsAsked } from '../../reporting/rules/asked-of';
import {
  type FirmPeriod,
  firmPeriod,
  type WindowsKnown,
  windowsKnown,
  withFirmCounts,
} from '../../reporting/rules/firm-period';
import { indicatorValue, neededFor, periodsFor, type SumOf, worstOf } from '../../reporting/rules/indicator-value';
import { countedTowards, countsGrowth, neededTowards, type Towards } from '../../reporting/rules/readings';
import { lenses } from '../../reporting/schema';
import { thresholdsOf } from '../../tasks/reads/settings';
import { lensesFor, mayCompare } from '../policy';
import { judgeParts, type Latest, type Part, partTarget, standingOf } from '../rules/standing';
import { sumTable } from '../rules/sums';
import type { Aim, Board, BoardInput, BoardRow, Reported } from '../schema';
import { type AimsSeen, aimsSeenBy, type IndicatorTarget, targetsOn } from './aims';
import { codesIn, type Definition, definitionsOn } from './definitions';
import { sumsFor, talliesFor } from './reckon-for';
import { endOfDay, TOGETHER, totalsOf } from './sums';
import { askedAmong, type TallyTable } from './tallies';
import { branchesOf, type PlacedUnit, sumsAlone, unitOf } from './units';

// What a value is held against last year, and the year before in which nothing may be firm yet.
const DAYS_BACK = 760;

/** How far the windows have come that decide which periods can be judged: over the whole body, so that every page takes the same one. */
export const windowsFor = async (
  db: Db,
  tenantId: Id,
  { on, today, lens, asOf }: { on: DateText; today: DateText } & Pick<BoardInput, 'lens' | 'asOf'>,
  formIds?: readonly Id[],
): Promise<WindowsKnown> => {
  const known = { on: asOf ?? today, at: asOf === undefined ? null : endOfDay(asOf) };
  return windowsKnown(await windowCounts(db, tenantId, { ...known, lens, since: addDays(on, -DAYS_BACK), formIds }));
};

/** The leader's page: every indicator for the newest period that can be judged, for a unit and each one right below it. */
export async function boardOf(context: Context, input: BoardInput): Promise<Board> {
  const { db, actor, today } = context;
  const unit = await unitOf(db, actor.tenantId, input.unitId);
  const seen = lensesFor(actor, unit.path, unit.kind === 'school');
  if (!seen.includes(input.lens)) refuse('not-found');
  // Whoever sees a unit only by its accepted whole does not see what it consists of.
  const asked = { ...input, on: input.on ?? today, today, aims: aimsSeenBy(actor) };
  const board = await workOutBoard(db, actor.tenantId, unit, asked, mayCompare(actor));
  return { ...board, lenses: seen };
}

type Asked = Omit<BoardInput, 'unitId' | 'on'> & {
  on: DateText;
  today: DateText;
  aims: AimsSeen;
  publicOnly?: boolean;
};

/** The same, whoever asks; `inside` shows the units below. */
export async function workOutBoard(
  db: Db,
  tenantId: Id,
  unit: PlacedUnit,
  { on, today, aims, publicOnly = false, ...input }: Asked,
  inside: boolean,
): Promise<Omit<Board, 'lenses'>> {
  const [windows, branches, limits, { indicators, figures }] = await Promise.all([
    windowsFor(db, tenantId, { on, today, ...input }),
    branchesOf(db, tenantId, unit),
    thresholdsOf(db, tenantId),
    definitionsOn(db, tenantId, on, { ...(input.indicatorIds ? { ids: input.indicatorIds } : {}), publicOnly }),
  ]);
  const targets = await targetsOn(
    db,
    tenantId,
    termsDays(on, input),
    indicators.map(({ id }) => id),
    aims,
  );
  const shown = new Map(indicators.map(indicator => [indicator.id, firmPeriod(indicator, figures, on, windows)]));
  // Of the period before only the whole is shown, but where it is that of the worst unit.
  const towards = new Map(
    indicators.map(indicator => {
      const { period } = shown.get(indicator.id)!;
      return [indicator.id, towardsIn(targets.get(indicator.id) ?? null, indicator, figures, period, windows)] as const;
    }),
  );
  const neededNow = indicators.flatMap(indicator => {
    const counted = towards.get(indicator.id);
    return counted
      ? neededTowards(indicator, figures, counted)
      : neededFor(indicator, figures, shown.get(indicator.id)!.period);
  });
  const neededBefore = (chosen: (indicator: Definition) => boolean) =>
    indicators
      .filter(chosen)
      .flatMap(indicator => neededFor(indicator, figures, shiftPeriod(shown.get(indicator.id)!.period, -1)));
  const isEach = ({ aggregation }: Definition) => aggregation === 'each';
  const isStored = input.tree === 'then' && input.asOf === undefined && !sumsAlone(unit);
  const needed = [...neededNow, ...neededBefore(indicator => !isStored || isEach(indicator))];
  const groupIds = branches.flatMap(branch => branch.groupIds);
  const figureIds = new Map([...figures].map(([code, { id }]) => [code, id]));
  const formIds = allFormsOf(figures);
  const awaitedPeriods = [...shown.values()].flatMap(({ awaiting }) => awaiting?.period ?? []);
  const before = neededBefore(indicator => isStored && !isEach(indicator));
  const [columns, totals, tallies] = await Promise.all([
    sumsFor(db, tenantId, unit, { figureIds, needed, lens: lenses[input.lens], tree: input.tree, asOf: input.asOf }),
    before.length === 0
      ? []
      : totalsOf(db, tenantId, { figureIds, needed: before, lens: lenses[input.lens] }, groupIds),
    talliesFor(
      db,
      tenantId,
      unit,
      input.asOf,
      formIds,
      [...needed, ...before].map(({ period }) => period).concat(awaitedPeriods),
      input.lens,
    ),
  ]);
  const table = sumTable(columns);
  const over = (ids: readonly Id[]) => knowingWhoIsAsked(table.over(ids), askedAmong(figures, tallies, ids));
  const whole = over(groupIds);
  const asked = askedAmong(figures, tallies, groupIds);
  const wholeBefore = isStored ? knowingWhoIsAsked(sumTable(totals).over([TOGETHER]), asked) : whole;
  const parts = branches.map(branch => ({ head: branch.unit, sumOf: over(branch.groupIds) }));
  return {
    on,
    lens: input.lens,
    unit: headOf(unit),
    units: inside ? branches.map(branch => branch.unit) : [],
    rows: indicators.map(indicator =>
      rowOf({
        indicator,
        figures,
        shown: shown.get(indicator.id)!,
        windows,
        on,
        groupsOf: branches.map(branch => branch.groupIds),
        whole,
        wholeBefore,
        parts,
        inside,
        target: targets.get(indicator.id) ?? null,
        towards: towards.get(indicator.id)!,
        unit,
        official: isOfficial(input),
        isAsOf: input.asOf !== undefined,
        tallies,
        groupIds,
        limits,
      }),
    ),
  };
}

export const headOf = ({ id, name, kind, areaCode }: Board['unit']): Board['unit'] => ({ id, name, kind, areaCode });

type Row = {
  indicator: Definition;
  figures: Awaited<ReturnType<typeof definitionsOn>>['figures'];
  shown: FirmPeriod;
  windows: WindowsKnown;
  on: DateText;
  whole: SumOf;
  /** For the period before; of `each` the units are asked. */
  wholeBefore: SumOf;
  parts: { head: Board['unit']; sumOf: SumOf }[];
  groupsOf: readonly (readonly Id[])[];
  inside: boolean;
  target: IndicatorTarget | null;
  towards: Towards | null;
  unit: PlacedUnit;
  official: boolean;
  isAsOf: boolean;
  tallies: TallyTable;
  groupIds: readonly Id[];
  limits: { yellow: number; red: number };
};

/** The value of the whole: for `each` that of the worst unit of its level. */
export const wholeValue = (
  { aggregation, direction }: Pick<Definition, 'aggregation' | 'direction'>,
  units: readonly (Decimal | null)[],
  together: () => Decimal | null,
): Decimal | null => (aggregation === 'each' && units.length > 0 ? worstOf(units, direction) : together());

/** The forms in which an indicator's first figure is asked: who is missing there is missing here. */
export const formsOf = (indicator: Definition, figures: Row['figures']): readonly Id[] =>
  figures.get(codesIn(indicator)[0] ?? '')?.formIds ?? [];

/** The forms that ask any figure behind an indicator. */
export const allFormsOf = (figures: Row['figures']): readonly Id[] =>
  [...figures.values()].flatMap(figure => figure.formIds);

/** The period of its own form in which an indicator's first figure is asked for a period of the indicator. */
export const askedPeriod = (indicator: Definition, figures: Row['figures'], period: string): string => {
  const first = figures.get(codesIn(indicator)[0] ?? '');
  return (first && periodsFor(first, period).at(-1)) ?? period;
};

/** Where a figure of it is asked of nobody below a unit and there is no value either, nothing is missing. */
export const isNothing = (value: Decimal | null, { expected }: Reported): boolean => value === null && expected === 0;

const rowOf = (row: Row): BoardRow => {
  const { indicator, figures, shown, windows, inside, target, towards, unit, tallies, groupIds, limits, on } = row;
  const { direction } = indicator;
  const { period, isFirm, awaiting, awaitedForms } = shown;
  const before = shiftPeriod(period, -1);
  const firm = withFirmCounts(
    indicator,
    figures,
    [before, period, ...(towards?.before ? [towards.before.code] : [])],
    windows,
  );
  const sumOfs = row.parts.map(({ sumOf }) => firm(sumOf));
  const measured = (at: string, sumOf: SumOf) => indicatorValue(indicator, figures, at, sumOf);
  const byUnit = sumOfs.map(sumOf => measured(period, sumOf));
  const unitsBefore = indicator.aggregation === 'each' ? sumOfs.map(sumOf => measured(before, sumOf)) : [];
  const whole = firm(row.whole);
  const value = wholeValue(indicator, byUnit, () => measured(period, whole));
  const { standsFor } = periodOf(period)!;
  const given = target && inside ? row.parts.map(({ head }) => target.parts[head.id] ?? null) : [];
  const isSplit = given.some(part => part !== null);
  const own = target && targetFor(target, unit, direction);
  const counted = (sumOf: SumOf, shownValue: Decimal | null) =>
    towards && countedTowards(indicator, figures, towards, sumOf, shownValue);
  const countedIn = (at: number) => counted(sumOfs[at]!, byUnit[at] ?? null);
  const judge = target && isFirm ? judgeParts(target, { standsFor, lookedOn: on }, direction, limits) : null;
  const statusOf = (part: Decimal, at: number) =>
    judge?.(partOf(target!, row.parts[at]!.head.id, part), countedIn(at)) ?? null;
  const latest = (): Latest | null => {
    const ofBody = own && unit.parentId === null ? own.values : [];
    if (own && row.official && unit.parentId === null) return newestThatCounts(ofBody, on);
    const measured = isFirm
      ? wholeValue(
          indicator,
          sumOfs.map((_, at) => countedIn(at)),
          () => counted(whole, value),
        )
      : null;
    return latestOf(measured, standsFor) ?? (row.isAsOf ? newestThatCounts(ofBody, on) : null);
  };
  const reportedOf = (groups: readonly Id[]) =>
    tallies(formsOf(indicator, figures), askedPeriod(indicator, figures, period), groups);
  const awaitedHere = awaiting && unit.parentId !== null ? tallies(awaitedForms, awaiting.period, groupIds) : null;
  return {
    id: indicator.id,
    code: indicator.code,
    name: indicator.name,
    unit: indicator.unit,
    decimals: indicator.decimals,
    direction,
    leadUnitName: indicator.leadUnitName,
    period,
    isFirm,
    awaiting,
    isInAlready: awaitedHere !== null && awaitedHere.expected > 0 && awaitedHere.reported >= awaitedHere.expected,
    value,
    previous: wholeValue(indicator, unitsBefore, () => measured(before, firm(row.wholeBefore))),
    aim: own && aimOf(own, latest(), on, direction, limits),
    reported: reportedOf(groupIds),
    byUnit: inside ? byUnit : [],
    nothing: inside
      ? byUnit.flatMap((one, at) => (one === null && isNothing(one, reportedOf(row.groupsOf[at]!)) ? [at] : []))
      : [],
    parts: isSplit ? given : null,
    statuses: isSplit ? given.map((part, at) => (part === null ? null : statusOf(part, at))) : null,
  };
};

/** By the terms of which day a target stands beside figures: of the day they are looked at, or until which all is known. */
export const termsDays = (on: DateText, { asOf }: Pick<BoardInput, 'asOf'>) => ({
  on,
  known: asOf !== undefined && asOf < on ? asOf : on,
  asOf,
});

/** What counts towards a target by the end of a period; null where there is none. */
export const towardsIn = (
  target: Pick<IndicatorTarget, 'comparator'> | null,
  indicator: Definition,
  figures: Row['figures'],
  period: string,
  windows: WindowsKnown,
): Towards | null => {
  if (!target) return null;
  const reported = periodOf(period)!;
  if (!countsGrowth(indicator, figures, target.comparator)) return { reported, before: null };
  const yearBefore = `${Number(reported.standsFor.slice(0, 4)) - 1}-12-31`;
  return { reported, before: periodOf(firmPeriod(indicator, figures, yearBefore, windows).period) };
};

/** A unit's part, and where its way begins. */
export const partOf = ({ lastYear }: IndicatorTarget, unitId: Id, value: Decimal): Part => ({
  value,
  last: lastYear[unitId] ?? null,
});

/** The target as it stands for a unit: the body's own for the whole; the unit's part of it below; null where it was given none. */
export const targetFor = (
  target: IndicatorTarget,
  unit: PlacedUnit,
  direction: 'up' | 'down',
): IndicatorTarget | null => {
  if (unit.parentId === null) return target;
  const part = target.parts[unit.id];
  return part === undefined ? null : partTarget(target, partOf(target, unit.id, part), direction);
};

export const latestOf = (value: Decimal | null, on: DateText): Latest | null => (value === null ? null : { value, on });

/** Only accepted figures as they are known today, in the tree of their time, are kept as counting towards a target. */
export const isOfficial = ({ lens, asOf, tree }: Pick<BoardInput, 'lens' | 'asOf' | 'tree'>): boolean =>
  lens === 'accepted' && asOf === undefined && tree === 'then';

/** A target beside what counts towards it, looked at on a day. */
export const aimOf = (
  target: IndicatorTarget,
  latest: Latest | null,
  lookedOn: DateText,
  direction: 'up' | 'down',
  limits: { yellow: number; red: number },
): Aim => {
  const { targetId, comparator, low, high, strength, dueOn } = target;
  return {
    targetId,
    comparator,
    value: target.value,
    low,
    high,
    strength,
    dueOn,
    actual: latest?.value ?? null,
    actualOn: latest?.on ?? null,
    ...standingOf(target, latest, lookedOn, direction, limits),
  };
};
