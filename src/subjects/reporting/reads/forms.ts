import { type RawBuilder, sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import { scopePaths } from '../../org/rules';
import type { FormPage, FormRow, WindowTally } from '../form-schema';
import { keepsForm } from '../policy';
import type { FormCheck, FormTiming } from '../schema';
import { type AskedFigure, type AskedIn, figuresJson } from './form-figures';

/** A clause over a group's unit `o`: of the tallies that this person sees. */
const groupVisible = (actor: Actor, keeps: boolean): RawBuilder<boolean> =>
  keeps
    ? sql`true`
    : sql`exists (select 1 from unnest(${scopePaths(actor)}::text[]) as p(path) where starts_with(o.path, p.path))`;

/** Tallies of a form by period, summed over the groups that this person sees. */
export async function talliesOf(
  db: Db,
  actor: Actor,
  formId: Id,
  keeps: boolean,
  periods: readonly string[],
): Promise<Map<string, WindowTally>> {
  const { rows } = await sql<WindowTally & { period: string }>`
    select t.period, sum(t.expected)::int as expected, sum(t.submitted)::int as submitted, sum(t.approved)::int as approved,
      sum(t.accepted)::int as accepted, sum(t.on_time)::int as on_time
    from tallies t
    join org_units o on o.tenant_id = t.tenant_id and o.id = t.group_id
    where t.tenant_id = ${actor.tenantId} and t.form_id = ${formId} and t.period = any(${[...periods]}::text[])
      and ${groupVisible(actor, keeps)}
    group by t.period`.execute(db);
  return new Map(rows.map(({ period, ...tally }) => [period, tally]));
}

export const noTally: WindowTally = { expected: 0, submitted: 0, approved: 0, accepted: 0, onTime: 0 };

type ListRow = Omit<FormRow, 'tally' | 'mayKeep' | 'window'> & {
  keeperPath: string | null;
  window: FormRow['window'];
};

const columns = sql`
  f.id, f.code, f.name, f.frequency, f.level, f.tags, f.keeper_unit_id, k.short_name as keeper_name, k.path as keeper_path, f.minutes,
  f.valid_from, f.valid_to, f.pack, f.version`;

const cellCount = sql`
  select coalesce(sum(greatest(1, coalesce(jsonb_array_length(d.options), 1))), 0)::int
  from form_figures ff
  join figures g on g.tenant_id = ff.tenant_id and g.id = ff.figure_id
  left join dimensions d on d.tenant_id = g.tenant_id and d.code = g.dimension
  where ff.tenant_id = f.tenant_id and ff.form_id = f.id and ff.mode = 'ask'`;

/** All forms of a body, with the window that is open now or was last. */
export async function formRows(db: Db, actor: Actor, today: DateText): Promise<FormRow[]> {
  const { rows } = await sql<ListRow>`
    select ${columns}, jsonb_array_length(f.checks) as checks, (${cellCount}) as cells,
      (select count(*)::int from form_figures ff where ff.tenant_id = f.tenant_id and ff.form_id = f.id) as figures,
      (select json_build_object('period', w.period, 'opensOn', w.opens_on, 'dueOn', w.due_on, 'locksOn', w.locks_on)
       from form_windows w
       where w.tenant_id = f.tenant_id and w.form_id = f.id and w.opens_on <= ${today}::date
       order by w.ends_on desc limit 1) as window
    from forms f
    left join org_units k on k.tenant_id = f.tenant_id and k.id = f.keeper_unit_id
    where f.tenant_id = ${actor.tenantId}
    order by f.sort, f.code`.execute(db);
  const tallies = await latestTallies(db, actor, rows);
  return rows.map(({ keeperPath, ...row }) => ({
    ...row,
    tally: row.window && (tallies.get(row.id) ?? noTally),
    mayKeep: keepsForm(actor, keeperPath),
  }));
}

const latestTallies = async (db: Db, actor: Actor, forms: readonly ListRow[]): Promise<Map<Id, WindowTally>> => {
  const shown = forms.filter(({ window }) => window !== null);
  const keeping = shown.filter(({ keeperPath }) => keepsForm(actor, keeperPath)).map(({ id }) => id);
  const { rows } = await sql<WindowTally & { formId: Id }>`
    select t.form_id, sum(t.expected)::int as expected, sum(t.submitted)::int as submitted, sum(t.approved)::int as approved,
      sum(t.accepted)::int as accepted, sum(t.on_time)::int as on_time
    from unnest(${shown.map(({ id }) => id)}::bigint[], ${shown.map(({ window }) => window!.period)}::text[]) as x(form_id, period)
    join tallies t on t.tenant_id = ${actor.tenantId} and t.form_id = x.form_id and t.period = x.period collate "C"
    join org_units o on o.tenant_id = t.tenant_id and o.id = t.group_id
    where t.form_id = any(${keeping}::bigint[]) or ${groupVisible(actor, false)}
    group by t.form_id`.execute(db);
  return new Map(rows.map(({ formId, ...tally }) => [formId, tally]));
};

type PageRow = Omit<FormPage, 'mayKeep' | 'figures'> & {
  keeperPath: string | null;
  timing: FormTiming;
  checks: FormCheck[];
  figures: AskedFigure[];
  askedIn: AskedIn[];
};

/** One form with its figures and checks. Refuses `not-found`. */
export async function formPage(db: Db, actor: Actor, formId: Id): Promise<FormPage> {
  const { rows } = await sql<PageRow>`
    select ${columns}, f.guidance, f.timing, f.checks, (${cellCount}) as cells, ${figuresJson()} as figures,
      coalesce((
        select json_agg(json_build_object('figureId', sf.figure_id::text, 'formId', other.id::text, 'name', other.name) order by other.id)
        from form_figures sf
        join form_figures af on af.tenant_id = sf.tenant_id and af.figure_id = sf.figure_id and af.mode = 'ask'
        join forms other on other.tenant_id = af.tenant_id and other.id = af.form_id and other.level = f.level
          and other.frequency = f.frequency
        where sf.tenant_id = f.tenant_id and sf.form_id = f.id and sf.mode = 'show'), '[]') as asked_in
    from forms f
    left join org_units k on k.tenant_id = f.tenant_id and k.id = f.keeper_unit_id
    where f.tenant_id = ${actor.tenantId} and f.id = ${formId}`.execute(db);
  const row = rows[0] ?? refuse('not-found');
  const { keeperPath, askedIn, figures, ...page } = row;
  const elsewhere = new Map(askedIn.map(({ figureId, ...form }) => [figureId, form]));
  return {
    ...page,
    figures: figures.map(figure => ({ ...figure, askedIn: elsewhere.get(figure.figureId) ?? null })),
    mayKeep: keepsForm(actor, keeperPath),
  };
}
