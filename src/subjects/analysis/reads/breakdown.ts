import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import type { CategoryOption } from '../../indicators/schema';
import { withFirmCounts } from '../../reporting/rules/firm-period';
import { indicatorValue, neededFor } from '../../reporting/rules/indicator-value';
import { lenses } from '../../reporting/schema';
import type { Breakdown, BreakdownInput } from '../breakdown-schema';
import { lensesFor, mayCompare } from '../policy';
import { dimensionOf, ofCategory } from '../rules/breakdown';
import { sumTable } from '../rules/sums';
import { allFormsOf, windowsFor } from './board';
import { codesIn, definitionsOn } from './definitions';
import { sumsFor } from './reckon-for';
import { branchesOf, unitOf } from './units';

type Dimension = { code: string; name: string; options: CategoryOption[] };

/** The dimensions of some figures, by the figure's code; null: it has none. */
const dimensionsOf = async (db: Db, tenantId: Id, codes: readonly string[]): Promise<Map<string, Dimension | null>> => {
  const rows = await db
    .selectFrom('figures as f')
    .leftJoin('dimensions as d', join =>
      join.onRef('d.tenantId', '=', 'f.tenantId').onRef('d.code', '=', 'f.dimension'),
    )
    .select(['f.code', 'd.code as dimension', 'd.name', 'd.options'])
    .where('f.tenantId', '=', tenantId)
    .where('f.code', 'in', [...codes])
    .execute();
  return new Map(
    rows.map(({ code, dimension, name, options }) => [
      code,
      dimension === null ? null : { code: dimension, name: name ?? '', options: options ?? [] },
    ]),
  );
};

/** An indicator in one period, taken apart by the categories of its figures; seen like its value. */
export async function breakdownOf({ db, actor, today }: Context, input: BreakdownInput): Promise<Breakdown> {
  const { tenantId } = actor;
  const unit = await unitOf(db, tenantId, input.unitId);
  if (!lensesFor(actor, unit.path, unit.kind === 'school').includes(input.lens)) refuse('not-found');
  const { indicators, figures } = await definitionsOn(db, tenantId, today, { ids: [input.indicatorId] });
  const indicator = indicators[0] ?? refuse('not-found');
  const dimensions = await dimensionsOf(db, tenantId, codesIn(indicator));
  const code = dimensionOf(indicator.expression, new Map([...dimensions].map(([of, one]) => [of, one?.code ?? null])));
  const dimension = [...dimensions.values()].find(one => one?.code === code);
  // 逐一达标 is the worst unit's value: by category it would be another unit's each time.
  if (!dimension || indicator.aggregation === 'each') return null;
  const { options, name } = dimension;
  const figureIds = new Map([...figures].map(([of, { id }]) => [of, id]));
  const needed = neededFor(indicator, figures, input.period);
  const wanted = { figureIds, needed, lens: lenses[input.lens], tree: input.tree, asOf: input.asOf };
  const [branches, columns, windows] = await Promise.all([
    branchesOf(db, tenantId, unit),
    sumsFor(db, tenantId, unit, wanted),
    windowsFor(db, tenantId, { ...input, on: today, today }, allFormsOf(figures)),
  ]);
  const firm = withFirmCounts(indicator, figures, [input.period], windows);
  const table = sumTable(columns);
  const valuesOver = (groupIds: readonly Id[]) => {
    const sumOf = firm(table.over(groupIds));
    return options.map(option => indicatorValue(indicator, figures, input.period, ofCategory(sumOf, option.code)));
  };
  return {
    dimension: name,
    options,
    whole: valuesOver(branches.flatMap(({ groupIds }) => groupIds)),
    units: mayCompare(actor)
      ? branches.map(branch => ({ id: branch.unit.id, name: branch.unit.name, values: valuesOver(branch.groupIds) }))
      : [],
  };
}
