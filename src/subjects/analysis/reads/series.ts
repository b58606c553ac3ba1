import { sql } from 'kysely';
import { periodOf, shiftPeriod } from '../../../kernel/period';
import { refuse } from '../../../kernel/refusal';
import type { Decimal, Id } from '../../../platform/database/tables';
import type { Actor, Context } from '../../../platform/operation';
import { newestThatCounts } from '../../indicators/rules/target-reading';
import { plannedOn } from '../../indicators/rules/targets';
import { knowingWhoIsAsked } from '../../reporting/rules/asked-of';
import { comeSoFar, firmPeriod, withFirmCounts } from '../../reporting/rules/firm-period';
import { indicatorValue, neededFor, type SumOf } from '../../reporting/rules/indicator-value';
import { countedTowards, neededTowards } from '../../reporting/rules/readings';
import { lenses } from '../../reporting/schema';
import { thresholdsOf } from '../../tasks/reads/settings';
import { visibleTasks } from '../../tasks/reads/visible';
import { lensesFor, mayCompare } from '../policy';
import { judgeParts, type Latest, standingOf } from '../rules/standing';
import { sumTable } from '../rules/sums';
import type { Series, SeriesInput } from '../schema';
import { aimsSeenBy, targetsOn } from './aims';
import {
  aimOf,
  allFormsOf,
  askedPeriod,
  formsOf,
  headOf,
  isOfficial,
  latestOf,
  partOf,
  targetFor,
  termsDays,
  towardsIn,
  wholeValue,
  windowsFor,
} from './board';
import { codesIn, type Definition, type Definitions, definitionsOn } from './definitions';
import { sumsFor, talliesFor } from './reckon-for';
import { askedAmong } from './tallies';
import { branchesOf, sumsAlone, unitOf } from './units';

