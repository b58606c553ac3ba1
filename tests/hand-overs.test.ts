import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../src/kernel/refusal';
import { connect, type Db } from '../src/platform/database/connect';
import type { Id } from '../src/platform/database/tables';
import { openFileStore } from '../src/platform/files/file-store';
import type { Actor } from '../src/platform/operation';
import { type House, runOperation } from '../src/platform/run-operation';
import { allocations } from '../src/subjects/indicators/allocation/operations';
import type { AllocationList } from '../src/subjects/indicators/allocation/schema';
import { actorOfId } from '../src/subjects/org/reads';
import { reopenUnit } from '../src/subjects/reporting/operations/reopen-unit';
import { closeUnit, mergeUnits, moveUnit, previewReform } from '../src/subjects/reporting/operations/units';
import type { Decision, Reformed, ReformPreview, Reopened } from '../src/subjects/reporting/reform-schema';
import { type ReformScene, reformScene } from './support/reform-scene';
import { patience, stories } from './support/stories';
import { createTestDatabase } from './support/test-database';

// The law of handing over: whatever is moved, merged, closed and taken back, in any order, nothing that is open waits on a closed unit;
// the preview is what happens; no task is without a lead, no part of a target is lost; and nobody reaches a unit outside the reform.

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Db;
let house: House;
let folder: string;
let scenes = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  db = connect(database.url, 5, null).db;
  folder = await mkdtemp(join(tmpdir(), 'luoshi-hand-overs-'));
  house = { db, files: openFileStore(folder) };
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

type Node = { id: Id; parentId: Id | null; path: string; kind: string; validTo: string | null; successorId: Id | null };

const nodesOf = (tenantId: Id): Promise<Node[]> =>
  db
    .selectFrom('orgUnits')
    .select(['id', 'parentId', 'path', 'kind', 'validTo', 'successorId'])
    .where('tenantId', '=', tenantId)
    .orderBy('id')
    .execute();

/** Everything open that still names a closed unit; named by what it is. */
const left = async (tenantId: Id): Promise<{ what: string; id: string }[]> => {
  const underWay = sql`t.tenant_id = o.tenant_id and t.status <> 'done'`;
  const { rows } = await sql<{ what: string; id: string }>`
    with o as (select * from org_units where tenant_id = ${tenantId} and valid_to is not null)
    select 'part' as what, t.id::text as id from o join task_units u on u.tenant_id = o.tenant_id and u.org_unit_id = o.id
      join tasks t on ${underWay} and t.id = u.task_id
    union all select 'lead', t.id::text from o join tasks t on ${underWay} and t.lead_unit_id = o.id
    union all select 'target', p.allocation_id::text from o join allocation_parts p on p.tenant_id = o.tenant_id and p.org_unit_id = o.id
      join allocations a on a.tenant_id = p.tenant_id and a.id = p.allocation_id
      join targets g on g.tenant_id = a.tenant_id and g.id = a.target_id join tasks t on ${underWay} and t.id = g.task_id
    union all select 'split', a.id::text from o join allocations a on a.tenant_id = o.tenant_id and a.org_unit_id = o.id
    union all select 'figure', f.id::text from o join figures f on f.tenant_id = o.tenant_id and f.lead_unit_id = o.id
    union all select 'indicator', i.id::text from o join indicators i on i.tenant_id = o.tenant_id and i.lead_unit_id = o.id
    union all select 'form', f.id::text from o join forms f on f.tenant_id = o.tenant_id and f.keeper_unit_id = o.id
    union all select 'post', p.id::text from o join posts p on p.tenant_id = o.tenant_id and p.org_unit_id = o.id
    union all select 'invitation', i.login from o join invitations i on i.tenant_id = o.tenant_id and i.org_unit_id = o.id
      and i.expires_at > '2098-01-01'
    union all select 'report', r.id::text from o join progress_reports r on r.tenant_id = o.tenant_id and r.org_unit_id = o.id
      join task_units u on u.tenant_id = r.tenant_id and u.task_id = r.task_id and u.org_unit_id = r.org_unit_id
      join tasks t on ${underWay} and t.id = r.task_id where r.status in ('draft', 'returned')
    -- What a merged unit owed for an earlier period its successor hands in, in its name.
    union all select 'submission', s.period from o join submissions s on s.tenant_id = o.tenant_id and s.org_unit_id = o.id
      join form_windows w on w.tenant_id = s.tenant_id and w.form_id = s.form_id and w.period = s.period
      where s.stage = 0 and s.exempt is null and (w.ends_on >= o.valid_to or o.successor_id is null or exists (
        select 1 from org_units n where n.tenant_id = o.tenant_id and n.id = o.successor_id and n.valid_to is not null))`.execute(
    db,
  );
  return rows;
};

