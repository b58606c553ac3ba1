import { periodOf, periodOn, shiftPeriod } from '../../../kernel/period';
import { refuse } from '../../../kernel/refusal';
import type { DateText, Decimal, Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { indicatorValue, neededFor, type SumOf, worstOf } from '../../reporting/rules/indicator-value';
import { lenses } from '../../reporting/schema';
import { thresholdsOf } from '../../tasks/reads/settings';
import { lensesFor, mayCompare } from '../policy';
import { partStanding, standingOf } from '../rules/standing';
import { sumTable } from '../rules/sums';
import type { Board, BoardInput, BoardRow } from '../schema';
import { type IndicatorTarget, targetsOn } from './aims';
import { codesIn, type Definition, definitionsOn } from './definitions';
import { loadSums } from './sums';
import { type TallyTable, talliesOf } from './tallies';
import { branchesOf, unitOf } from './units';

/** The last period of an indicator's frequency that was over on a day. */
export const periodShown = ({ frequency }: Pick<Definition, 'frequency'>, on: DateText): string => {
  const { code, end } = periodOn(frequency, on);
  return end <= on ? code : shiftPeriod(code, -1);
};

/** The leader's page: every indicator for the last whole period, for a unit and each one right below it. */
export async function boardOf({ db, actor, today }: Context, input: BoardInput): Promise<Board> {
  const { tenantId } = actor;
  const on = input.on ?? today;
  const unit = await unitOf(db, tenantId, input.unitId);
  if (!lensesFor(actor, unit.path, unit.kind === 'school').includes(input.lens)) refuse('not-found');
  const [branches, limits, { indicators, figures }] = await Promise.all([
    branchesOf(db, tenantId, unit),
    thresholdsOf(db, tenantId),
    definitionsOn(db, tenantId, on, input.indicatorIds ? { ids: input.indicatorIds } : {}),
  ]);
  const periods = new Map(indicators.map(indicator => [indicator.id, periodShown(indicator, on)]));
  const needed = indicators.flatMap(indicator => {
    const period = periods.get(indicator.id)!;
    return [period, shiftPeriod(period, -1)].flatMap(one => neededFor(indicator, figures, one));
  });
  const figureIds = new Map([...figures].map(([code, { id }]) => [code, id]));
  const formIds = [...figures.values()].flatMap(figure => figure.formIds);
  const [columns, targets, tallies] = await Promise.all([
    loadSums(db, tenantId, { figureIds, needed, lens: lenses[input.lens], tree: input.tree, asOf: input.asOf }),
    targetsOn(
      db,
      tenantId,
      on,
      indicators.map(({ id }) => id),
    ),
    talliesOf(
      db,
      tenantId,
      formIds,
      needed.map(({ period }) => period),
      input.lens,
    ),
  ]);
  const table = sumTable(columns);
  const whole = table.over(branches.flatMap(({ groupIds }) => groupIds));
  // Whoever sees a unit only by its accepted whole does not see what it consists of.
  const shown = mayCompare(actor) ? branches : [];
  const parts = shown.map(({ unit: head, groupIds }) => ({ head, sumOf: table.over(groupIds) }));
  const groupIds = branches.flatMap(branch => branch.groupIds);
  return {
    on,
    lens: input.lens,
    unit: headOf(unit),
    units: shown.map(branch => branch.unit),
    rows: indicators.map(indicator =>
      rowOf({
        indicator,
        figures,
        period: periods.get(indicator.id)!,
        whole,
        parts,
        target: targets.get(indicator.id) ?? null,
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
  period: string;
  whole: SumOf;
  parts: { head: Board['unit']; sumOf: SumOf }[];
  target: IndicatorTarget | null;
  tallies: TallyTable;
  groupIds: readonly Id[];
  limits: { yellow: number; red: number };
};

/** The value of the whole: for `each` that of the worst unit of its level. */
export const wholeValue = (
  indicator: Definition,
  figures: Row['figures'],
  period: string,
  whole: SumOf,
  units: readonly (Decimal | null)[],
): Decimal | null =>
  indicator.aggregation === 'each' && units.length > 0
    ? worstOf(units, indicator.direction)
    : indicatorValue(indicator, figures, period, whole);

/** The forms in which an indicator's first figure is asked: who is missing there is missing here. */
export const formsOf = (indicator: Definition, figures: Row['figures']): readonly Id[] =>
  figures.get(codesIn(indicator)[0] ?? '')?.formIds ?? [];

const rowOf = ({ indicator, figures, period, whole, parts, target, tallies, groupIds, limits }: Row): BoardRow => {
  const { id, code, name, unit, decimals, direction, leadUnitName } = indicator;
  const byUnit = parts.map(({ sumOf }) => indicatorValue(indicator, figures, period, sumOf));
  const value = wholeValue(indicator, figures, period, whole, byUnit);
  const { end } = periodOf(period)!;
  const given = target ? parts.map(({ head }) => target.parts[head.id] ?? null) : [];
  const isSplit = given.some(part => part !== null);
  const [first] = neededFor(indicator, figures, period).slice(-1);
  return {
    id,
    code,
    name,
    unit,
    decimals,
    direction,
    leadUnitName,
    period,
    value,
    previous: indicatorValue(indicator, figures, shiftPeriod(period, -1), whole),
    aim: target && aimOf(target, value, end, direction, limits),
    reported: tallies(formsOf(indicator, figures), first?.period ?? period, groupIds),
    byUnit,
    parts: isSplit ? given : null,
    statuses:
      target && isSplit
        ? given.map((part, at) =>
            part === null ? null : partStanding(target, part, byUnit[at] ?? null, end, direction, limits),
          )
        : null,
  };
};

/** A target beside the value of the whole. */
export const aimOf = (
  target: IndicatorTarget,
  value: Decimal | null,
  endsOn: DateText,
  direction: 'up' | 'down',
  limits: { yellow: number; red: number },
) => {
  const { targetId, comparator, low, high, strength, dueOn } = target;
  return {
    targetId,
    comparator,
    value: target.value,
    low,
    high,
    strength,
    dueOn,
    ...standingOf(target, value, endsOn, direction, limits),
  };
};
