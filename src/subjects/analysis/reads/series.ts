import { sql } from 'kysely';
import { periodOf, shiftPeriod } from '../../../kernel/period';
import { refuse } from '../../../kernel/refusal';
import type { Decimal, Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { indicatorValue, neededFor } from '../../reporting/rules/indicator-value';
import { lenses } from '../../reporting/schema';
import { thresholdsOf } from '../../tasks/reads/settings';
import { lensesFor, mayCompare } from '../policy';
import { partStanding } from '../rules/standing';
import { sumTable } from '../rules/sums';
import type { Series, SeriesInput } from '../schema';
import { targetsOn } from './aims';
import { aimOf, formsOf, headOf, periodShown, wholeValue } from './board';
import { definitionsOn } from './definitions';
import { loadSums } from './sums';
import { talliesOf } from './tallies';
import { branchesOf, unitOf } from './units';

/** One indicator over the last periods, for a unit and each one right below it. */
export async function seriesOf({ db, actor, today }: Context, input: SeriesInput): Promise<Series> {
  const { tenantId } = actor;
  const on = input.on ?? today;
  const unit = await unitOf(db, tenantId, input.unitId);
  if (!lensesFor(actor, unit.path, unit.kind === 'school').includes(input.lens)) refuse('not-found');
  const [branches, limits, { indicators, figures }, targets] = await Promise.all([
    branchesOf(db, tenantId, unit),
    thresholdsOf(db, tenantId),
    definitionsOn(db, tenantId, on, { ids: [input.indicatorId] }),
    targetsOn(db, tenantId, on, [input.indicatorId]),
  ]);
  const indicator = indicators[0] ?? refuse('not-found');
  const last = periodShown(indicator, on);
  const periods = Array.from({ length: input.periods }, (_, back) => shiftPeriod(last, back - input.periods + 1));
  const needed = periods.flatMap(period => neededFor(indicator, figures, period));
  const figureIds = new Map([...figures].map(([code, { id }]) => [code, id]));
  const formIds = formsOf(indicator, figures);
  const [columns, tallies] = await Promise.all([
    loadSums(db, tenantId, { figureIds, needed, lens: lenses[input.lens], tree: input.tree, asOf: input.asOf }),
    talliesOf(
      db,
      tenantId,
      formIds,
      needed.map(({ period }) => period),
      input.lens,
    ),
  ]);
  const table = sumTable(columns);
  const groupIds = branches.flatMap(branch => branch.groupIds);
  const whole = table.over(groupIds);
  const reportedIn = (period: string, groups: readonly Id[]) =>
    tallies(formIds, neededFor(indicator, figures, period).at(-1)?.period ?? period, groups);
  const target = targets.get(indicator.id) ?? null;
  const shown = mayCompare(actor) ? branches : [];
  const lastEnd = periodOf(last)!.end;
  const units = shown.map(branch => {
    const sumOf = table.over(branch.groupIds);
    const values = periods.map(period => indicatorValue(indicator, figures, period, sumOf));
    const part = target?.parts[branch.unit.id] ?? null;
    const status =
      target && part !== null
        ? partStanding(target, part, values.at(-1) ?? null, lastEnd, indicator.direction, limits)
        : null;
    return { ...branch.unit, values, part, status, reported: reportedIn(last, branch.groupIds) };
  });
  const points = periods.map((period, at) => ({
    period,
    endsOn: periodOf(period)!.end,
    value: wholeValue(
      indicator,
      figures,
      period,
      whole,
      units.map(({ values }) => values[at] ?? null),
    ),
    reported: reportedIn(period, groupIds),
  }));
  const {
    expression: _,
    eachLevel: _level,
    isPublic: _public,
    leadUnitId: _lead,
    frequency: _often,
    ...shownIndicator
  } = indicator;
  return {
    indicator: shownIndicator,
    lens: input.lens,
    unit: headOf(unit),
    whole: points,
    units,
    target: target && {
      ...aimOf(target, points.at(-1)!.value, lastEnd, indicator.direction, limits),
      baseline: target.baseline,
      text: target.text,
      taskId: target.taskId,
      planId: target.planId,
      points: target.points,
      revisions: await revisionsOf(db, tenantId, target.targetId),
    },
  };
}

type Revision = NonNullable<Series['target']>['revisions'][number];

const revisionsOf = async (db: Context['db'], tenantId: Id, targetId: Id): Promise<Revision[]> => {
  const { rows } = await sql<{ at: string; by: string; reason: string; before: Decimal | null; after: Decimal | null }>`
    select r.at, r.signed_as as by, r.reason, r.before->>'value' as before, r.after->>'value' as after
    from target_revisions r
    where r.tenant_id = ${tenantId} and r.target_id = ${targetId} order by r.id`.execute(db);
  return rows;
};
