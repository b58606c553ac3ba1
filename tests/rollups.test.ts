import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Db } from '../src/platform/database/connect';
import { inTenant } from '../src/platform/database/tenant';
import type { JobContext, JobInTenant } from '../src/platform/jobs/job';
import { reportingJobs } from '../src/subjects/reporting/jobs';
import { sumsAsOf } from '../src/subjects/reporting/reads/sums-as-of';
import { checkRollups, rebuildRollups } from '../src/subjects/reporting/store/recompute';
import {
  AT,
  act,
  countsAt,
  type Deed,
  found,
  PERIODS,
  type Row,
  storedCounts,
  storedSums,
  sumsAt,
} from './support/reporting-story';
import { stories } from './support/stories';
import { createTestDatabase } from './support/test-database';

// The law of the stored sums: any tree, any values, any order of handing in, approving, accepting, returning and reopening: what is
// stored equals what is worked out from scratch, today and as of every moment before.

const deeds: fc.Arbitrary<Deed> = fc.record({
  school: fc.nat({ max: 30 }),
  period: fc.nat({ max: 1 }),
  act: fc.constantFrom(
    'submit',
    'submit',
    'submit',
    'approve',
    'approve',
    'accept',
    'accept',
    'return',
    'reopen',
    'import',
  ),
  cells: fc.array(
    fc.record({
      figure: fc.nat({ max: 3 }),
      value: fc.option(
        fc.integer({ min: -500, max: 5000 }).map(n => n / 10),
        { freq: 6 },
      ),
    }),
    { maxLength: 4 },
  ),
});
const trees = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 4 });

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = connect(database.url, 5, null).db;
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const plain = ({ period, figureId, groupId, n, total }: Omit<Row, 'lens'>) => ({ period, figureId, groupId, n, total });

describe('the stored sums', () => {
  it('equal a reckoning from scratch, now and as of every earlier moment', async () => {
    let acted = 0;
    await fc.assert(
      fc.asyncProperty(trees, fc.array(deeds, { minLength: 5, maxLength: 25 }), async (tree, story) => {
        const world = await found(db, tree);
        const then: { sums: Row[]; counts: Awaited<ReturnType<typeof storedCounts>> }[] = [];
        for (const [step, deed] of story.entries()) {
          await act(db, world, deed, step + 1);
          then.push({ sums: await storedSums(db, world), counts: await storedCounts(db, world) });
        }
        expect(await checkRollups(db, world.tenantId)).toEqual([]);
        for (const [step, { sums, counts }] of then.entries()) {
          const at = AT(step + 1);
          expect(await sumsAt(db, world, at)).toEqual(sums);
          expect(await countsAt(db, world, at)).toEqual(counts);
          for (const lens of [1, 2, 3] as const)
            expect(
              (await sumsAsOf(db, world.tenantId, { figureIds: world.figureIds, periods: PERIODS, lens, at })).map(
                plain,
              ),
            ).toEqual(sums.filter(sum => sum.lens === lens).map(plain));
        }
        acted += then.at(-1)!.sums.length;
        // Built anew they are the same.
        await rebuildRollups(db, world.tenantId);
        expect(await storedSums(db, world)).toEqual(then.at(-1)!.sums);
      }),
      { numRuns: stories(40) },
    );
    expect(acted).toBeGreaterThan(50);
  });

  it('would be found out where one is wrong', async () => {
    const world = await found(db, [2]);
    await act(db, world, { school: 0, period: 0, act: 'submit', cells: [{ figure: 0, value: 12 }] }, 1);
    await sql`update rollups set total = total + 1 where tenant_id = ${world.tenantId}`.execute(db);
    await sql`update tallies set expected = expected + 1 where tenant_id = ${world.tenantId} and period = '2026-07'`.execute(
      db,
    );
    const faults = await checkRollups(db, world.tenantId);
    expect(faults.map(({ what }) => what.split(' ')[0])).toEqual(expect.arrayContaining(['rollup', 'tally']));
    expect(faults.find(({ what }) => what.startsWith('rollup'))).toMatchObject({ stored: '1 13', reckoned: '1 12' });
    expect(await checkRollups(db, world.tenantId, ['2026-07'])).toEqual(faults);
    expect(await checkRollups(db, world.tenantId, ['2026-08'])).toEqual([]);
    const nightly = reportingJobs.find(({ name }) => name === 'reporting.checkSums')!;
    const inBody: JobContext['inEachTenant'] = work =>
      inTenant(db, world.tenantId, inside => work({ db: inside, tenantId: world.tenantId } as JobInTenant));
    const night = { inEachTenant: inBody } as JobContext;
    await expect(nightly.run(night)).rejects.toThrow(
      /stored sums of 2026-07 are wrong: rollup .* is 1 13, should be 1 12/,
    );
    await rebuildRollups(db, world.tenantId);
    await nightly.run(night);
  });

  it('are right when people of one county hand in at the same time', async () => {
    const world = await found(db, [4]);
    await Promise.all(
      world.schools.map((_, school) =>
        act(
          db,
          world,
          { school, period: 0, act: 'submit', cells: [0, 1, 2, 3].map(figure => ({ figure, value: school * 10 })) },
          1,
        ),
      ),
    );
    expect(await checkRollups(db, world.tenantId)).toEqual([]);
    expect((await storedSums(db, world)).find(({ n }) => n === 4)).toMatchObject({ total: '60' });
  });
});
