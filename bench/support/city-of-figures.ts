import { sql } from 'kysely';
import { shiftPeriod } from '../../src/kernel/period';
import type { Db } from '../../src/platform/database/connect';
import type { Id } from '../../src/platform/database/tables';
import { startSession } from '../../src/subjects/identity/sessions';
import { insertPost, insertUnits, insertUser, type NewUnit } from '../../src/subjects/org/store';
import { rebuildRollups } from '../../src/subjects/reporting/store/recompute';

/** How large: counties × schools each, raw figures, monthly periods up to 2026-08. */
export type CitySize = { counties: number; schools: number; figures: number; periods: number };

export type City = {
  tenantId: Id;
  office: string;
  school: string;
  indicatorIds: Id[];
  formIds: Id[];
  values: number;
  lastPeriod: string;
};

const NOW = '2026-09-28T02:00:00Z';
const OPENED = '2026-09-01T02:00:00Z';
/** The last two periods came in late, of one school in five still later: earlier days have that to take off. */
const LATE = 2;
const reportedAt = (back: number) =>
  back < LATE
    ? sql`case when o.id % 5 = 0 then '2026-09-28T02:00:00Z' else '2026-09-25T02:00:00Z' end::timestamptz`
    : sql`${OPENED}::timestamptz`;
const LAST = '2026-08';
const FORMS = 4;

const unit = (code: string, parentCode: string | null, name: string, kind: NewUnit['kind'], sort: number): NewUnit => ({
  code,
  parentCode,
  name,
  shortName: name,
  kind,
  areaCode: null,
  aliases: [],
  sort,
});

const unitsOf = ({ counties, schools }: CitySize): NewUnit[] => [
  unit('root', null, '云川市教育局', 'bureau', 0),
  ...Array.from({ length: counties }, (_, index) =>
    unit(`c${index}`, 'root', `第${index + 1}县教育局`, 'county', index),
  ),
  ...Array.from({ length: counties * schools }, (_, index) =>
    unit(`s${index}`, `c${Math.floor(index / schools)}`, `第${index + 1}小学`, 'school', index % schools),
  ),
];

const definitions = async (
  db: Db,
  tenantId: Id,
  { figures }: CitySize,
): Promise<{ formIds: Id[]; indicatorIds: Id[] }> => {
  await sql`
    insert into figures (tenant_id, code, name, unit, kind, created_at)
    select ${tenantId}, 'F' || lpad(n::text, 3, '0'), '数据项' || n, '人', 'stock', ${NOW}
    from generate_series(1, ${figures}::int) n`.execute(db);
  const { rows: forms } = await sql<{ id: Id }>`
    insert into forms (tenant_id, code, name, frequency, level, timing, sort, created_at)
    select ${tenantId}, 'FORM' || n, '月报表' || n, 'month', 'school', '{"opens":0,"due":5,"locks":20}', n, ${NOW}
    from generate_series(1, ${FORMS}) n returning id`.execute(db);
  await sql`
    insert into form_figures (tenant_id, form_id, figure_id, sort)
    select f.tenant_id, m.id, f.id, row_number() over (order by f.id)
    from (select *, row_number() over (order by id) as place from figures where tenant_id = ${tenantId}) f
    join (select *, row_number() over (order by id) as place from forms where tenant_id = ${tenantId}) m
      on (f.place - 1) * ${FORMS} / ${figures} = m.place - 1`.execute(db);
  const { rows: indicators } = await sql<{ id: Id }>`
    insert into indicators (tenant_id, name, unit, code, aggregation, numerator, denominator, expression, frequency, level, sort, created_at)
    select ${tenantId}, '指标' || n, '%', 'I' || lpad(n::text, 3, '0'), 'ratio', a.code, b.code,
      jsonb_build_object('numerator', jsonb_build_object('op', 'figure', 'code', a.code, 'category', null),
                         'denominator', jsonb_build_object('op', 'figure', 'code', b.code, 'category', null)),
      'month', 'school', n, ${NOW}
    from generate_series(1, ${Math.floor(figures / 2)}::int) n
    cross join lateral (select 'F' || lpad((2 * n - 1)::text, 3, '0') as code) a
    cross join lateral (select 'F' || lpad((2 * n)::text, 3, '0') as code) b
    returning id`.execute(db);
  return { formIds: forms.map(({ id }) => id), indicatorIds: indicators.map(({ id }) => id) };
};

