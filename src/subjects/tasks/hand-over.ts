import { sql } from 'kysely';
import type { Id } from '../../platform/database/tables';
import type { Context } from '../../platform/operation';
import { type Handed, type Heir, handoversTo, type Keeping, noteBefore } from '../org/hand-over';
import type { Held } from '../org/schema';
import { statusOnceSent } from './rules/status';
import type { UnitRole } from './schema';
import { refreshLights } from './store/lights';
import { settleProgress } from './store/reports';
import { changeTask, type Task } from './store/tasks';

const RANK: Record<UnitRole, number> = { lead: 0, assist: 1, responsible: 2 };
const stronger = (one: UnitRole, other: UnitRole): UnitRole => (RANK[one] <= RANK[other] ? one : other);

type Member = {
  role: UnitRole;
  writtenAs: string | null;
  sort: number;
  signedAt: string | null;
  signedBy: Id | null;
  percent: number | null;
  lastPeriod: string | null;
};

/** `own`: the part as it was; `other`: that which the other unit had already; `reports`: papers being written that went along. */
type Before = { own: Member; other: Member | null; reports: Id[] };

const held: Keeping['held'] = async ({ db, actor }, unitIds) => {
  const { rows } = await sql<Held>`
    select case when t.lead_unit_id = u.org_unit_id then 'lead' else 'part' end as kind, t.id::text as id, u.org_unit_id as unit_id,
      concat_ws(' ', t.number, t.title) as name
    from task_units u join tasks t on t.tenant_id = u.tenant_id and t.id = u.task_id
    where u.tenant_id = ${actor.tenantId} and u.org_unit_id = any(${[...unitIds]}::bigint[]) and t.status <> 'done'
    order by t.year, t.sort, t.id, u.org_unit_id`.execute(db);
  return rows;
};

/** Whoever may close units does not see every task; here each is locked by its id alone. */
const lock = ({ db, actor }: Context, taskId: Id): Promise<Task | undefined> =>
  db
    .selectFrom('tasks')
    .selectAll()
    .where('tenantId', '=', actor.tenantId)
    .where('id', '=', taskId)
    .forUpdate()
    .executeTakeFirst();

const memberOf = ({ db, actor }: Context, taskId: Id, unitId: Id): Promise<Member | undefined> =>
  db
    .selectFrom('taskUnits')
    .select(['role', 'writtenAs', 'sort', 'signedAt', 'signedBy', 'percent', 'lastPeriod'])
    .where('tenantId', '=', actor.tenantId)
    .where('taskId', '=', taskId)
    .where('orgUnitId', '=', unitId)
    .executeTakeFirst();

const membersNow = async ({ db, actor }: Context, taskId: Id): Promise<{ unitId: Id; role: UnitRole }[]> =>
  db
    .selectFrom('taskUnits')
    .select(['orgUnitId as unitId', 'role'])
    .where('tenantId', '=', actor.tenantId)
    .where('taskId', '=', taskId)
    .orderBy('sort')
    .orderBy('orgUnitId')
    .execute();

const setMember = ({ db, actor }: Context, taskId: Id, unitId: Id, change: Partial<Member> & { orgUnitId?: Id }) =>
  db
    .updateTable('taskUnits')
    .set(change)
    .where('tenantId', '=', actor.tenantId)
    .where('taskId', '=', taskId)
    .where('orgUnitId', '=', unitId)
    .execute();

const removeMember = ({ db, actor }: Context, taskId: Id, unitId: Id) =>
  db
    .deleteFrom('taskUnits')
    .where('tenantId', '=', actor.tenantId)
    .where('taskId', '=', taskId)
    .where('orgUnitId', '=', unitId)
    .execute();

/** What is being written or came back goes along, but for a period of which the other unit has a report of its own. */
const passReports = async ({ db, actor, now }: Context, taskId: Id, from: Id, to: Id): Promise<Id[]> => {
  const { rows } = await sql<{ id: Id }>`
    update progress_reports r set org_unit_id = ${to}, version = r.version + 1, updated_at = ${now}
    where r.tenant_id = ${actor.tenantId} and r.task_id = ${taskId} and r.org_unit_id = ${from} and r.status in ('draft', 'returned')
      and not exists (select 1 from progress_reports o where o.tenant_id = r.tenant_id and o.task_id = r.task_id
        and o.org_unit_id = ${to} and o.period = r.period)
    returning r.id`.execute(db);
  return rows.map(({ id }) => id);
};

/** The task has another lead: its signature counts, be it the one that came along. */
const setLead = async (context: Context, task: Task, leadUnitId: Id): Promise<void> => {
  const signedAt = (await memberOf(context, task.id, leadUnitId))?.signedAt ?? null;
  const underWay = task.status === 'sent' || task.status === 'active';
  const change = { leadUnitId, ...(underWay ? { signedAt, status: statusOnceSent(signedAt !== null) } : {}) };
  await changeTask(context.db, task, change, context.now);
};

/** Lights follow at the end, once for each task. */
const turnLights = ({ db, actor, today, later }: Context, taskId: Id): void =>
  later(`lights/${taskId}`, () => refreshLights(db, actor.tenantId, [taskId], today));

/**
 * A part in a task goes to the other unit as it is: signed, so far, with what is being written. Where that unit has a part already,
 * the two are one, and the stronger role holds. Ended, the task goes on without it; the lead never ends.
 */
