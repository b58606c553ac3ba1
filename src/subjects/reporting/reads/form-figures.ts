import { type RawBuilder, sql } from 'kysely';
import type { Id } from '../../../platform/database/tables';
import type { FormFigure } from '../form-schema';

/** A figure of a form, without where else it is asked. */
export type AskedFigure = Omit<FormFigure, 'askedIn'>;

/**
 * The figures of a form in its order, as one JSON value, over `forms f`; decimals are text, so that none becomes a float. `codes` leaves
 * out all others.
 */
export const figuresJson = (codes: readonly string[] | null = null): RawBuilder<AskedFigure[]> => sql`
  coalesce((
    select json_agg(json_build_object('figureId', g.id::text, 'code', g.code, 'name', g.name, 'meaning', g.meaning,
        'unit', g.unit, 'kind', g.kind, 'decimals', g.decimals, 'low', trim_scale(g.low)::text, 'high', trim_scale(g.high)::text,
        'categories', coalesce(d.options, '[]'), 'section', ff.section, 'mode', ff.mode, 'required', ff.required,
        'changeLimit', trim_scale(ff.change_limit)::text) order by ff.sort, g.code)
    from form_figures ff
    join figures g on g.tenant_id = ff.tenant_id and g.id = ff.figure_id
    left join dimensions d on d.tenant_id = g.tenant_id and d.code = g.dimension
    where ff.tenant_id = f.tenant_id and ff.form_id = f.id
      ${codes === null ? sql`` : sql`and g.code = any(${[...codes]}::text[])`}), '[]')`;

/** The cell's name over `figures g` and a category column: `CODE`, or `CODE.option`. */
export const cellNameIn = (category: RawBuilder<unknown>): RawBuilder<string> =>
  sql`case when ${category} = '' then g.code else g.code || '.' || ${category} end`;

/** Where a figure that a form only shows is asked of the same kind of unit in the same rhythm. */
export type AskedIn = { figureId: Id; formId: Id; name: string };

/**
 * Figures that this form asks and whose cells came in with another form all the same (a unit got tags that two forms ask for), over
 * `submissions s`: as JSON, ids.
 */
export const takenElsewhere = (formId: Id): RawBuilder<Id[]> => sql`
  coalesce((
    select json_agg(distinct v.figure_id::text)
    from figure_values v
    join form_figures ff on ff.tenant_id = v.tenant_id and ff.form_id = ${formId} and ff.figure_id = v.figure_id and ff.mode = 'ask'
    where v.tenant_id = s.tenant_id and v.org_unit_id = s.org_unit_id and v.period = s.period and v.form_id <> s.form_id), '[]')`;

/** 一数一源: what another form has brought in is shown here, and not asked again. */
export const showTaken = (figures: readonly AskedFigure[], taken: readonly Id[]): AskedFigure[] =>
  figures.map(figure => (taken.includes(figure.figureId) ? { ...figure, mode: 'show' } : figure));
