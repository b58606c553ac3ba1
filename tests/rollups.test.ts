import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Db } from '../src/platform/database/connect';
import { inTenant } from '../src/platform/database/tenant';
import { insertUnits, insertUser } from '../src/subjects/org/store';
import type { CellWrite, Lens, Stage, SubmissionAction, SubmissionKey } from '../src/subjects/reporting/schema';
import {
  changeSubmissions,
  lensesTouched,
  lockSubmissions,
  setStage,
} from '../src/subjects/reporting/store/change-submissions';
import { lensValuesAt } from '../src/subjects/reporting/reads/lens-values';
import { checkRollups, rebuildRollups } from '../src/subjects/reporting/store/recompute';
import { writeCells } from '../src/subjects/reporting/store/values';
import { expectSubmissions, putWindow } from '../src/subjects/reporting/store/windows';
import { createTestDatabase } from './support/test-database';

// The law of the stored sums: any tree, any values, any order of handing in, approving, accepting, returning and reopening: what is
// stored equals what is worked out from scratch, today and as of every moment before.

const PERIODS = ['2026-07', '2026-08'];
const AGGREGATIONS = ['sum', 'mean', 'max', 'min'] as const;

type Deed = {
  school: number;
  period: number;
  act: SubmissionAction;
  cells: { figure: number; value: number | null }[];
};

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
let tenants = 0;

type World = {
  tenantId: string;
  by: string;
  formId: string;
  figureIds: string[];
  schools: string[];
};