const pass = async (context: Context, { id: taskId, unitId }: Held, { toId, ended }: Heir): Promise<Before> => {
  const task = (await lock(context, taskId))!;
  const units = await membersNow(context, taskId);
  const own = (await memberOf(context, taskId, unitId))!;
  const other = toId === null ? null : ((await memberOf(context, taskId, toId)) ?? null);
  const reports = toId === null ? [] : await passReports(context, taskId, unitId, toId);
  if (toId === null) await removeMember(context, taskId, unitId);
  else if (other === null) await setMember(context, taskId, unitId, { orgUnitId: toId });
  else {
    const { signedAt, signedBy } = other.signedAt === null ? own : other;
    // How far the lead is, is how far the task is.
    const { percent, lastPeriod } = other.lastPeriod === null || task.leadUnitId === unitId ? own : other;
    const sort = Math.min(own.sort, other.sort);
    const role = stronger(own.role, other.role);
    await setMember(context, taskId, toId, { role, signedAt, signedBy, sort, percent, lastPeriod });
    await removeMember(context, taskId, unitId);
  }
  if (toId !== null && task.leadUnitId === unitId) await setLead(context, task, toId);
  const after = { units: await membersNow(context, taskId), ...(ended === undefined ? {} : { reason: ended }) };
  await context.audit({ kind: 'task', id: taskId, before: { units }, after });
  turnLights(context, taskId);
  return { own, other, reports };
};

const restore = async (context: Context, taskId: Id, unitId: Id, member: Member): Promise<void> => {
  const { tenantId } = context.actor;
  await context.db
    .insertInto('taskUnits')
    .values({ tenantId, taskId, orgUnitId: unitId, ...member })
    .execute();
};

/** What of the task came to the unit, by way of those that went into it; that of `unitId` is one of them. */
const cameTo = async ({ db, actor }: Context, taskId: Id, toUnitId: Id, unitId: Id) => {
  const came = await handoversTo(db, actor.tenantId, toUnitId, { kinds: ['lead', 'part'], subjectId: taskId });
  const place = came.findIndex(one => one.unitId === unitId);
  return { came, earlier: came.slice(0, place), later: came.slice(place + 1) };
};

const ownOf = ({ before }: Handed): Member => (before as Before).own;

/**
 * The role that is left to a unit when a part goes back from it: the strongest of what it had itself and of what came from others.
 * Null where nothing is left, and the part is as it came.
 */
const roleLeft = (task: Task, toUnitId: Id, led: boolean, first: Member | null, others: Handed[]): UnitRole | null => {
  // Where the lead did not come with the part, it stays, also where it was given since.
  if (!led && task.leadUnitId === toUnitId) return 'lead';
  const roles = [...(first ? [first.role] : []), ...others.map(other => ownOf(other).role)];
  // The lead has come with this part, and goes with it.
  const kept = roles.map<UnitRole>(role => (role === 'lead' ? 'assist' : role));
  return kept.length === 0 ? null : kept.reduce(stronger);
};

/** The part goes back, unless the task is done, or the unit that had it has left it or given the lead away. */
const giveBack = async (
  context: Context,
  { subjectId: taskId, unitId, toUnitId, before }: Handed,
): Promise<boolean> => {
  const { own, other, reports } = before as Before;
  const task = await lock(context, taskId);
  if (!task || task.status === 'done') return false;
  const units = await membersNow(context, taskId);
  if (units.some(member => member.unitId === unitId)) return false;
  const led = own.role === 'lead';
  if (toUnitId === null) await restore(context, taskId, unitId, own);
  else {
    if (!units.some(member => member.unitId === toUnitId)) return false;
    const { came, earlier, later } = await cameTo(context, taskId, toUnitId, unitId);
    if (led && (task.leadUnitId !== toUnitId || later.some(one => ownOf(one).role === 'lead'))) return false;
    const first = earlier.length > 0 ? (earlier[0]!.before as Before).other : other;
    const role = roleLeft(task, toUnitId, led, first, [...earlier, ...later]);
    if (role === null) await setMember(context, taskId, toUnitId, { orgUnitId: unitId, role: own.role });
    else {
      await setMember(context, taskId, toUnitId, { role, sort: other?.sort });
      const since = await memberOf(context, taskId, toUnitId);
      if (other && since?.signedAt === own.signedAt && other.signedAt === null)
        await setMember(context, taskId, toUnitId, { signedAt: null, signedBy: null });
      await restore(context, taskId, unitId, own);
    }
    // What came next came to the unit as it had been before this part.
    const [next] = came.slice(earlier.length + 1);
    if (next) await noteBefore(context.db, context.actor.tenantId, next, { ...(next.before as Before), other });
  }
  await context.db
    .updateTable('progressReports')
    .set({ orgUnitId: unitId, updatedAt: context.now, version: sql<number>`version + 1` })
    .where('tenantId', '=', context.actor.tenantId)
    .where(eb => eb('id', 'in', reports.length > 0 ? reports : ['0']))
    .where('status', 'in', ['draft', 'returned'])
    .execute();
  if (led) await setLead(context, task, unitId);
  await context.audit({
    kind: 'task',
    id: taskId,
    before: { units },
    after: { units: await membersNow(context, taskId) },
  });
  const { db, actor, later } = context;
  later(`progress/${taskId}`, () => settleProgress(db, actor.tenantId, taskId));
  turnLights(context, taskId);
  return true;
};

/** Parts of a unit in tasks that are not done. */
export const taskKeeping: Keeping = { kinds: ['lead', 'part'], held, pass, giveBack };
