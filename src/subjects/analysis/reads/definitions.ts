import { sql } from 'kysely';
import type { Frequency } from '../../../kernel/period';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import { codesOf } from '../../indicators/rules/expression/codes-of';
import type { IndicatorAggregation, IndicatorExpression } from '../../indicators/schema';
import type { UnitKind } from '../../org/schema';
import type { FigureFacts } from '../../reporting/rules/indicator-value';

/** An indicator that can be worked out. */
export type Definition = {
  id: Id;
  code: string;
  name: string;
  meaning: string;
  unit: string;
  direction: 'up' | 'down';
  aggregation: IndicatorAggregation;
  eachLevel: UnitKind | null;
  expression: IndicatorExpression;
  numerator: string;
  denominator: string | null;
  frequency: Frequency;
  decimals: number;
  source: string;
  leadUnitId: Id | null;
  leadUnitName: string | null;
  isPublic: boolean;
};

/** A figure as it is collected, with the forms that ask it. */
export type CollectedFigure = FigureFacts & {
  id: Id;
  code: string;
  name: string;
  unit: string;
  decimals: number;
  formIds: Id[];
};

export type Definitions = { indicators: Definition[]; figures: Map<string, CollectedFigure> };

/** The codes that an indicator's formula names, the numerator's first. */
export const codesIn = ({ expression }: Pick<Definition, 'expression'>): string[] => [
  ...new Set(
    [expression.numerator, ...(expression.denominator ? [expression.denominator] : [])]
      .flatMap(codesOf)
      .map(({ code }) => code),
  ),
];

/** The indicators that are valid on a day and have a formula, in their order, with the figures behind them. */
export async function definitionsOn(
  db: Db,
  tenantId: Id,
  on: DateText,
  { ids, publicOnly = false }: { ids?: readonly Id[]; publicOnly?: boolean } = {},
): Promise<Definitions> {
  const { rows: indicators } = await sql<Definition>`
    select i.id, coalesce(i.code, '') as code, i.name, i.meaning, i.unit, i.direction, i.aggregation, i.each_level, i.expression,
      coalesce(i.numerator, '') as numerator, i.denominator, coalesce(i.frequency, 'month') as frequency, i.decimals, i.source,
      i.lead_unit_id, o.short_name as lead_unit_name, i.is_public
    from indicators i left join org_units o on o.tenant_id = i.tenant_id and o.id = i.lead_unit_id
    where i.tenant_id = ${tenantId} and i.expression is not null and i.valid_from <= ${on}::date
      and (i.valid_to is null or i.valid_to > ${on}::date) and (${ids === undefined} or i.id = any(${[...(ids ?? [])]}::bigint[]))
      and (not ${publicOnly} or i.is_public)
    order by i.sort, i.id`.execute(db);
  const codes = [...new Set(indicators.flatMap(codesIn))];
  const { rows } = await sql<Omit<CollectedFigure, 'frequency'> & { frequencies: Frequency[] | null }>`
    select f.id, f.code, f.name, f.unit, f.decimals, f.kind, f.aggregation,
      coalesce(array_agg(m.id::text order by m.id) filter (where m.id is not null), '{}') as form_ids,
      array_agg(distinct m.frequency) filter (where m.id is not null) as frequencies
    from figures f
    left join form_figures x on x.tenant_id = f.tenant_id and x.figure_id = f.id and x.mode = 'ask'
    left join forms m on m.tenant_id = x.tenant_id and m.id = x.form_id
    where f.tenant_id = ${tenantId} and f.code = any(${codes}::text[])
    group by f.tenant_id, f.id`.execute(db);
  const figures = rows.map(({ frequencies, ...figure }) => [
    figure.code,
    { ...figure, frequency: finest(frequencies ?? []) },
  ]) as [string, CollectedFigure][];
  return { indicators, figures: new Map(figures) };
}

const order: readonly Frequency[] = ['week', 'month', 'quarter', 'term', 'year'];
const finest = (frequencies: readonly Frequency[]): Frequency =>
  order.find(one => frequencies.includes(one)) ?? 'month';
