import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { packShape } from '../rules/pack-shape';

type PackFile = Omit<z.input<typeof packShape>, 'tags' | 'units'>;

/** What is defined here, in the form of a pack: read in again it changes nothing. `pack`: only what came with that one. */
export async function exportedPack(db: Db, tenantId: Id, pack: string | null): Promise<PackFile> {
  const of = sql`(${pack}::text is null or x.pack = ${pack})`;
  const dimensions = await sql<NonNullable<PackFile['dimensions']>[number]>`
    select x.code, x.name, x.options from dimensions x where x.tenant_id = ${tenantId} and ${of} order by x.id`.execute(
    db,
  );
  const figures = await sql<NonNullable<PackFile['figures']>[number]>`
    select x.code, x.name, x.unit, x.kind, x.aggregation, x.dimension, x.decimals, trim_scale(x.low)::text as low,
      trim_scale(x.high)::text as high, x.meaning, x.source, coalesce(o.name, '') as lead, x.valid_from, x.valid_to
    from figures x left join org_units o on o.tenant_id = x.tenant_id and o.id = x.lead_unit_id
    where x.tenant_id = ${tenantId} and ${of} order by x.id`.execute(db);
  const indicators = await sql<NonNullable<PackFile['indicators']>[number]>`
    select x.code, x.name, x.unit, x.direction, x.aliases, x.aggregation, x.each_level, x.numerator, x.denominator, x.frequency,
      x.level, x.decimals, x.is_public as public, x.meaning, x.source, coalesce(o.name, '') as lead, x.valid_from, x.valid_to
    from indicators x left join org_units o on o.tenant_id = x.tenant_id and o.id = x.lead_unit_id
    where x.tenant_id = ${tenantId} and x.code is not null and ${of} order by x.sort, x.id`.execute(db);
  const forms = await sql<NonNullable<PackFile['forms']>[number]>`
    select x.code, x.name, x.guidance, x.frequency, x.level, x.tags, coalesce(o.name, '') as keeper, x.minutes, x.timing,
      (select jsonb_agg(jsonb_build_object('name', s.section, 'figures', s.figures) order by s.first)
       from (select y.section, min(y.sort) as first,
               jsonb_agg(jsonb_build_object('figure', f.code, 'mode', y.mode, 'required', y.required,
                                            'changeLimit', trim_scale(y.change_limit)::text) order by y.sort, y.figure_id) as figures
             from form_figures y join figures f on f.tenant_id = y.tenant_id and f.id = y.figure_id
             where y.tenant_id = x.tenant_id and y.form_id = x.id
             group by y.section) s) as sections,
      (select coalesce(jsonb_agg(jsonb_build_object('text', c.value ->> 'text', 'level', c.value ->> 'level',
                                                    'message', c.value ->> 'message') order by c.ordinality), '[]')
       from jsonb_array_elements(x.checks) with ordinality c) as checks
    from forms x left join org_units o on o.tenant_id = x.tenant_id and o.id = x.keeper_unit_id
    where x.tenant_id = ${tenantId} and ${of}
      and exists (select 1 from form_figures y where y.tenant_id = x.tenant_id and y.form_id = x.id)
    order by x.sort, x.id`.execute(db);
  return {
    ...(pack === null ? {} : { code: pack }),
    name: '',
    dimensions: dimensions.rows,
    figures: figures.rows,
    indicators: indicators.rows,
    forms: forms.rows,
  };
}