// One task with a target for four in five of the indicators, each split over the counties.
const aims = async (db: Db, tenantId: Id): Promise<void> => {
  await sql`
    with t as (
      insert into tasks (tenant_id, year, source, number, title, status, lead_unit_id, start_on, due_on, light_reason, grams, created_at, updated_at)
      select ${tenantId}, 2026, 'manual', '3', '全面完成年度目标', 'active', id, '2026-01-01', '2026-12-31', '{"code":"none"}', '{}', ${NOW}, ${NOW}
      from org_units where tenant_id = ${tenantId} and parent_id is null returning id),
    g as (
      insert into targets (tenant_id, indicator_id, task_id, comparator, value, unit, baseline, due_on, sort)
      select i.tenant_id, i.id, t.id, 'ge', 60, '%', 40, '2026-12-31', i.sort from indicators i, t
      where i.tenant_id = ${tenantId} and i.sort % 5 > 0 returning id),
    p as (
      insert into target_points (tenant_id, target_id, on_date, planned)
      select ${tenantId}, g.id, ('2026-01-01'::date + (n || ' month')::interval)::date, round(40 + n * 20.0 / 12, 1)
      from g, generate_series(0, 12) n)
    insert into allocations (tenant_id, target_id, org_unit_id, method, rule, state, keeps_last, created_at)
    select ${tenantId}, g.id, o.id, 'equal', 'weighted', 'sent', true, ${NOW} from g, org_units o
    where o.tenant_id = ${tenantId} and o.parent_id is null`.execute(db);
  await sql`
    insert into allocation_parts (tenant_id, allocation_id, org_unit_id, value, last)
    select a.tenant_id, a.id, o.id, 60, 38 from allocations a
    join org_units o on o.tenant_id = a.tenant_id and o.kind = 'county' where a.tenant_id = ${tenantId}`.execute(db);
};

/**
 * Fills a city: every school answers every figure in every period, all accepted; the stored sums are reckoned at the end. `db` is the
 * owner's: foreign keys are not asked while it fills. `log` hears of the steps with their seconds.
 */
export async function fillCity(db: Db, size: CitySize, log: (line: string) => void): Promise<City> {
  const from = performance.now();
  const step = (what: string) => log(`${((performance.now() - from) / 1000).toFixed(0)} s: ${what}`);
  const { tenantId } = await db
    .insertInto('tenants')
    .values({
      code: 'bench',
      name: '云川市教育局',
      shortName: '市教育局',
      areaCode: null,
      demoToday: '2026-09-28',
      settings: '{}',
      createdAt: NOW,
    })
    .returning('tenantId')
    .executeTakeFirstOrThrow();
  const ids = await insertUnits(db, tenantId, unitsOf(size));
  const person = async (login: string, role: 'supervisor' | 'reporter', code: string) => {
    const userId = await insertUser(db, { tenantId, login, name: login, passwordHash: null, createdAt: NOW });
    await insertPost(db, { tenantId, userId, orgUnitId: ids.get(code)!, role, title: null });
    return startSession(db, tenantId, userId, new Date().toISOString(), { by: 'password' });
  };
  const [office, school] = [await person('office', 'supervisor', 'root'), await person('school', 'reporter', 's0')];
  const { formIds, indicatorIds } = await definitions(db, tenantId, size);
  await aims(db, tenantId);
  await db.connection().execute(async one => {
    await sql`set session_replication_role = replica`.execute(one);
    for (let back = size.periods - 1; back >= 0; back -= 1) {
      const period = shiftPeriod(LAST, -back);
      const at = reportedAt(back);
      await sql`
        insert into form_windows (tenant_id, form_id, period, starts_on, ends_on, opens_on, due_on, locks_on, opened_at)
        select tenant_id, id, ${period}, ${`${period}-01`}, ${`${period}-28`}, ${`${period}-25`}, '2026-09-08', '2026-12-31', ${OPENED}
        from forms where tenant_id = ${tenantId}`.execute(one);
      await sql`
        insert into submissions (tenant_id, form_id, period, org_unit_id, group_id, stage, first_submitted_at, submitted_at, accepted_at, version)
        select o.tenant_id, m.id, ${period}, o.id, o.parent_id, 3, ${at}, ${at}, ${at}, 3
        from org_units o join forms m on m.tenant_id = o.tenant_id
        where o.tenant_id = ${tenantId} and o.kind = 'school'`.execute(one);
      await sql`
        insert into submission_events (tenant_id, form_id, period, org_unit_id, at, user_id, action, from_stage, to_stage, version, reason)
        select s.tenant_id, s.form_id, s.period, s.org_unit_id, s.accepted_at, u.id, (array['submit', 'approve', 'accept'])[n], n - 1, n, n, ''
        from submissions s join users u on u.tenant_id = s.tenant_id and u.login = 'office', generate_series(1, 3) n
        where s.tenant_id = ${tenantId} and s.period = ${period}`.execute(one);
      await sql`
        insert into figure_values (tenant_id, org_unit_id, period, figure_id, form_id, value)
        select o.tenant_id, o.id, ${period}, x.figure_id, x.form_id, 100 + (o.id * 7 + x.figure_id * 13) % 900 * (1 + x.sort % 2)
        from org_units o join form_figures x on x.tenant_id = o.tenant_id
        where o.tenant_id = ${tenantId} and o.kind = 'school' order by o.id, x.figure_id`.execute(one);
      step(`values of ${period}`);
    }
    await sql`set session_replication_role = origin`.execute(one);
    await rebuildRollups(one, tenantId);
    step('sums reckoned from scratch');
  });
  await sql`vacuum analyze`.execute(db);
  step('analysed');
  const values = size.counties * size.schools * size.figures * size.periods;
  return { tenantId, office, school, indicatorIds, formIds, values, lastPeriod: LAST };
}
