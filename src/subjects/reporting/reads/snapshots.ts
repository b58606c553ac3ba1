import { type RawBuilder, sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { holdsAtRoot, seesEverything } from '../../org/rules';
import type { FrozenSum, SnapshotPage, SnapshotRow } from '../snapshot-schema';
import { frozenOf, hashOf } from '../store/snapshots';

/** What of the snapshots somebody sees: the forms' keepers and who oversees all groups, everybody else those they reach. */
const groupsSeen = ({ actor }: Context, alias: string): RawBuilder<boolean> => {
  if (seesEverything(actor)) return sql`true`;
  const keeps = actor.posts.filter(({ role }) => role === 'liaison').map(({ path }) => path);
  const paths = actor.posts.filter(({ role }) => role !== 'administrator').map(({ path }) => path);
  return sql`(exists (select 1 from unnest(${keeps}::text[]) as c(path) where k.path ^@ c.path)
    or exists (select 1 from unnest(${paths}::text[]) as c(path) where ${sql.ref(alias)}.path ^@ c.path))`;
};

const columns = (context: Context) => sql`
  s.id, s.form_id, f.name as form_name, s.period, s.taken_at, u.name as taken_by, s.signed_as, s.statement, s.sha256,
  coalesce(t.expected, 0) as expected, coalesce(t.accepted, 0) as accepted
  from snapshots s
  join forms f on f.tenant_id = s.tenant_id and f.id = s.form_id
  left join org_units k on k.tenant_id = f.tenant_id and k.id = f.keeper_unit_id
  join users u on u.tenant_id = s.tenant_id and u.id = s.taken_by
  join lateral (
    select sum(t.expected)::int as expected, sum(t.accepted)::int as accepted, count(*) as groups
    from snapshot_tallies t join org_units o on o.tenant_id = t.tenant_id and o.id = t.group_id
    where t.tenant_id = s.tenant_id and t.snapshot_id = s.id and ${groupsSeen(context, 'o')}) t
    on t.groups > 0 or ${holdsAtRoot(context.actor, 'leader', 'supervisor', 'assessor', 'auditor')}`;

/** The snapshots of which the actor sees something, newest first; counts are of the groups seen. */
export async function snapshotsOf(context: Context, formId: Id | undefined): Promise<SnapshotRow[]> {
  const { rows } = await sql<SnapshotRow>`
    select ${columns(context)}
    where s.tenant_id = ${context.actor.tenantId} and (${formId === undefined} or s.form_id = ${formId ?? null}::bigint)
    order by s.taken_at desc, s.id desc limit 500`.execute(context.db);
  return rows;
}

type Compared = {
  figureId: Id;
  code: string;
  name: string;
  unit: string;
  groupId: Id;
  groupName: string;
  category: string;
  was: FrozenSum | null;
  is: FrozenSum | null;
};

// Each sum as it was frozen beside what it is today; one that exists on one side only has null on the other.
const compared = async (
  context: Context,
  { id, formId, period }: Pick<SnapshotRow, 'id' | 'formId' | 'period'>,
): Promise<Compared[]> => {
  const { db, actor } = context;
  const sum = (
    alias: string,
  ) => sql`case when ${sql.ref(`${alias}.n`)} is not null then jsonb_build_object('n', ${sql.ref(`${alias}.n`)},
    'total', trim_scale(${sql.ref(`${alias}.total`)})::text, 'low', trim_scale(${sql.ref(`${alias}.low`)})::text,
    'high', trim_scale(${sql.ref(`${alias}.high`)})::text) end`;
  const { rows } = await sql<Compared>`
    select y.figure_id, g.code, g.name, g.unit, y.group_id, o.short_name as group_name, y.category, y.was, y.is
    from (
      select coalesce(a.figure_id, b.figure_id) as figure_id, coalesce(a.group_id, b.group_id) as group_id,
        coalesce(a.category, b.category) as category, ${sum('a')} as was, ${sum('b')} as is
      from (select * from snapshot_rows where tenant_id = ${actor.tenantId} and snapshot_id = ${id}) a
      full join (
        select r.figure_id, r.group_id, r.category, r.n, r.total, r.low, r.high from form_figures x
        join rollups r on r.tenant_id = x.tenant_id and r.lens = 3 and r.period = ${period} and r.figure_id = x.figure_id
        where x.tenant_id = ${actor.tenantId} and x.form_id = ${formId} and x.mode = 'ask' and r.n > 0) b
        on b.figure_id = a.figure_id and b.group_id = a.group_id and b.category = a.category) y
    join figures g on g.tenant_id = ${actor.tenantId} and g.id = y.figure_id
    join org_units o on o.tenant_id = ${actor.tenantId} and o.id = y.group_id
    join forms f on f.tenant_id = ${actor.tenantId} and f.id = ${formId}
    left join org_units k on k.tenant_id = f.tenant_id and k.id = f.keeper_unit_id
    where ${groupsSeen(context, 'o')}
    order by g.code, y.category, o.sort, o.id`.execute(db);
  return rows;
};

const talliesFrozen = async (context: Context, { id, formId }: SnapshotRow): Promise<SnapshotPage['tallies']> => {
  const { db, actor } = context;
  const { rows } = await sql<SnapshotPage['tallies'][number]>`
    select t.group_id, o.short_name as group_name, t.expected, t.accepted, t.on_time
    from snapshot_tallies t
    join org_units o on o.tenant_id = t.tenant_id and o.id = t.group_id
    join forms f on f.tenant_id = t.tenant_id and f.id = ${formId}
    left join org_units k on k.tenant_id = f.tenant_id and k.id = f.keeper_unit_id
    where t.tenant_id = ${actor.tenantId} and t.snapshot_id = ${id} and ${groupsSeen(context, 'o')}
    order by o.sort, o.id`.execute(db);
  return rows;
};

const isIntact = async (db: Db, tenantId: Id, { id, sha256 }: SnapshotRow): Promise<boolean> =>
  hashOf(await frozenOf(db, tenantId, id)) === sha256;

/** One snapshot: whether it is as it was signed, its sums, and what is different today. */
export async function snapshotPage(context: Context, snapshotId: Id): Promise<SnapshotPage> {
  const { db, actor } = context;
  const { rows } = await sql<SnapshotRow>`
    select ${columns(context)} where s.tenant_id = ${actor.tenantId} and s.id = ${snapshotId}`.execute(db);
  const row = rows[0] ?? refuse('not-found');
  const sums = await compared(context, row);
  return {
    ...row,
    intact: await isIntact(db, actor.tenantId, row),
    tallies: await talliesFrozen(context, row),
    sums: sums.flatMap(({ was, is: _, ...sum }) => (was ? [{ ...sum, ...was }] : [])),
    differences: sums
      .filter(({ was, is }) => JSON.stringify(was) !== JSON.stringify(is))
      .map(({ was, is, unit: _, ...sum }) => ({ ...sum, frozen: was, today: is })),
  };
}
