import { sql } from 'kysely';
import type { Db } from '../../src/platform/database/connect';
import { inTenant } from '../../src/platform/database/tenant';
import { insertUnits, insertUser } from '../../src/subjects/org/store';
import { countsAsOf } from '../../src/subjects/reporting/reads/counts-as-of';
import { lensValuesAt } from '../../src/subjects/reporting/reads/lens-values';
import type {
  CellWrite,
  Lens,
  LensName,
  Stage,
  SubmissionAction,
  SubmissionKey,
} from '../../src/subjects/reporting/schema';
import {
  changeSubmissions,
  lensesTouched,
  lockSubmissions,
  setStage,
} from '../../src/subjects/reporting/store/change-submissions';
import { writeCells } from '../../src/subjects/reporting/store/values';
import { expectSubmissions, putWindow } from '../../src/subjects/reporting/store/windows';

// A body that reports, for the laws of its sums.

export const PERIODS = ['2026-07', '2026-08'];
export const AGGREGATIONS = ['sum', 'mean', 'max', 'min'] as const;

export type Deed = {
  school: number;
  period: number;
  act: SubmissionAction;
  cells: { figure: number; value: number | null }[];
};

let tenants = 0;

export type World = {
  tenantId: string;
  by: string;
  formId: string;
  figureIds: string[];
  schools: string[];
};

/** A body with counties, so many schools in each, one school right below the body, and a form of all aggregations. */
export async function found(db: Db, schoolsOfCounties: readonly number[]): Promise<World> {
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
export const AT = (step: number): string => new Date(Date.UTC(2026, 7, 20, 0, 0, step)).toISOString();

const ALLOWED: Partial<Record<SubmissionAction, { from: Stage[]; to: Stage }>> = {
  submit: { from: [0, 1], to: 1 },
  approve: { from: [1], to: 2 },
  accept: { from: [1, 2], to: 3 },
  return: { from: [1, 2], to: 0 },
  reopen: { from: [3], to: 0 },
  import: { from: [0, 1, 2, 3], to: 3 },
};

/** One deed at one moment; what is not allowed at its stage is left undone. */
export async function act(db: Db, world: World, deed: Deed, step: number, at = AT(step)): Promise<void> {
  const { tenantId, by, formId } = world;
  const key: SubmissionKey = {
    formId,
    period: PERIODS[deed.period]!,
    unitId: world.schools[deed.school % world.schools.length]!,
  };
  const hand = { db, tenantId, by, now: at };
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

export type Row = { lens: Lens; period: string; figureId: string; groupId: string; n: number; total: string };

export const storedSums = async (db: Db, { tenantId }: World): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select lens::int, period, figure_id, group_id, n, trim_scale(total)::text as total from rollups
    where tenant_id = ${tenantId} and n > 0 order by 1, 2, 3, 4`.execute(db);
  return rows;
};

export const sumsAt = async (db: Db, { tenantId }: World, at: string): Promise<Row[]> => {
  const found: Row[] = [];
  for (const lens of [1, 2, 3] as const) {
    const { rows } = await sql<Row>`
      select ${lens}::int as lens, period, figure_id, group_id, count(*)::int as n, trim_scale(sum(value))::text as total
      from (${lensValuesAt(tenantId, lens, at, sql`true`)}) x group by 2, 3, 4 order by 1, 2, 3, 4`.execute(db);
    found.push(...rows);
  }
  return found;
};

type CountRow = { lens: LensName; formId: string; period: string; groupId: string; expected: number; reported: number };
const LENS_NAMES = ['submitted', 'approved', 'accepted'] as const;

/** How many were asked and had reported, as stored; of every group that ever had somebody. */
export const storedCounts = async (db: Db, { tenantId }: World): Promise<CountRow[]> => {
  const found: CountRow[] = [];
  for (const lens of LENS_NAMES) {
    const { rows } = await sql<CountRow>`
      select ${lens}::text as lens, form_id, period, group_id, expected, ${sql.ref(lens)} as reported from tallies
      where tenant_id = ${tenantId} and (expected > 0 or ${sql.ref(lens)} > 0) order by 2, 3, 4`.execute(db);
    found.push(...rows);
  }
  return found;
};

/** The same, worked out for an earlier moment. */
export const countsAt = async (db: Db, { tenantId }: World, at: string): Promise<CountRow[]> => {
  const found: CountRow[] = [];
  for (const lens of LENS_NAMES) {
    const then = countsAsOf(tenantId, { lens, at, chosen: () => sql`true` });
    const { rows } = await sql<CountRow>`
      select ${lens}::text as lens, x.* from (${then}) x where x.expected > 0 or x.reported > 0 order by 2, 3, 4`.execute(
      db,
    );
    found.push(...rows);
  }
  return found;
};