/** Tasks under way whose units do not have just the one lead that the task names. */
const withoutLead = async (tenantId: Id): Promise<{ id: Id }[]> => {
  const { rows } = await sql<{ id: Id }>`
    select t.id from tasks t where t.tenant_id = ${tenantId} and (
      select array_agg(u.org_unit_id) from task_units u where u.tenant_id = t.tenant_id and u.task_id = t.id and u.role = 'lead')
      is distinct from array[t.lead_unit_id]`.execute(db);
  return rows;
};

/** Parts under way that the unit which splits could not give today, by the units of both; and those that the to-do of the office names. */
const strayParts = async (tenantId: Id): Promise<string[]> => {
  const { rows } = await sql<{ part: string }>`
    select a.org_unit_id || ' ' || p.org_unit_id as part
    from allocation_parts p
    join allocations a on a.tenant_id = p.tenant_id and a.id = p.allocation_id
    join targets g on g.tenant_id = a.tenant_id and g.id = a.target_id
    join tasks t on t.tenant_id = g.tenant_id and t.id = g.task_id and t.status <> 'done'
    where p.tenant_id = ${tenantId} and not exists (
      select 1 from org_units b where b.tenant_id = p.tenant_id and b.id = p.org_unit_id and b.parent_id = a.org_unit_id
        and b.valid_to is null)`.execute(db);
  return rows.map(({ part }) => part).toSorted();
};

const strayNamed = async (actor: Actor): Promise<string[]> => {
  const { rows } = await runOperation<AllocationList>(house, allocations, actor, { stray: true, limit: 200 });
  return rows.flatMap(({ by, stray }) => stray.map(({ unitId }) => `${by.unitId} ${unitId}`)).toSorted();
};

/** What the body's own split gives in all. */
const given = async (tenantId: Id): Promise<number> => {
  const { rows } = await sql<{ sum: number }>`
    select sum(p.value)::float8 as sum from allocation_parts p join allocations a on a.tenant_id = p.tenant_id and a.id = p.allocation_id
    join org_units o on o.tenant_id = a.tenant_id and o.id = a.org_unit_id and o.parent_id is null
    where p.tenant_id = ${tenantId}`.execute(db);
  return rows[0]!.sum;
};

/** The units that each person reaches. */
const reachOf = async ({ tenantId, userIds }: ReformScene): Promise<Map<Id, Set<Id>>> => {
  const nodes = await nodesOf(tenantId);
  const reach = new Map<Id, Set<Id>>();
  for (const userId of userIds) {
    const { posts } = (await actorOfId(db, tenantId, userId))!;
    const within = nodes.filter(({ path }) => posts.some(post => path.startsWith(post.path)));
    reach.set(userId, new Set(within.map(({ id }) => id)));
  }
  return reach;
};

/** `heir`: whom it goes to, where that is not left to chance. */
type Step = { kind: 'move' | 'merge' | 'close' | 'reopen'; unit: number; other: number; end: boolean; heir?: Id };
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'move',
      'merge',
      'merge',
      'merge',
      'close',
      'close',
      'reopen',
      'reopen',
      'reopen',
    ) as fc.Arbitrary<Step['kind']>,
    unit: fc.nat({ max: 40 }),
    other: fc.nat({ max: 40 }),
    end: fc.boolean(),
  }),
  { minLength: 4, maxLength: 12 },
);

// Two of July's days, and then of August: a reform is never before the last.
const dayOf = (step: number): string => new Date(Date.UTC(2026, 6, 20 + 4 * step)).toISOString().slice(0, 10);
const nowOf = (step: number): string => new Date(Date.UTC(2026, 8, 20, 4, step)).toISOString();

type Done = { result: Reformed | null; preview: Reformed | null; inside: readonly Id[]; ended: boolean };

