import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../src/kernel/refusal';
import type { Id } from '../src/platform/database/tables';
import { runOperation } from '../src/platform/run-operation';
import { actorOfId } from '../src/subjects/org/reads';
import { reopenUnit } from '../src/subjects/reporting/operations/reopen-unit';
import { mergeUnits } from '../src/subjects/reporting/operations/units';
import type { Reformed, Reopened } from '../src/subjects/reporting/reform-schema';
import { reformScene } from './support/reform-scene';
import { nowOf, openReformHouse, type Step } from './support/reform-story';
import { patience, stories } from './support/stories';

// What a reform passed on comes back with the unit: from the heir, from several, in any order.

let office: Awaited<ReturnType<typeof openReformHouse>>;
let scenes = 0;

beforeAll(async () => {
  office = await openReformHouse();
});
afterAll(() => office.close());

describe('a reform', () => {
  it('gives back what went over first, and leaves to its heir what came after that', async () => {
    scenes += 1;
    const { tenantId, supervisorId, unitIds } = await reformScene(office.house.db, 3, 2, `先后${scenes}`);
    const actor = (await actorOfId(office.house.db, tenantId, supervisorId))!;
    const id = (code: string): Id => unitIds.get(code)!;
    const codeOf = new Map([...unitIds].map(([code, unitId]) => [unitId, code]));
    let clock = 0;
    const tick = (): number => {
      clock += 1;
      return clock;
    };
    const merge = (from: string, into: string, on: string) =>
      runOperation<Reformed>(
        office.house,
        mergeUnits,
        actor,
        { unitIds: [id(from)], intoId: id(into), on, reason: '机构改革' },
        { now: nowOf(tick()) },
      );
    const reopen = (code: string) =>
      runOperation(office.house, reopenUnit, actor, { unitId: id(code), reason: '有误' }, { now: nowOf(tick()) });
    const members = async (title: string): Promise<Record<string, string>> => {
      const rows = await office.house.db
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
    expect(await office.withoutLead(tenantId)).toEqual([]);
    await reopen('dept-2');
    expect(await members('部分')).toEqual(before);

    const splits = async (): Promise<Record<string, string[]>> => {
      const rows = await office.house.db
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
    await office.house.db
      .deleteFrom('allocations')
      .where('tenantId', '=', tenantId)
      .where('orgUnitId', '=', id('c3'))
      .execute();
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
      const rowsOf = async (query: RawBuilder<unknown>): Promise<unknown[]> =>
        (await query.execute(office.house.db)).rows;
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
          const scene = await reformScene(office.house.db, 4, 2, `撤回${scenes}`);
          const actor = (await actorOfId(office.house.db, scene.tenantId, scene.supervisorId))!;
          const before = await state(scene.tenantId);
          const closed: Id[] = [];
          let heir: Id | undefined;
          for (const [index, kind] of kinds.entries()) {
            const taken = await office.take(
              scene,
              actor,
              { kind, ...first, unit: first.unit + 3 * index, heir },
              index,
            );
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
              const back = await runOperation<Reopened>(
                office.house,
                reopenUnit,
                actor,
                { unitId, reason: '撤并有误' },
                call,
              );
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
          expect(await office.strayNamed(actor)).toEqual(await office.strayParts(scene.tenantId));
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
