import { type RawBuilder, sql } from 'kysely';
import { refuse } from '../../kernel/refusal';
import type { Db } from '../../platform/database/connect';
import type { Id } from '../../platform/database/tables';
import type { FileHolder } from '../../platform/files/readable-file';
import type { Actor } from '../../platform/operation';
import { unitsByAnyName } from '../org/reads';
import { visibleTasks } from '../tasks/reads/visible';
import { organizationWords } from './organization-words';
import { mayReadPlans, seesPlan, seesWorkingPapers } from './policy';
import { matchNames } from './rules/match-names';
import { waits } from './rules/questions';
import { type AdoptedTask, type Rebase, rebaseOf } from './rules/rebase';
import { settle } from './rules/settle';
import { activeOf } from './rules/steps';
import type { PlanPage, PlanRow, SettledPlan } from './schema';

const rowColumns = [
  'id',
  'year',
  'title',
  'issuer',
  'status',
  'fileId',
  'createdAt',
  'adoptedAt',
  'revises',
  'version',
  'compiled',
] as const;

/** `mayReadPlans` and `seesPlan` over `plans`. */
export const visiblePlans = (actor: Actor): RawBuilder<boolean> => {
  if (!mayReadPlans(actor)) return sql`false`;
  return seesPlan(actor, 'settling') ? sql`true` : sql`plans.status = 'adopted'`;
};

/** The document of a plan is read by whoever reads the plan. */
export const planFiles: FileHolder = {
  held: sql`exists (select 1 from plans where plans.tenant_id = f.tenant_id and plans.file_id = f.id)`,
  readable: actor => sql`exists (
    select 1 from plans where plans.tenant_id = f.tenant_id and plans.file_id = f.id and ${visiblePlans(actor)})`,
};

const countsOf = (plan: SettledPlan): Pick<PlanRow, 'items' | 'targets' | 'open'> => ({
  items: plan.nodes.filter(node => node.kind === 'item').length,
  targets: plan.nodes.reduce((sum, node) => sum + node.targets.length, 0),
  open: plan.questions.filter(waits).length,
});

/** Everything that was said about a plan, in order, with who said it. */
export const correctionsOf = (db: Db, tenantId: Id, planId: Id): Promise<PlanPage['corrections']> =>
  db
    .selectFrom('planCorrections as c')
    .leftJoin('users as u', join => join.onRef('u.tenantId', '=', 'c.tenantId').onRef('u.id', '=', 'c.createdBy'))
    .select(['c.id', 'c.seq', 'c.kind', 'c.payload', 'u.name as by', 'c.createdAt as at', 'c.undoneAt'])
    .where('c.tenantId', '=', tenantId)
    .where('c.planId', '=', planId)
    .orderBy('c.seq')
    .execute();

/** The plan that a plan revises, unless this person does not read it. */
const shownRevises = async (db: Db, actor: Actor, revises: Id | null): Promise<Id | null> => {
  if (revises === null) return null;
  const plan = await db
    .selectFrom('plans')
    .select('id')
    .where('tenantId', '=', actor.tenantId)
    .where('id', '=', revises)
    .where(visiblePlans(actor))
    .executeTakeFirst();
  return plan?.id ?? null;
};

/** The plans that a person reads, newest first, of one year or of all. */
export async function plansOf(db: Db, actor: Actor, year?: number): Promise<PlanRow[]> {
  const { tenantId } = actor;
  const plans = await db
    .selectFrom('plans')
    .select(rowColumns)
    .where('tenantId', '=', tenantId)
    .where(visiblePlans(actor))
    .$if(year !== undefined, query => query.where('year', '=', year!))
    .orderBy('id', 'desc')
    .execute();
  return Promise.all(
    plans.map(async ({ compiled, ...row }) => {
      const corrections = await correctionsOf(db, tenantId, row.id);
      const revises = await shownRevises(db, actor, row.revises);
      return { ...row, revises, ...countsOf(settle(compiled, activeOf(corrections))) };
    }),
  );
}

/** The settled plan as it counts now. Refuses `not-found`. */
export async function settledPlan(db: Db, tenantId: Id, planId: Id) {
  const { compiled, ...row } =
    (await db
      .selectFrom('plans')
      .select(rowColumns)
      .where('tenantId', '=', tenantId)
      .where('id', '=', planId)
      .executeTakeFirst()) ?? refuse('not-found');
  const corrections = await correctionsOf(db, tenantId, planId);
  const plan = settle(compiled, activeOf(corrections));
  const units = await unitsByAnyName(db, tenantId);
  const names = plan.organizations.map(one => one.canonical);
  const matches = matchNames(names, units, organizationWords());
  return { row, compiled, corrections, plan, units, matches };
}

/** The adopted version that a revised plan comes from: its tasks, and which of its items is which. Null where there is none. */
export async function revisedFrom(
  db: Db,
  tenantId: Id,
  revises: Id | null,
  plan: SettledPlan,
): Promise<{ planId: Id; rebase: Rebase; tasks: AdoptedTask[] } | null> {
  if (revises === null) return null;
  const before = await settledPlan(db, tenantId, revises);
  if (before.row.status !== 'adopted') return revisedFrom(db, tenantId, before.row.revises, plan);
  const tasks = await db
    .selectFrom('tasks')
    .select(['nodeId', 'number', 'title', 'adopted'])
    .where('tenantId', '=', tenantId)
    .where('planId', '=', revises)
    .where('droppedAt', 'is', null)
    .orderBy('sort')
    .execute();
  return {
    planId: revises,
    rebase: rebaseOf(before.plan, plan),
    tasks: tasks.flatMap(({ nodeId, adopted, ...task }) => (nodeId && adopted ? [{ ...task, nodeId, adopted }] : [])),
  };
}

/** One plan with all that its pages show; the tasks are those that the person may see. Refuses `not-found`. */
export async function planPage(db: Db, actor: Actor, planId: Id): Promise<PlanPage> {
  const { row, compiled, corrections, plan, matches } = await settledPlan(db, actor.tenantId, planId);
  if (!seesPlan(actor, row.status)) return refuse('not-found');
  const papers = seesWorkingPapers(actor);
  const tasks = await db
    .selectFrom('tasks as t')
    .select(['t.nodeId', 't.id as taskId', 't.light'])
    .where('t.tenantId', '=', actor.tenantId)
    .where('t.planId', '=', planId)
    .where(visibleTasks(actor))
    .orderBy('t.sort')
    .execute();
  const conflicts = await db
    .selectFrom('planConflicts')
    .select(['id', 'conflict', 'answer'])
    .where('tenantId', '=', actor.tenantId)
    .where('planId', '=', planId)
    .orderBy('id')
    .execute();
  const later = await db
    .selectFrom('plans')
    .select('id')
    .where('tenantId', '=', actor.tenantId)
    .where('revises', '=', planId)
    .where(visiblePlans(actor))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    ...row,
    ...countsOf(plan),
    revises: await shownRevises(db, actor, row.revises),
    revisedBy: later?.id ?? null,
    conflicts: papers ? conflicts.map(({ conflict, ...rest }) => ({ ...conflict, ...rest })) : [],
    compiled,
    plan,
    corrections: papers ? corrections : [],
    matches,
    tasks: tasks.flatMap(({ nodeId, ...task }) => (nodeId === null ? [] : [{ nodeId, ...task }])),
  };
}
