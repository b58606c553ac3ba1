import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import { scopePaths } from '../../org/rules';
import type { UnitKind } from '../../org/schema';
import type { BurdenPage, BurdenRow } from '../form-schema';
import { type AskingForm, askedTwice, burdenOf, isAskedOf, medianOf, periodsPerMonth } from '../rules/burden';

const askingForms = async (db: Db, tenantId: Id, today: DateText): Promise<AskingForm[]> => {
  const { rows } = await sql<AskingForm>`
    select f.id as form_id, f.name, f.frequency, f.level, f.tags, f.minutes,
      coalesce(sum(greatest(1, coalesce(jsonb_array_length(d.options), 1))) filter (where g.id is not null), 0)::int as cells,
      coalesce(json_agg(json_build_object('code', g.code, 'name', g.name)) filter (where g.id is not null), '[]') as figures
    from forms f
    left join form_figures ff on ff.tenant_id = f.tenant_id and ff.form_id = f.id and ff.mode = 'ask'
    left join figures g on g.tenant_id = ff.tenant_id and g.id = ff.figure_id
    left join dimensions d on d.tenant_id = g.tenant_id and d.code = g.dimension
    where f.tenant_id = ${tenantId} and f.valid_from <= ${today}::date and (f.valid_to is null or f.valid_to > ${today}::date)
    group by f.id, f.name, f.frequency, f.level, f.tags, f.minutes, f.sort
    order by f.sort, f.id`.execute(db);
  return rows;
};

type Shape = { kind: UnitKind; tags: string[]; count: number };

const inScopeOf = (actor: Actor) =>
  sql`exists (select 1 from unnest(${scopePaths(actor)}::text[]) as p(path) where starts_with(o.path, p.path))`;

const shapesOf = async (db: Db, actor: Actor): Promise<Shape[]> => {
  const { rows } = await sql<Shape>`
    select o.kind, o.tags, count(*)::int as count from org_units o
    where o.tenant_id = ${actor.tenantId} and o.valid_to is null and ${inScopeOf(actor)}
    group by o.kind, o.tags`.execute(db);
  return rows;
};

const unitsOfShape = async (
  db: Db,
  actor: Actor,
  { kind, tags }: Shape,
  most: number,
): Promise<Pick<BurdenRow, 'unitId' | 'unitName' | 'parentName'>[]> => {
  const { rows } = await sql<Pick<BurdenRow, 'unitId' | 'unitName' | 'parentName'>>`
    select o.id as unit_id, o.name as unit_name, p.short_name as parent_name
    from org_units o
    left join org_units p on p.tenant_id = o.tenant_id and p.id = o.parent_id
    where o.tenant_id = ${actor.tenantId} and o.valid_to is null and o.kind = ${kind} and o.tags = ${tags}::text[]
      and ${inScopeOf(actor)}
    order by o.path
    limit ${most}`.execute(db);
  return rows;
};

/**
 * 填报负担: what the forms that are valid today ask of each unit that this person reaches, per month, the heaviest first. Units with the
 * same kind and tags are asked the same, so it is reckoned by kind and tags, however many units there are.
 */
export async function burdenPage(db: Db, actor: Actor, today: DateText, limit: number): Promise<BurdenPage> {
  const forms = await askingForms(db, actor.tenantId, today);
  const shapes = (await shapesOf(db, actor))
    .map(shape => ({ ...shape, ...burdenOf(forms, shape) }))
    .filter(shape => shape.forms > 0)
    .sort((a, b) => b.minutes - a.minutes || b.cells - a.cells);
  const units: BurdenRow[] = [];
  for (const { kind, forms: count, cells, minutes, ...shape } of shapes) {
    if (units.length >= limit) break;
    const found = await unitsOfShape(db, actor, { kind, ...shape }, limit - units.length);
    units.push(...found.map(unit => ({ ...unit, unitKind: kind, forms: count, cells, minutes })));
  }
  const median = (of: (shape: (typeof shapes)[number]) => number) =>
    medianOf(shapes.map(shape => ({ value: of(shape), count: shape.count })));
  return {
    units,
    count: shapes.reduce((sum, { count }) => sum + count, 0),
    median: { cells: median(({ cells }) => cells), minutes: median(({ minutes }) => minutes) },
    forms: forms.map(form => ({
      formId: form.formId,
      name: form.name,
      units: shapes.filter(shape => isAskedOf(form, shape)).reduce((sum, { count }) => sum + count, 0),
      cells: form.cells,
      minutes: form.minutes,
      cellsPerMonth: Math.round(form.cells * periodsPerMonth(form.frequency) * 10) / 10,
    })),
    twice: askedTwice(forms, shapes),
  };
}