async function found(schoolsOfCounties: readonly number[]): Promise<World> {
  tenants += 1;
  const code = `t${tenants}`;
  const tenant = await db
    .insertInto('tenants')
    .values({ code, name: code, shortName: code, areaCode: null, demoToday: null, settings: '{}', createdAt: AT(0) })
    .returning('tenantId')
    .executeTakeFirstOrThrow();
  const { tenantId } = tenant;
  const unit = (own: string, kind: 'bureau' | 'county' | 'school', parentCode: string | null, sort: number) => ({
    code: own,
    parentCode,
    name: own,
    shortName: own,
    kind,
    areaCode: null,
    aliases: [],
    sort,
  });
  const counties = schoolsOfCounties.map((_, index) => unit(`c${index}`, 'county', 'root', index));
  const schools = schoolsOfCounties.flatMap((count, county) =>
    Array.from({ length: count }, (_, index) => unit(`s${county}-${index}`, 'school', `c${county}`, index)),
  );
  const own = [unit('s-city', 'school', 'root', 99)];
  const ids = await insertUnits(db, tenantId, [unit('root', 'bureau', null, 0), ...counties, ...schools, ...own]);
  const by = await insertUser(db, { tenantId, login: 'a', name: 'a', passwordHash: null, createdAt: AT(0) });
  const figures = await db
    .insertInto('figures')
    .values(
      AGGREGATIONS.map(aggregation => ({
        tenantId,
        code: aggregation.toUpperCase(),
        name: aggregation,
        aggregation,
        createdAt: AT(0),
      })),
    )
    .returning('id')
    .execute();
  const form = await db
    .insertInto('forms')
    .values({
      tenantId,
      code: 'F',
      name: 'F',
      frequency: 'month',
      level: 'school',
      timing: '{"opens":0,"due":5,"locks":5}',
      checks: '[]',
      createdAt: AT(0),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const period of PERIODS) {
    await putWindow(
      db,
      tenantId,
      form.id,
      period,
      {
        startsOn: `${period}-01`,
        endsOn: `${period}-28`,
        opensOn: `${period}-25`,
        dueOn: `${period}-28`,
        locksOn: `${period}-28`,
      },
      AT(0),
    );
    await expectSubmissions(db, tenantId, form.id, period);
  }
  return {
    tenantId,
    by,
    formId: form.id,
    figureIds: figures.map(({ id }) => id),
    schools: [...schools, ...own].map(({ code: own }) => ids.get(own)!),
  };
}

/** The moments of a story: one a second. */
const AT = (step: number): string => new Date(Date.UTC(2026, 7, 20, 0, 0, step)).toISOString();

const ALLOWED: Partial<Record<SubmissionAction, { from: Stage[]; to: Stage }>> = {
  submit: { from: [0, 1], to: 1 },
  approve: { from: [1], to: 2 },
  accept: { from: [1, 2], to: 3 },
  return: { from: [1, 2], to: 0 },
  reopen: { from: [3], to: 0 },
  import: { from: [0, 1, 2, 3], to: 3 },
};

async function act(world: World, deed: Deed, step: number): Promise<void> {
  const { tenantId, by, formId } = world;
  const key: SubmissionKey = {
    formId,
    period: PERIODS[deed.period]!,
    unitId: world.schools[deed.school % world.schools.length]!,
  };
  const hand = { db, tenantId, by, now: AT(step) };
  await inTenant(db, tenantId, async transaction => {
    const [locked] = await lockSubmissions(transaction, tenantId, [key]);
    const rule = ALLOWED[deed.act]!;
    if (!locked || !rule.from.includes(locked.stage)) return;
    const writes = deed.act === 'submit' || deed.act === 'import';
    const cells: CellWrite[] = [...new Map(deed.cells.map(cell => [cell.figure, cell])).values()].map(
      ({ figure, value }) => ({
        ...key,
        figureId: world.figureIds[figure]!,
        category: '',
        value: value === null ? null : String(value),
      }),
    );
    const inside = { ...hand, db: transaction };
    await changeSubmissions(inside, [key], lensesTouched(locked.stage, rule.to, writes), async () => {
      if (writes) await writeCells(transaction, tenantId, by, hand.now, cells);
      await setStage(inside, [locked], { action: deed.act, to: rule.to });
    });
  });
}

type Row = { lens: Lens; period: string; figureId: string; groupId: string; n: number; total: string };

const storedSums = async ({ tenantId }: World): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select lens::int, period, figure_id, group_id, n, trim_scale(total)::text as total from rollups
    where tenant_id = ${tenantId} and n > 0 order by 1, 2, 3, 4`.execute(db);
  return rows;
};

const sumsAt = async ({ tenantId }: World, at: string): Promise<Row[]> => {
  const found: Row[] = [];
  for (const lens of [1, 2, 3] as const) {
    const { rows } = await sql<Row>`
      select ${lens}::int as lens, period, figure_id, group_id, count(*)::int as n, trim_scale(sum(value))::text as total
      from (${lensValuesAt(tenantId, lens, at, sql`true`)}) x group by 2, 3, 4 order by 1, 2, 3, 4`.execute(db);
    found.push(...rows);
  }
  return found;
};

beforeAll(async () => {
  database = await createTestDatabase();
  db = connect(database.url, 5, null).db;
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

describe('the stored sums', () => {
  it('equal a reckoning from scratch, now and as of every earlier moment', async () => {
    let acted = 0;
    await fc.assert(
      fc.asyncProperty(trees, fc.array(deeds, { minLength: 5, maxLength: 25 }), async (tree, story) => {
        const world = await found(tree);
        const then: Row[][] = [];
        for (const [step, deed] of story.entries()) {
          await act(world, deed, step + 1);
          then.push(await storedSums(world));
        }
        expect(await checkRollups(db, world.tenantId)).toEqual([]);
        for (const [step, rows] of then.entries()) expect(await sumsAt(world, AT(step + 1))).toEqual(rows);
        acted += then.at(-1)!.length;
        // Built anew they are the same.
        await rebuildRollups(db, world.tenantId);
        expect(await storedSums(world)).toEqual(then.at(-1));
      }),
      { numRuns: 40 },
    );
    expect(acted).toBeGreaterThan(50);
  });

  it('would be found out where one is wrong', async () => {
    const world = await found([2]);
    await act(world, { school: 0, period: 0, act: 'submit', cells: [{ figure: 0, value: 12 }] }, 1);
    await sql`update rollups set total = total + 1 where tenant_id = ${world.tenantId}`.execute(db);
    await sql`update tallies set expected = expected + 1 where tenant_id = ${world.tenantId} and period = '2026-07'`.execute(
      db,
    );
    const faults = await checkRollups(db, world.tenantId);
    expect(faults.map(({ what }) => what.split(' ')[0])).toEqual(expect.arrayContaining(['rollup', 'tally']));
    expect(faults.find(({ what }) => what.startsWith('rollup'))).toMatchObject({ stored: '1 13', reckoned: '1 12' });
  });

  it('are right when people of one county hand in at the same time', async () => {
    const world = await found([4]);
    await Promise.all(
      world.schools.map((_, school) =>
        act(
          world,
          { school, period: 0, act: 'submit', cells: [0, 1, 2, 3].map(figure => ({ figure, value: school * 10 })) },
          1,
        ),
      ),
    );
    expect(await checkRollups(db, world.tenantId)).toEqual([]);
    expect((await storedSums(world)).find(({ n }) => n === 4)).toMatchObject({ total: '60' });
  });
});
