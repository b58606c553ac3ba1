import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Decimal, Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { isReported, submissionsAt } from '../../reporting/reads/submissions-at';
import { cellsOfFigure } from '../../reporting/rules/cell-name';
import { firmPeriod, withFirmCounts } from '../../reporting/rules/firm-period';
import { indicatorValue, neededFor, type Sum } from '../../reporting/rules/indicator-value';
import { lenses, type Stage } from '../../reporting/schema';
import { lensesFor } from '../policy';
import { sumTable } from '../rules/sums';
import type { MissingInput, MissingUnit, UnitFigures, UnitsInput } from '../schema';
import { allFormsOf, askedPeriod, formsOf, windowsFor } from './board';
import { type CollectedFigure, codesIn, definitionsOn } from './definitions';
import { cellsOf, endOfDay } from './sums';
import { unitOf } from './units';

type UnitRow = { unitId: Id; name: string; formId: Id; stage: Stage };

const expectedUnits = async (
  { db, actor }: Context,
  formIds: readonly Id[],
  period: string,
  { groupId, asOf }: Pick<UnitsInput, 'groupId' | 'asOf'>,
): Promise<UnitRow[]> => {
  const { rows } = await sql<UnitRow>`
    select distinct on (o.sort, o.id) o.id as unit_id, o.short_name as name, x.form_id, x.stage
    from (${submissionsAt(actor.tenantId, momentOf(asOf), inForms(formIds, period))}) x
    join org_units o on o.tenant_id = ${actor.tenantId} and o.id = x.org_unit_id
    where x.group_id = ${groupId} and not x.is_exempt
    order by o.sort, o.id, x.stage desc`.execute(db);
  return rows;
};

const momentOf = (asOf: string | undefined) => (asOf === undefined ? null : endOfDay(asOf));
const inForms = (formIds: readonly Id[], period: string) =>
  sql`s.form_id = any(${[...formIds]}::bigint[]) and s.period = ${period}`;

/** The units that a group is summed from, with the indicator and its figures for each; only for whoever sees into the group. */
export async function unitFiguresOf(context: Context, input: UnitsInput): Promise<UnitFigures> {
  const { db, actor, today } = context;
  const { tenantId } = actor;
  const group = await unitOf(db, tenantId, input.groupId);
  // The units below are the group's own matter: seen by those who see more of it than its accepted sum, or all of the body.
  if (!lensesFor(actor, group.path, true).includes(input.lens)) refuse('not-found');
  const { indicators, figures } = await definitionsOn(db, tenantId, today, { ids: [input.indicatorId] });
  const indicator = indicators[0] ?? refuse('not-found');
  const needed = neededFor(indicator, figures, input.period);
  const figureIds = new Map([...figures].map(([code, { id }]) => [code, id]));
  const formIds = formsOf(indicator, figures);
  const asked = askedPeriod(indicator, figures, input.period);
  const [units, columns] = await Promise.all([
    expectedUnits(context, formIds, asked, input),
    cellsOf(
      db,
      tenantId,
      { figureIds, needed, lens: lenses[input.lens], asOf: input.asOf },
      {
        groupId: input.groupId,
      },
    ),
  ]);
  const windows = await windowsFor(db, tenantId, { ...input, on: today, today }, allFormsOf(figures));
  const firm = withFirmCounts(indicator, figures, [input.period], windows);
  const table = sumTable(columns);
  const cells = await cellsByFigure(context, codesIn(indicator));
  const shown = codesIn(indicator).map(code => figures.get(code)!);
  const [asks] = shown;
  return {
    figures: shown.map(figure => ({
      code: figure.code,
      name: figure.name,
      unit: figure.unit,
      asked: figure === asks ? asked : (needed.findLast(one => one.code === figure.code)?.period ?? null),
      formIds: figure.formIds,
      cells: cells.get(figure.code) ?? [figure.code],
    })),
    rows: units.map(({ unitId, name, formId, stage }) => {
      const sumOf = firm(table.over([unitId]));
      return {
        unitId,
        name,
        formId,
        stage,
        value: indicatorValue(indicator, figures, input.period, sumOf),
        figures: shown.map(figure => lastOf(figure, needed, sumOf)),
      };
    }),
  };
}

/** The cells of the figures that have a dimension, by code. */
const cellsByFigure = async ({ db, actor }: Context, codes: readonly string[]): Promise<Map<string, string[]>> => {
  const rows = await db
    .selectFrom('figures as f')
    .innerJoin('dimensions as d', join =>
      join.onRef('d.tenantId', '=', 'f.tenantId').onRef('d.code', '=', 'f.dimension'),
    )
    .select(['f.code', 'd.options'])
    .where('f.tenantId', '=', actor.tenantId)
    .where('f.code', 'in', [...codes])
    .execute();
  return new Map(rows.map(({ code, options }) => [code, cellsOfFigure({ code, categories: options })]));
};

const lastOf = (
  { code }: CollectedFigure,
  needed: readonly { code: string; period: string }[],
  sumOf: (code: string, category: null, period: string) => Sum | null,
): Decimal | null => {
  const period = needed.findLast(one => one.code === code)?.period;
  return period ? (sumOf(code, null, period)?.total ?? null) : null;
};

const MOST_MISSING = 500;

/**
 * Who has not got as far as the lens asks for, among the units that an indicator's first figure is asked of; of the period that is waited for:
 * among those of whom anything is waited for.
 */
export async function missingFor(
  { db, actor, today }: Context,
  { indicatorId, period, on = today, unitId, lens, asOf }: MissingInput,
): Promise<{ units: MissingUnit[]; more: number }> {
  const { tenantId } = actor;
  const unit = await unitOf(db, tenantId, unitId);
  if (!lensesFor(actor, unit.path, true).includes(lens)) refuse('not-found');
  const { indicators, figures } = await definitionsOn(db, tenantId, on, { ids: [indicatorId] });
  const indicator = indicators[0] ?? refuse('not-found');
  const awaited = async () => {
    const windows = await windowsFor(db, tenantId, { on, today, lens, asOf }, allFormsOf(figures));
    const { awaiting, awaitedForms } = firmPeriod(indicator, figures, on, windows);
    return awaiting && inForms(awaitedForms, awaiting.period);
  };
  const shown = (of: string) => inForms(formsOf(indicator, figures), askedPeriod(indicator, figures, of));
  const chosen = period === undefined ? await awaited() : shown(period);
  if (!chosen) return { units: [], more: 0 };
  const submissions = submissionsAt(tenantId, momentOf(asOf), chosen);
  const { rows } = await sql<MissingUnit>`
    select o.id as unit_id, o.short_name as name, g.id as group_id, g.short_name as group_name, x.form_id, m.name as form_name, x.stage
    from (${submissions}) x
    join org_units o on o.tenant_id = ${tenantId} and o.id = x.org_unit_id
    join org_units g on g.tenant_id = ${tenantId} and g.id = x.group_id
    join forms m on m.tenant_id = ${tenantId} and m.id = x.form_id
    where not ${isReported(lenses[lens])} and not x.is_exempt and g.path ^@ ${unit.path}
    order by g.sort, g.id, o.sort, o.id limit ${MOST_MISSING + 1}`.execute(db);
  return { units: rows.slice(0, MOST_MISSING), more: Math.max(0, rows.length - MOST_MISSING) };
}
