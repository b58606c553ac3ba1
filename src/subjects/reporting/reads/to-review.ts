import { type RawBuilder, sql } from 'kysely';
import type { Id } from '../../../platform/database/tables';
import type { Actor, Context } from '../../../platform/operation';
import { holdsAtRoot } from '../../org/rules';
import type { Step, ToReview, WaitingGroup } from '../review-schema';

const pathsOf = (actor: Actor, roles: readonly string[]): string[] =>
  actor.posts.filter(({ role }) => roles.includes(role)).map(({ path }) => path);

/** `approvesFor`, as a clause over `org_units o`. */
export const approvedBy = (actor: Actor): RawBuilder<boolean> =>
  sql`exists (select 1 from unnest(${pathsOf(actor, ['county'])}::text[]) as c(path) where o.path ^@ c.path and o.path <> c.path)`;

/** `acceptsForm`, as a clause over `org_units k`, the keeper of a form (a left join). */
export const acceptedBy = (actor: Actor): RawBuilder<boolean> =>
  holdsAtRoot(actor, 'supervisor')
    ? sql`true`
    : sql`exists (select 1 from unnest(${pathsOf(actor, ['liaison'])}::text[]) as c(path) where k.path ^@ c.path)`;

/** `stepOf`, as a clause over `submissions s` and `org_units o`. */
export const waitsFor = (step: Step): RawBuilder<boolean> => {
  const depth = sql`length(o.path) - length(replace(o.path, '/', ''))`;
  return step === 'approve'
    ? sql`(s.stage = 1 and ${depth} > 3)`
    : sql`(s.stage = 2 or (s.stage = 1 and ${depth} <= 3))`;
};

/** Is a doubt open over a cell of `submissions s`? */
export const queriesOpen = sql<number>`(select count(*)::int from cell_notes n
  where n.tenant_id = s.tenant_id and n.form_id = s.form_id and n.period = s.period and n.org_unit_id = s.org_unit_id
    and n.kind = 'query' and n.resolved_at is null)`;

type GroupRow = WaitingGroup & {
  formId: Id;
  formName: string;
  period: string;
  dueOn: string;
  locksOn: string;
  closed: boolean;
};

const waitingGroups = async ({ db, actor }: Context, step: Step): Promise<GroupRow[]> => {
  const { rows } = await sql<GroupRow>`
    with waiting as (
      select s.form_id, s.period, s.group_id, count(*)::int as waiting, count(*) filter (where s.exceptions > 0)::int as explained,
        count(*) filter (where ${queriesOpen} > 0)::int as queried,
        count(*) filter (where s.accepted_at is not null or exists (
          select 1 from submission_events e where e.tenant_id = s.tenant_id and e.form_id = s.form_id and e.period = s.period
            and e.org_unit_id = s.org_unit_id and e.action in ('return', 'reopen')))::int as corrected,
        min(s.submitted_at) as oldest
      from submissions s
      join org_units o on o.tenant_id = s.tenant_id and o.id = s.org_unit_id
      join forms f on f.tenant_id = s.tenant_id and f.id = s.form_id
      left join org_units k on k.tenant_id = f.tenant_id and k.id = f.keeper_unit_id
      where s.tenant_id = ${actor.tenantId} and s.stage in (1, 2) and ${waitsFor(step)}
        and ${step === 'approve' ? approvedBy(actor) : acceptedBy(actor)}
      group by s.form_id, s.period, s.group_id)
    select x.*, f.name as form_name, w.due_on, w.locks_on, w.closed_at is not null as closed, g.short_name as group_name,
      t.expected, t.submitted, t.approved, t.accepted
    from waiting x
    join forms f on f.tenant_id = ${actor.tenantId} and f.id = x.form_id
    join form_windows w on w.tenant_id = ${actor.tenantId} and w.form_id = x.form_id and w.period = x.period
    join org_units g on g.tenant_id = ${actor.tenantId} and g.id = x.group_id
    join tallies t on t.tenant_id = ${actor.tenantId} and t.form_id = x.form_id and t.period = x.period and t.group_id = x.group_id
    order by w.due_on, f.sort, f.id, x.period, x.queried + x.explained + x.corrected = 0, g.sort, g.id`.execute(db);
  return rows;
};

const queriesToAnswer = async ({ db, actor }: Context): Promise<number> => {
  const paths = pathsOf(actor, ['liaison', 'county', 'reporter']);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from cell_notes n
    join org_units o on o.tenant_id = n.tenant_id and o.id = n.org_unit_id
    where n.tenant_id = ${actor.tenantId} and n.kind = 'query' and n.resolved_at is null
      and exists (select 1 from unnest(${paths}::text[]) as c(path) where o.path ^@ c.path)`.execute(db);
  return rows[0]!.count;
};

/** What waits for the actor: forms by their due day, in each the groups with exceptions first. */
export async function toReview(context: Context): Promise<ToReview> {
  const forms: ToReview['forms'] = [];
  for (const step of ['approve', 'accept'] as const)
    for (const { formId, formName, period, dueOn, locksOn, closed, ...group } of await waitingGroups(context, step)) {
      const last = forms.at(-1);
      if (last?.formId === formId && last.period === period && last.step === step) last.groups.push(group);
      else forms.push({ formId, formName, period, step, dueOn, locksOn, closed, groups: [group] });
    }
  return { forms, queries: await queriesToAnswer(context) };
}