/** One step as an office would order it; null where it was refused. `inside`: the units that the reform is about. */
const take = async (scene: ReformScene, actor: Actor, step: Step, index: number): Promise<Done | null> => {
  const all = await nodesOf(scene.tenantId);
  const open = all.filter(({ validTo, parentId }) => validTo === null && parentId !== null);
  const closed = all.filter(({ validTo }) => validTo !== null);
  const one = step.kind === 'reopen' ? closed[step.unit % Math.max(closed.length, 1)] : open[step.unit % open.length];
  if (!one) return null;
  const fitting =
    step.kind === 'move' ? open.filter(({ kind }) => kind === 'county') : open.filter(({ kind }) => kind === one.kind);
  const other = fitting.find(({ id }) => id === step.heir) ?? fitting[step.other % fitting.length];
  if (!other) return null;
  const on = dayOf(index);
  const reason = '机构改革';
  const call = { now: nowOf(index) };
  const preview = async (targetId?: Id): Promise<ReformPreview> =>
    runOperation(house, previewReform, actor, { kind: step.kind, unitIds: [one.id], targetId, on }, call);
  try {
    if (step.kind === 'reopen') {
      await runOperation(house, reopenUnit, actor, { unitId: one.id, reason }, call);
      return { result: null, preview: null, inside: [one.id], ended: false };
    }
    if (step.kind === 'move') {
      const before = await preview(other.id);
      const input = { unitId: one.id, parentId: other.id, from: on, reason };
      const result = await runOperation<Reformed>(house, moveUnit, actor, input, call);
      return { result, preview: before, inside: [one.id], ended: false };
    }
    if (step.kind === 'merge') {
      const before = await preview(other.id);
      const input = { unitIds: [one.id], intoId: other.id, on, reason };
      const result = await runOperation<Reformed>(house, mergeUnits, actor, input, call);
      return { result, preview: before, inside: [one.id, other.id], ended: false };
    }
    const before = await preview();
    const kinds = [...new Set(before.held.map(({ kind }) => kind))];
    const decisions: Decision[] = kinds.map(kind =>
      step.end && kind !== 'lead' ? { kind, ended: '不再开展' } : { kind, toId: other.id },
    );
    const result = await runOperation<Reformed>(
      house,
      closeUnit,
      actor,
      { unitId: one.id, on, reason, decisions },
      call,
    );
    return { result, preview: before, inside: [one.id, other.id], ended: step.end };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
};

const withoutHeld = (counts: Reformed | null): Reformed | null => {
  if (counts === null) return null;
  const { held: _, stray: __, ...rest } = counts as ReformPreview;
  return rest;
};

// Has every kind of step in it, whatever else is told: a school moves, a department closes, the next is merged and comes back.
const always: Step[] = [
  { kind: 'move', unit: 3, other: 1, end: false },
  { kind: 'close', unit: 0, other: 1, end: false },
  { kind: 'merge', unit: 0, other: 1, end: false },
  { kind: 'reopen', unit: 1, other: 0, end: false },
];

describe('handing over', () => {
  it(
    'leaves nothing behind, does what was previewed, and gives nobody more than the reform is about',
    async () => {
      const done = { move: 0, merge: 0, close: 0, reopen: 0 };
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 2, max: 3 }), steps, async (counties, story) => {
          scenes += 1;
          const scene = await reformScene(db, counties, 2, `改革${scenes}`);
          const { tenantId } = scene;
          const actor = (await actorOfId(db, tenantId, scene.supervisorId))!;
          let whole = await given(tenantId);
          for (const [index, step] of story.entries()) {
            const before = await reachOf(scene);
            const taken = await take(scene, actor, step, index);
            if (!taken) continue;
            done[step.kind] += 1;
            expect(withoutHeld(taken.preview)).toEqual(taken.result);
            expect(await left(tenantId)).toEqual([]);
            expect(await strayNamed(actor)).toEqual(await strayParts(tenantId));
            expect(await withoutLead(tenantId)).toEqual([]);
            // Nothing of a target is lost unless its part was ended, or came back to who had it.
            if (!taken.ended && step.kind !== 'reopen') expect(await given(tenantId)).toBe(whole);
            whole = await given(tenantId);
            const nodes = await nodesOf(tenantId);
            // Whoever goes on for a unit reaches what that unit had below itself, also what was closed there before.
            const went = nodes.filter(({ successorId }) => successorId !== null && taken.inside.includes(successorId));
            const roots = [...taken.inside, ...went.map(({ id }) => id)];
            const inside = nodes.filter(({ path }) => roots.some(id => path.includes(`/${id}/`)));
            const about = new Set(inside.map(({ id }) => id));
            for (const [userId, units] of await reachOf(scene))
              expect([...units].filter(id => !before.get(userId)!.has(id) && !about.has(id))).toEqual([]);
          }
        }),
        { numRuns: stories(8), endOnFailure: true, examples: [[2, always]] },
      );
      for (const count of Object.values(done)) expect(count).toBeGreaterThan(0);
    },
    patience(300_000),
  );

  it('takes back what went over first, and leaves to its heir what came after that', async () => {
    scenes += 1;
    const { tenantId, supervisorId, unitIds } = await reformScene(db, 3, 2, `先后${scenes}`);
    const actor = (await actorOfId(db, tenantId, supervisorId))!;
    const id = (code: string): Id => unitIds.get(code)!;
    const codeOf = new Map([...unitIds].map(([code, unitId]) => [unitId, code]));
    let clock = 0;
    const tick = (): number => {
      clock += 1;
      return clock;
    };
    const merge = (from: string, into: string, on: string) =>
      runOperation<Reformed>(
        house,
        mergeUnits,
        actor,
        { unitIds: [id(from)], intoId: id(into), on, reason: '机构改革' },
        { now: nowOf(tick()) },
      );
    const reopen = (code: string) =>
      runOperation(house, reopenUnit, actor, { unitId: id(code), reason: '有误' }, { now: nowOf(tick()) });
    const members = async (title: string): Promise<Record<string, string>> => {
      const rows = await db
        .selectFrom('taskUnits as u')
        .innerJoin('tasks as t', join => join.onRef('t.tenantId', '=', 'u.tenantId').onRef('t.id', '=', 'u.taskId'))
        .select(['u.orgUnitId', 'u.role'])
        .where('u.tenantId', '=', tenantId)
        .where('t.title', '=', title)
        .execute();
      return Object.fromEntries(rows.map(({ orgUnitId, role }) => [codeOf.get(orgUnitId)!, role]));
    };
    const before = await members('部分');
    expect(before).toMatchObject({ 'dept-2': 'lead', dept: 'responsible' });
    await merge('dept', 'dept-3', '2026-07-20');
    await merge('dept-2', 'dept-3', '2026-07-21');
    const { dept: _, 'dept-2': __, ...others } = before;
    expect(await members('部分')).toEqual({ ...others, 'dept-3': 'lead' });
    await reopen('dept');
    expect(await members('部分')).toEqual({ ...others, 'dept-3': 'lead', dept: 'responsible' });
    expect(await withoutLead(tenantId)).toEqual([]);
    await reopen('dept-2');
    expect(await members('部分')).toEqual(before);

    const splits = async (): Promise<Record<string, string[]>> => {
      const rows = await db
        .selectFrom('allocations as a')
        .innerJoin('allocationParts as p', join =>
          join.onRef('p.tenantId', '=', 'a.tenantId').onRef('p.allocationId', '=', 'a.id'),
        )
        .select(['a.orgUnitId as by', 'p.orgUnitId as over'])
        .where('a.tenantId', '=', tenantId)
        .orderBy('p.orgUnitId')
        .execute();
      const found: Record<string, string[]> = {};
      for (const { by, over } of rows) found[codeOf.get(by)!] = [...(found[codeOf.get(by)!] ?? []), codeOf.get(over)!];
      return found;
    };
    // The third county has given nothing on yet, and takes over what the others had given.
    await db.deleteFrom('allocations').where('tenantId', '=', tenantId).where('orgUnitId', '=', id('c3')).execute();
    const given = await splits();
    expect(given).toMatchObject({ c1: ['c1-1', 'c1-2'], c2: ['c2-1', 'c2-2'] });
    await merge('c1', 'c3', '2026-08-01');
    await merge('c2', 'c3', '2026-08-02');
    expect(await splits()).toMatchObject({ c3: ['c1-1', 'c1-2', 'c2-1', 'c2-2'] });
    await reopen('c1');
    expect(await splits()).toMatchObject({ c1: ['c1-1', 'c1-2'], c3: ['c2-1', 'c2-2'] });
    await reopen('c2');
    expect(await splits()).toEqual(given);
  });

  it(
    'is taken back whole where nobody went on with it',
    async () => {
      const rowsOf = async (query: RawBuilder<unknown>): Promise<unknown[]> => (await query.execute(db)).rows;
      // Everything but versions and times, which tell that something happened.
      const state = async (tenantId: Id) => ({
        units: await rowsOf(
          sql`select id, parent_id, path, valid_to, successor_id from org_units where tenant_id = ${tenantId} order by id`,
        ),
        tasks: await rowsOf(
          sql`select id, status, lead_unit_id, percent, last_period from tasks where tenant_id = ${tenantId} order by id`,
        ),
        parts: await rowsOf(sql`
        select task_id, org_unit_id, role, sort, signed_at, percent, last_period from task_units where tenant_id = ${tenantId}
        order by task_id, org_unit_id`),
        reports: await rowsOf(
          sql`select id, org_unit_id, status from progress_reports where tenant_id = ${tenantId} order by id`,
        ),
        splits: await rowsOf(
          sql`select id, org_unit_id, state from allocations where tenant_id = ${tenantId} order by id`,
        ),
        shares: await rowsOf(sql`
        select allocation_id, org_unit_id, value, signed_as, signed_at from allocation_parts where tenant_id = ${tenantId}
        order by allocation_id, org_unit_id`),
        leads: await rowsOf(sql`select id, lead_unit_id from figures where tenant_id = ${tenantId} order by id`),
        indicators: await rowsOf(
          sql`select id, lead_unit_id from indicators where tenant_id = ${tenantId} order by id`,
        ),
        forms: await rowsOf(sql`select id, keeper_unit_id from forms where tenant_id = ${tenantId} order by id`),
        posts: await rowsOf(
          sql`select id, user_id, org_unit_id, role from posts where tenant_id = ${tenantId} order by id`,
        ),
        invitations: await rowsOf(
          sql`select login, org_unit_id, expires_at from invitations where tenant_id = ${tenantId} order by login`,
        ),
        submissions: await rowsOf(sql`
        select form_id, period, org_unit_id, group_id, stage, exempt from submissions where tenant_id = ${tenantId}
        order by form_id, period, org_unit_id`),
        tallies: await rowsOf(sql`
        select form_id, period, group_id, expected, submitted from tallies where tenant_id = ${tenantId} and expected > 0
        order by form_id, period, group_id`),
        handovers: await rowsOf(sql`select kind from unit_handovers where tenant_id = ${tenantId}`),
      });
      let undone = 0;
      const which = fc.record({ unit: fc.nat({ max: 40 }), other: fc.nat({ max: 40 }), end: fc.boolean() });
      // One merger or closing; or several mergers into the same unit, taken back in any order.
      const reforms = fc.record({
        first: which,
        kinds: fc.array(fc.constantFrom('merge', 'close') as fc.Arbitrary<Step['kind']>, {
          minLength: 1,
          maxLength: 3,
        }),
        backwards: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(reforms, async ({ first, kinds, backwards }) => {
          scenes += 1;
          const scene = await reformScene(db, 4, 2, `撤回${scenes}`);
          const actor = (await actorOfId(db, scene.tenantId, scene.supervisorId))!;
          const before = await state(scene.tenantId);
          const closed: Id[] = [];
          let heir: Id | undefined;
          for (const [index, kind] of kinds.entries()) {
            const taken = await take(scene, actor, { kind, ...first, unit: first.unit + 3 * index, heir }, index);
            if (!taken) continue;
            closed.push(taken.inside[0]!);
            heir = taken.inside[1]!;
          }
          const reformed = closed.length;
          let left = 0;
          if (backwards) closed.reverse();
          // What stands below a closed unit, or went to one, comes back after that.
          for (let turn = 0; closed.length > 0 && turn < 12; turn += 1) {
            const unitId = closed.shift()!;
            try {
              const call = { now: nowOf(40 + turn) };
              const back = await runOperation<Reopened>(house, reopenUnit, actor, { unitId, reason: '撤并有误' }, call);
              left += back.left;
            } catch (error) {
              if (!(error instanceof Refusal)) throw error;
              closed.push(unitId);
            }
          }
          expect(closed).toEqual([]);
          // A reform may have gone on with what came from an earlier one, and says so.
          if (reformed === 1) expect(left).toBe(0);
          // What stays in the other unit's split is told.
          expect(await strayNamed(actor)).toEqual(await strayParts(scene.tenantId));
          if (left > 0) return;
          const after = await state(scene.tenantId);
          // After several reforms of one split it may have to be sent out anew, and a part that two of them changed may be in the
          // other unit's split still; but never is one sent that was not, and every unit has what it had.
          if (reformed > 1) {
            const sent = (splits: unknown[]) =>
              (splits as { id: Id; state: string }[]).filter(one => one.state === 'sent');
            expect(sent(before.splits)).toEqual(expect.arrayContaining(sent(after.splits)));
            for (const one of [before, after]) {
              one.splits = [];
              one.shares = (one.shares as { orgUnitId: Id; value: string }[])
                .map(({ orgUnitId, value }) => `${orgUnitId} ${value}`)
                .toSorted();
            }
          }
          expect(after).toEqual(before);
          undone += reformed > 1 ? 1 : 0;
        }),
        { numRuns: stories(8), endOnFailure: true },
      );
      expect(undone).toBeGreaterThan(1);
    },
    patience(300_000),
  );
});