/** One indicator over the last periods, for a unit and each one right below it. */
export async function seriesOf({ db, actor, today }: Context, input: SeriesInput): Promise<Series> {
  const { tenantId } = actor;
  const on = input.on ?? today;
  const unit = await unitOf(db, tenantId, input.unitId);
  const seen = lensesFor(actor, unit.path, unit.kind === 'school');
  if (!seen.includes(input.lens)) refuse('not-found');
  const [branches, limits, { indicators, figures }] = await Promise.all([
    branchesOf(db, tenantId, unit),
    thresholdsOf(db, tenantId),
    definitionsOn(db, tenantId, on, { ids: [input.indicatorId] }),
  ]);
  const indicator = indicators[0] ?? refuse('not-found');
  const allFormIds = allFormsOf(figures);
  const [windows, targets] = await Promise.all([
    windowsFor(db, tenantId, { on, today, ...input }, allFormIds),
    targetsOn(db, tenantId, termsDays(on, input), [indicator.id], aimsSeenBy(actor)),
  ]);
  const { period: last, isFirm, awaiting, awaitedForms } = firmPeriod(indicator, figures, on, windows);
  const periods = Array.from({ length: input.periods }, (_, back) => shiftPeriod(last, back - input.periods + 1));
  const target = targets.get(indicator.id) ?? null;
  const towards = new Map(
    periods.map(period => [period, towardsIn(target, indicator, figures, period, windows)] as const),
  );
  const needed = periods.flatMap(period => {
    const counted = towards.get(period);
    return counted ? neededTowards(indicator, figures, counted) : neededFor(indicator, figures, period);
  });
  const figureIds = new Map([...figures].map(([code, { id }]) => [code, id]));
  const formIds = formsOf(indicator, figures);
  const [columns, tallies] = await Promise.all([
    sumsFor(db, tenantId, unit, { figureIds, needed, lens: lenses[input.lens], tree: input.tree, asOf: input.asOf }),
    talliesFor(
      db,
      tenantId,
      unit,
      input.asOf,
      allFormIds,
      [...needed.map(({ period }) => period), ...(awaiting ? [awaiting.period] : [])],
      input.lens,
    ),
  ]);
  const table = sumTable(columns);
  const begun = [...towards.values()].flatMap(one => (one?.before ? [one.before.code] : []));
  const firm = withFirmCounts(indicator, figures, [...new Set([...periods, ...begun])], windows);
  const over = (ids: readonly Id[]) => firm(knowingWhoIsAsked(table.over(ids), askedAmong(figures, tallies, ids)));
  const groupIds = branches.flatMap(branch => branch.groupIds);
  const whole = over(groupIds);
  const reportedIn = (period: string, groups: readonly Id[]) =>
    tallies(formIds, askedPeriod(indicator, figures, period), groups);
  const awaitedOf = (groups: readonly Id[]) => awaiting && tallies(awaitedForms, awaiting.period, groups);
  const own = target && targetFor(target, unit, indicator.direction);
  const { standsFor: lastDay } = periodOf(last)!;
  const official = isOfficial(input) && unit.parentId === null;
  const judge =
    target && isFirm ? judgeParts(target, { standsFor: lastDay, lookedOn: on }, indicator.direction, limits) : null;
  const countedIn = (period: string, sumOf: SumOf, value: Decimal | null): Decimal | null => {
    const counted = towards.get(period);
    return counted ? countedTowards(indicator, figures, counted, sumOf, value) : null;
  };
  const mayOpen = (unitId: Id) => {
    const path = unitId === unit.id ? unit.path : `${unit.path}${unitId}/`;
    return lensesFor(actor, path, true).includes(input.lens);
  };
  const units = branches.map(branch => {
    const sumOf = over(branch.groupIds);
    const values = periods.map(period => indicatorValue(indicator, figures, period, sumOf));
    const counted = periods.map((period, at) => countedIn(period, sumOf, values[at] ?? null));
    const part = target?.parts[branch.unit.id] ?? null;
    const status = judge && part !== null ? judge(partOf(target!, branch.unit.id, part), counted.at(-1) ?? null) : null;
    const reported = reportedIn(last, branch.groupIds);
    const awaited = awaitedOf(branch.groupIds);
    const head = { ...branch.unit, values, part, status, reported, awaited, inside: mayOpen(branch.unit.id) };
    return { head, counted };
  });
  // Each point is judged as it stood when its period was over: by what was measured for it.
  const latestIn = (period: string, at: number, value: Decimal | null): Latest | null => {
    if (!own || !comeSoFar(indicator, figures, period, windows).isFirm) return null;
    const on = periodOf(period)!.standsFor;
    const kept = official ? own.values.find(one => one.isMeasured && one.on === on) : undefined;
    const byUnit = units.map(({ counted }) => counted[at] ?? null);
    return (
      kept ??
      latestOf(
        wholeValue(indicator, byUnit, () => countedIn(period, whole, value)),
        on,
      )
    );
  };
  const points = periods.map((period, at) => {
    const byUnit = units.map(({ head }) => head.values[at] ?? null);
    const value = wholeValue(indicator, byUnit, () => indicatorValue(indicator, figures, period, whole));
    const { standsFor } = periodOf(period)!;
    const latest = latestIn(period, at, value);
    const standing = own && latest && standingOf(own, latest, standsFor, indicator.direction, limits);
    return {
      period,
      endsOn: standsFor,
      value,
      actual: latest?.value ?? null,
      planned: own && plannedOn(own.points, standsFor, own.trajectory),
      status: standing?.status ?? null,
      reported: reportedIn(period, groupIds),
    };
  });
  const latest = () =>
    official
      ? newestThatCounts(own!.values, on)
      : (latestIn(last, periods.length - 1, points.at(-1)!.value) ??
        (input.asOf !== undefined && unit.parentId === null ? newestThatCounts(own!.values, on) : null));
  return {
    indicator: shownIndicator(indicator, figures),
    lens: input.lens,
    lenses: seen,
    unit: headOf(unit),
    isWhole: unit.parentId === null,
    isGroup: !sumsAlone(unit) && groupIds.includes(unit.id),
    inside: mayOpen(unit.id),
    whole: points,
    isFirm,
    awaiting,
    awaited: awaitedOf(groupIds),
    units: mayCompare(actor) ? units.map(({ head }) => head) : [],
    target: own && {
      ...aimOf(own, latest(), on, indicator.direction, limits),
      baseline: own.baseline,
      text: own.text,
      taskId: (await seesTask(db, actor, own.taskId)) ? own.taskId : null,
      points: own.points,
      // Of the whole's value: a part was never revised under its unit's name.
      revisions: unit.parentId === null ? await revisionsOf(db, tenantId, own.targetId) : [],
    },
  };
}

const shownIndicator = (indicator: Definition, figures: Definitions['figures']): Series['indicator'] => ({
  id: indicator.id,
  code: indicator.code,
  name: indicator.name,
  meaning: indicator.meaning,
  unit: indicator.unit,
  decimals: indicator.decimals,
  direction: indicator.direction,
  aggregation: indicator.aggregation,
  numerator: indicator.numerator,
  denominator: indicator.denominator,
  source: indicator.source,
  leadUnitName: indicator.leadUnitName,
  isPublic: indicator.isPublic,
  figures: codesIn(indicator).flatMap(code => {
    const figure = figures.get(code);
    return figure ? [{ code, name: figure.name, unit: figure.unit, kind: figure.kind }] : [];
  }),
});

const seesTask = async (db: Context['db'], actor: Actor, taskId: Id): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from tasks t where t.tenant_id = ${actor.tenantId} and t.id = ${taskId} and ${visibleTasks(actor)}`.execute(
    db,
  );
  return rows.length > 0;
};

type Revision = NonNullable<Series['target']>['revisions'][number];

const revisionsOf = async (db: Context['db'], tenantId: Id, targetId: Id): Promise<Revision[]> => {
  const { rows } = await sql<{ at: string; by: string; reason: string; before: Decimal | null; after: Decimal | null }>`
    select r.at, r.signed_as as by, r.reason, r.before->>'value' as before, r.after->>'value' as after
    from target_revisions r
    where r.tenant_id = ${tenantId} and r.target_id = ${targetId} order by r.id`.execute(db);
  return rows;
};
