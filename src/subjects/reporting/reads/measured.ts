import { sql } from 'kysely';
import { type Frequency, frequencies } from '../../../kernel/period';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { UnitKind } from '../../org/schema';
import type { FirmFigure } from '../rules/firm-period';
import type { MeasuredIndicator } from '../rules/indicator-value';
import { codesMeasured } from '../rules/readings';
import { lensValues } from './lens-values';

/** An indicator that a target stands on and that can be worked out. */
export type TargetedIndicator = MeasuredIndicator & { id: Id; eachLevel: UnitKind | null; frequency: Frequency };
export type CollectedFigure = FirmFigure & { id: Id; code: string };

/** The indicators with targets that can be worked out. */
export async function targetedIndicators(db: Db, tenantId: Id): Promise<TargetedIndicator[]> {
  const { rows } = await sql<TargetedIndicator>`
    select i.id, i.aggregation, i.each_level, i.expression, i.unit, i.direction, coalesce(i.frequency, 'month') as frequency
    from indicators i
    where i.tenant_id = ${tenantId} and i.expression is not null
      and exists (select 1 from targets g where g.tenant_id = i.tenant_id and g.indicator_id = i.id)
    order by i.id`.execute(db);
  return rows;
}

/** Those of them whose formula names a figure that one of these forms asks. */
export async function indicatorsTouched(db: Db, tenantId: Id, formIds: readonly Id[]): Promise<TargetedIndicator[]> {
  const asked = await db
    .selectFrom('formFigures as x')
    .innerJoin('figures as f', join => join.onRef('f.tenantId', '=', 'x.tenantId').onRef('f.id', '=', 'x.figureId'))
    .select('f.code')
    .where('x.tenantId', '=', tenantId)
    .where('x.formId', 'in', [...formIds])
    .where('x.mode', '=', 'ask')
    .execute();
  const codes = new Set(asked.map(({ code }) => code));
  const targeted = await targetedIndicators(db, tenantId);
  return targeted.filter(indicator => codesMeasured(indicator).some(code => codes.has(code)));
}

/** Figures by code, as the forms that ask them collect them; in several rhythms: the finest. */
export async function figuresOf(db: Db, tenantId: Id, codes: readonly string[]): Promise<Map<string, CollectedFigure>> {
  const { rows } = await sql<Omit<CollectedFigure, 'frequency'> & { rhythms: Frequency[] | null }>`
    select f.id, f.code, f.kind, f.aggregation, coalesce(array_agg(m.id::text order by m.id) filter (where m.id is not null), '{}') as form_ids,
      array_agg(distinct m.frequency) filter (where m.id is not null) as rhythms
    from figures f
    left join form_figures x on x.tenant_id = f.tenant_id and x.figure_id = f.id and x.mode = 'ask'
    left join forms m on m.tenant_id = x.tenant_id and m.id = x.form_id
    where f.tenant_id = ${tenantId} and f.code = any(${[...codes]}::text[])
    group by f.tenant_id, f.id`.execute(db);
  return new Map(
    rows.map(({ rhythms, ...figure }) => {
      const frequency = frequencies.find(one => rhythms?.includes(one)) ?? 'month';
      return [figure.code, { ...figure, frequency }];
    }),
  );
}

/** One accepted sum; `headId` is its group, or the unit itself where single units are asked for. */
export type AcceptedSum = {
  figureId: Id;
  period: string;
  category: string;
  headId: Id;
  headKind: UnitKind;
  n: number;
  total: string;
  low: string | null;
  high: string | null;
};

/** What was accepted of some figures in a year and the one before, by group. */
export async function acceptedSums(
  db: Db,
  tenantId: Id,
  figureIds: readonly Id[],
  year: number,
): Promise<AcceptedSum[]> {
  const { rows } = await sql<AcceptedSum>`
    select r.figure_id, r.period, r.category, r.group_id as head_id, o.kind as head_kind, r.n, r.total, r.low, r.high
    from figures f
    join rollups r on r.tenant_id = f.tenant_id and r.lens = 3 and r.figure_id = f.id
      and r.period >= ${String(year - 1)} collate "C" and r.period < ${String(year + 1)} collate "C"
    join org_units o on o.tenant_id = r.tenant_id and o.id = r.group_id
    where f.tenant_id = ${tenantId} and f.id = any(${[...figureIds]}::bigint[]) and r.n > 0`.execute(db);
  return rows;
}

/** The groups in which somebody is asked a figure, by figure and period: `12 2026-08`. */
export type AskedGroups = ReadonlyMap<string, ReadonlySet<Id>>;

export async function groupsAsked(db: Db, tenantId: Id, figureIds: readonly Id[], year: number): Promise<AskedGroups> {
  const { rows } = await sql<{ figureId: Id; period: string; groupIds: Id[] }>`
    select x.figure_id, t.period, array_agg(distinct t.group_id::text) as group_ids
    from form_figures x
    join tallies t on t.tenant_id = x.tenant_id and t.form_id = x.form_id and t.expected > 0
      and t.period >= ${String(year - 1)} collate "C" and t.period < ${String(year + 1)} collate "C"
    where x.tenant_id = ${tenantId} and x.mode = 'ask' and x.figure_id = any(${[...figureIds]}::bigint[])
    group by x.figure_id, t.period`.execute(db);
  return new Map(rows.map(({ figureId, period, groupIds }) => [`${figureId} ${period}`, new Set(groupIds)]));
}

/** What was accepted of single units of a kind, for what each of them has to reach. */
export async function acceptedOfUnits(
  db: Db,
  tenantId: Id,
  figureIds: readonly Id[],
  year: number,
  kind: UnitKind,
): Promise<AcceptedSum[]> {
  const within = sql`s.period >= ${String(year - 1)} collate "C" and s.period < ${String(year + 1)} collate "C"`;
  const { rows } = await sql<AcceptedSum>`
    select x.figure_id, x.period, x.category, x.org_unit_id as head_id, o.kind as head_kind, 1 as n, x.value as total,
      x.value as low, x.value as high
    from (${lensValues(tenantId, 3, within)}) x
    join org_units o on o.tenant_id = ${tenantId} and o.id = x.org_unit_id and o.kind = ${kind}
    where x.figure_id = any(${[...figureIds]}::bigint[])`.execute(db);
  return rows;
}
