import { sql } from 'kysely';
import { periodOf, shiftPeriod } from '../../../kernel/period';
import { refuse } from '../../../kernel/refusal';
import type { DateText, Decimal, Id } from '../../../platform/database/tables';
import type { Actor, Context } from '../../../platform/operation';
import { plannedOn } from '../../indicators/rules/targets';
import { knowingWhoIsAsked } from '../../reporting/rules/asked-of';
import { comeSoFar, firmPeriod, withFirmCounts } from '../../reporting/rules/firm-period';
import { indicatorValue, neededFor } from '../../reporting/rules/indicator-value';
import { lenses } from '../../reporting/schema';
import { thresholdsOf } from '../../tasks/reads/settings';
import { visibleTasks } from '../../tasks/reads/visible';
import { lensesFor, mayCompare } from '../policy';
import { type Latest, partStanding, standingOf } from '../rules/standing';
import { sumTable } from '../rules/sums';
import { speaksForTarget } from '../rules/towards';
import type { Series, SeriesInput } from '../schema';
import { aimsSeenBy, targetsOn } from './aims';
import {
  aimOf,
  askedPeriod,
  formsOf,
  headOf,
  isOfficial,
  latestTowards,
  measuringOf,
  targetFor,
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
  const [branches, limits, { indicators, figures }, targets] = await Promise.all([
    branchesOf(db, tenantId, unit),
    thresholdsOf(db, tenantId),
    definitionsOn(db, tenantId, on, { ids: [input.indicatorId] }),
    targetsOn(db, tenantId, on, [input.indicatorId], aimsSeenBy(actor)),
  ]);
  const indicator = indicators[0] ?? refuse('not-found');
  const allFormIds = [...figures.values()].flatMap(figure => figure.formIds);
  const windows = await windowsFor(db, tenantId, { on, today, ...input }, allFormIds);
  const { period: last, isFirm, awaiting } = firmPeriod(indicator, figures, on, windows);
  const periods = Array.from({ length: input.periods }, (_, back) => shiftPeriod(last, back - input.periods + 1));
  const needed = periods.flatMap(period => neededFor(indicator, figures, period));
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
      needed.map(({ period }) => period),
      input.lens,
    ),
  ]);
  const table = sumTable(columns);
  const firm = withFirmCounts(indicator, figures, periods, windows);
  const over = (ids: readonly Id[]) => firm(knowingWhoIsAsked(table.over(ids), askedAmong(figures, tallies, ids)));
  const groupIds = branches.flatMap(branch => branch.groupIds);
  const whole = over(groupIds);
  const reportedIn = (period: string, groups: readonly Id[]) =>
    tallies(formIds, askedPeriod(indicator, figures, period), groups);
  const target = targets.get(indicator.id) ?? null;
  const own = target && targetFor(target, unit, indicator.direction);
  const lastEnd = periodOf(last)!.end;
  const speaks = target !== null && isFirm && speaksForTarget(target.comparator, measuringOf(indicator, figures));
  const days = { endsOn: lastEnd, lookedOn: on };
  const official = isOfficial(input) && unit.parentId === null;
  // Each point is judged as it stood when its period was over: by what was measured for it, or by its value.
  const towards = (value: Decimal | null, period: string, endsOn: DateText): Latest | null => {
    if (!own || !comeSoFar(indicator, figures, period, windows).isFirm) return null;
    const kept = official ? own.values.find(one => one.isMeasured && one.on === endsOn) : undefined;
    if (kept) return kept;
    const said = speaksForTarget(own.comparator, measuringOf(indicator, figures)) ? value : null;
    return said === null ? null : { value: said, on: endsOn };
  };
  const mayOpen = (unitId: Id) => {
    const path = unitId === unit.id ? unit.path : `${unit.path}${unitId}/`;
    return lensesFor(actor, path, true).includes(input.lens);
  };
  const units = branches.map(branch => {
    const sumOf = over(branch.groupIds);
    const values = periods.map(period => indicatorValue(indicator, figures, period, sumOf));
    const part = target?.parts[branch.unit.id] ?? null;
    const status =
      target && part !== null && speaks
        ? partStanding(target, part, values.at(-1) ?? null, days, indicator.direction, limits)
        : null;
    const reported = reportedIn(last, branch.groupIds);
    return { ...branch.unit, values, part, status, reported, inside: mayOpen(branch.unit.id) };
  });
  const points = periods.map((period, at) => {
    const value = wholeValue(
      indicator,
      figures,
      period,
      whole,
      units.map(({ values }) => values[at] ?? null),
    );
    const endsOn = periodOf(period)!.end;
    const latest = towards(value, period, endsOn);
    const standing = own && latest && standingOf(own, latest, endsOn, indicator.direction, limits);
    return {
      period,
      endsOn,
      value,
      actual: latest?.value ?? null,
      planned: own && plannedOn(own.points, endsOn, own.trajectory),
      status: standing?.status ?? null,
      reported: reportedIn(period, groupIds),
    };
  });
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
    units: mayCompare(actor) ? units : [],
    target: own && {
      ...aimOf(
        own,
        latestTowards(own, { indicator, figures, unit, official, on }, points.at(-1)!.value, lastEnd, isFirm),
        on,
        indicator.direction,
        limits,
      ),
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
