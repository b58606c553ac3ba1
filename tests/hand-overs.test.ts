import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../src/platform/database/tables';
import { actorOfId } from '../src/subjects/org/reads';
import type { Reformed, ReformPreview } from '../src/subjects/reporting/reform-schema';
import { type ReformScene, reformScene } from './support/reform-scene';
import { openReformHouse, type Step } from './support/reform-story';
import { patience, stories } from './support/stories';

// The law of handing over: whatever is moved, merged, closed and taken back, in any order, nothing that is open waits on a closed unit;
// the preview is what happens; no task is without a lead, no part of a target is lost; and nobody reaches a unit outside the reform.

let reforms: Awaited<ReturnType<typeof openReformHouse>>;
let scenes = 0;

beforeAll(async () => {
  reforms = await openReformHouse();
});
afterAll(() => reforms.close());

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
    reforms.house.db,
  );
  return rows;
};

/** What the body's own split gives in all. */
const given = async (tenantId: Id): Promise<number> => {
  const { rows } = await sql<{ sum: number }>`
    select sum(p.value)::float8 as sum from allocation_parts p join allocations a on a.tenant_id = p.tenant_id and a.id = p.allocation_id
    join org_units o on o.tenant_id = a.tenant_id and o.id = a.org_unit_id and o.parent_id is null
    where p.tenant_id = ${tenantId}`.execute(reforms.house.db);
  return rows[0]!.sum;
};

/** The units that each person reaches. */
const reachOf = async ({ tenantId, userIds }: ReformScene): Promise<Map<Id, Set<Id>>> => {
  const nodes = await reforms.nodesOf(tenantId);
  const reach = new Map<Id, Set<Id>>();
  for (const userId of userIds) {
    const { posts } = (await actorOfId(reforms.house.db, tenantId, userId))!;
    const within = nodes.filter(({ path }) => posts.some(post => path.startsWith(post.path)));
    reach.set(userId, new Set(within.map(({ id }) => id)));
  }
  return reach;
};

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
          const scene = await reformScene(reforms.house.db, counties, 2, `改革${scenes}`);
          const { tenantId } = scene;
          const actor = (await actorOfId(reforms.house.db, tenantId, scene.supervisorId))!;
          let whole = await given(tenantId);
          for (const [index, step] of story.entries()) {
            const before = await reachOf(scene);
            const taken = await reforms.take(scene, actor, step, index);
            if (!taken) continue;
            done[step.kind] += 1;
            expect(withoutHeld(taken.preview)).toEqual(taken.result);
            expect(await left(tenantId)).toEqual([]);
            expect(await reforms.strayNamed(actor)).toEqual(await reforms.strayParts(tenantId));
            expect(await reforms.withoutLead(tenantId)).toEqual([]);
            // Nothing of a target is lost unless its part was ended, or came back to who had it.
            if (!taken.ended && step.kind !== 'reopen') expect(await given(tenantId)).toBe(whole);
            whole = await given(tenantId);
            const nodes = await reforms.nodesOf(tenantId);
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
});
