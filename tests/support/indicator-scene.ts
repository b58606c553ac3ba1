import { sql } from 'kysely';
import { shiftPeriod } from '../../src/kernel/period';
import type { Db } from '../../src/platform/database/connect';
import type { Id } from '../../src/platform/database/tables';
import { insertPost, insertUnits, insertUser, type NewUnit } from '../../src/subjects/org/store';
import { measureToday } from '../../src/subjects/reporting/follow-acceptance';
import { rebuildRollups } from '../../src/subjects/reporting/store/recompute';

const NOW = '2026-09-20T02:00:00Z';
const TODAY = '2026-09-28';
const LAST = '2026-08';
const PERIODS = 12;

const COUNTIES =
  '望湖区 青槐区 东渡区 云澜区 兰浦县 石桥县 竹屿县 雁回县 清源县 白沙县 南塘县 松岭县 乌溪县 平原县 临泽县 丰禾县 高新区 经开区'.split(
    ' ',
  );

const unit = (code: string, parentCode: string | null, name: string, kind: NewUnit['kind'], sort: number): NewUnit => ({
  code,
  parentCode,
  name: kind === 'county' ? `${name}教育局` : name,
  shortName: name,
  kind,
  areaCode: kind === 'county' ? String(990_102 + sort) : null,
  aliases: [],
  sort,
});

const unitsOf = (counties: number, schools: number): NewUnit[] => [
  unit('root', null, '云川市教育局', 'bureau', 0),
  unit('preschool', 'root', '学前教育处', 'department', 1),
  unit('basic', 'root', '基础教育处', 'department', 2),
  ...COUNTIES.slice(0, counties).flatMap((name, c) => [
    unit(`c${c + 1}`, 'root', name, 'county', c),
    ...Array.from({ length: schools }, (_, s) =>
      unit(`c${c + 1}-${s + 1}`, `c${c + 1}`, `${name.slice(0, 2)}第${s + 1}幼儿园`, 'school', s),
    ),
  ]),
];

type Definition = {
  code: string;
  name: string;
  unit: string;
  lead: string;
  numerator: string;
  denominator?: string;
  direction?: 'up' | 'down';
  meaning?: string;
  decimals?: number;
};
const INDICATORS: Definition[] = [
  {
    ...{
      code: 'inclusive',
      name: '普惠性幼儿园覆盖率',
      unit: '%',
      lead: 'preschool',
      numerator: 'PKG',
      denominator: 'KG',
    },
    meaning: '公办园和普惠性民办园在园幼儿占全部在园幼儿的比例。',
  },
  { code: 'seats', name: '新增公办学位', unit: '个', lead: 'basic', numerator: 'SEATS', decimals: 0 },
  {
    ...{ code: 'large', name: '大班额比例', unit: '%', lead: 'basic', numerator: 'LARGE', denominator: 'CLASSES' },
    direction: 'down',
  },
  { code: 'children', name: '在园幼儿数', unit: '人', lead: 'preschool', numerator: 'KG', decimals: 0 },
];

const figure = (code: string) => ({ op: 'figure', code, category: null });

async function define(db: Db, tenantId: Id, units: Map<string, Id>): Promise<void> {
  await sql`
    insert into figures (tenant_id, code, name, unit, kind, created_at)
    select ${tenantId}, x.code, x.name, x.unit, x.kind, ${NOW}
    from (values ('KG', '在园幼儿数', '人', 'stock'), ('PKG', '普惠性幼儿园在园幼儿数', '人', 'stock'),
      ('SEATS', '本年新增公办学位数', '个', 'cumulative'), ('CLASSES', '班级数', '个', 'stock'),
      ('LARGE', '大班额班级数', '个', 'stock')) x(code, name, unit, kind)`.execute(db);
  await sql`
    with m as (
      insert into forms (tenant_id, code, name, frequency, level, timing, sort, created_at)
      values (${tenantId}, 'KGM', '学前教育月报', 'month', 'school', '{"opens":0,"due":5,"locks":20}', 1, ${NOW}) returning id)
    insert into form_figures (tenant_id, form_id, figure_id, sort)
    select ${tenantId}, m.id, f.id, f.id from m, figures f where f.tenant_id = ${tenantId}`.execute(db);
  for (const [sort, one] of INDICATORS.entries())
    await db
      .insertInto('indicators')
      .values({
        ...{
          tenantId,
          name: one.name,
          unit: one.unit,
          code: one.code,
          direction: one.direction ?? 'up',
          createdAt: NOW,
        },
        ...{ meaning: one.meaning ?? '', numerator: one.numerator, denominator: one.denominator ?? null, sort },
        ...{ aggregation: one.denominator ? 'ratio' : 'sum', decimals: one.decimals ?? 1, frequency: 'month' },
        level: 'school',
        leadUnitId: units.get(one.lead)!,
        isPublic: sort < 3,
        expression: JSON.stringify({
          numerator: figure(one.numerator),
          denominator: one.denominator ? figure(one.denominator) : null,
        }),
      })
      .execute();
}

/** The last window has gaps: the third county has handed in nothing, the first lacks a school, the second waits for review. */
async function report(db: Db, tenantId: Id): Promise<void> {
  for (let back = PERIODS - 1; back >= 0; back -= 1) {
    const period = shiftPeriod(LAST, -back);
    const month = Number(period.slice(5));
    await sql`
      insert into form_windows (tenant_id, form_id, period, starts_on, ends_on, opens_on, due_on, locks_on, opened_at)
      select tenant_id, id, ${period}, ${`${period}-01`}, ${`${period}-28`}, ${`${period}-25`},
        ${`${shiftPeriod(period, 1)}-08`}, '2026-12-31', ${NOW}
      from forms where tenant_id = ${tenantId}`.execute(db);
    await sql`
      insert into submissions (tenant_id, form_id, period, org_unit_id, group_id, stage, first_submitted_at, submitted_at, accepted_at, version)
      select o.tenant_id, m.id, ${period}, o.id, o.parent_id, x.stage,
        case when x.stage > 0 then x.at end, case when x.stage > 0 then x.at end, case when x.stage = 3 then x.at end, x.stage
      from org_units o
      join forms m on m.tenant_id = o.tenant_id
      cross join lateral (select
        case when ${back} > 0 or o.code !~ '^c([23]-|1-1$)' then 3 when o.code like 'c2-%' then 1 else 0 end as stage,
        (${`${shiftPeriod(period, 1)}-05`}::date + (case when o.sort = 1 and o.code like 'c4-%' then 9 else 0 end))::timestamptz as at) x
      where o.tenant_id = ${tenantId} and o.kind = 'school'`.execute(db);
    await sql`
      insert into figure_values (tenant_id, org_unit_id, period, figure_id, form_id, value)
      select s.tenant_id, s.org_unit_id, ${period}, f.id, s.form_id,
        case f.code when 'KG' then x.children
          when 'PKG' then round(x.children * (83 + x.county * 3 % 11 + ${PERIODS - back} * 0.35) / 100)
          when 'SEATS' then ${month} * (6 + x.county % 5)
          when 'CLASSES' then ceil(x.children / 30.0)
          else case when x.sort = 0 and x.county % 3 = 0 then 1 else 0 end end
      from submissions s
      join org_units o on o.tenant_id = s.tenant_id and o.id = s.org_unit_id
      join figures f on f.tenant_id = s.tenant_id
      cross join lateral (select split_part(substr(o.code, 2), '-', 1)::int as county, o.sort,
        240 + split_part(substr(o.code, 2), '-', 1)::int * 17 % 90 + o.sort * 13 as children) x
      where s.tenant_id = ${tenantId} and s.period = ${period} and s.stage > 0`.execute(db);
  }
  await rebuildRollups(db, tenantId);
}

type Aim = { code: string; comparator: string; value: number; baseline: number | null; rule: string; text: string };

async function aim(db: Db, tenantId: Id, taskId: Id, counties: number, by: Id, one: Aim): Promise<void> {
  const from = one.baseline ?? 0;
  await sql`
    with g as (
      insert into targets (tenant_id, indicator_id, task_id, comparator, value, unit, baseline, due_on, text)
      select tenant_id, id, ${taskId}, ${one.comparator}, ${one.value}, unit, ${one.baseline}, '2026-12-31', ${one.text}
      from indicators where tenant_id = ${tenantId} and code = ${one.code} returning id),
    p as (
      insert into target_points (tenant_id, target_id, on_date, planned)
      select ${tenantId}, g.id, ('2026-01-01'::date + (n || ' month')::interval)::date - 1, round(${from} + n * (${one.value}::numeric - ${from}) / 12, 1)
      from g, generate_series(0, 12) n),
    a as (
      insert into allocations (tenant_id, target_id, org_unit_id, method, rule, state, sent_at, created_at)
      select ${tenantId}, g.id, o.id, 'equal', ${one.rule}, 'sent', ${NOW}, ${NOW} from g, org_units o
      where o.tenant_id = ${tenantId} and o.parent_id is null returning id),
    x as (
      insert into allocation_parts (tenant_id, allocation_id, org_unit_id, value)
      select ${tenantId}, a.id, o.id, case ${one.rule} when 'sum' then round(${one.value}::numeric / ${counties}) else ${one.value} end
      from a, org_units o where o.tenant_id = ${tenantId} and o.kind = 'county')
    insert into target_revisions (tenant_id, target_id, at, user_id, signed_as, reason, before, after)
    select ${tenantId}, g.id, '2026-05-12T02:00:00Z', ${by}, '督查科 高远', '按市政府常务会议要求上调',
      jsonb_build_object('value', (${one.value}::numeric * 0.9)::text), jsonb_build_object('value', ${String(one.value)}::text)
    from g where ${one.comparator} = 'add'`.execute(db);
}

/**
 * A body whose counties' kindergartens have reported for a year, with targets that are split over the counties. Its day is
 * 28 September 2026. People: `duchake` supervises, `lianluo` is liaison of 学前教育处, `xianqu` of the second county, `yuansuo` of its
 * first kindergarten. `db` is the owner's.
 */
export async function raiseIndicators(
  db: Db,
  { counties, schools }: { counties: number; schools: number },
): Promise<Id> {
  const { tenantId } = await db
    .insertInto('tenants')
    .values({
      code: 'yunchuan',
      ...{
        name: '云川市教育局',
        shortName: '市教育局',
        areaCode: null,
        demoToday: TODAY,
        settings: '{}',
        createdAt: NOW,
      },
    })
    .returning('tenantId')
    .executeTakeFirstOrThrow();
  const units = await insertUnits(db, tenantId, unitsOf(counties, schools));
  const person = async (
    login: string,
    name: string,
    role: 'supervisor' | 'liaison' | 'county' | 'reporter',
    code: string,
  ) => {
    const userId = await insertUser(db, { tenantId, login, name, passwordHash: null, createdAt: NOW });
    await insertPost(db, { tenantId, userId, orgUnitId: units.get(code)!, role, title: null });
    return userId;
  };
  const office = await person('duchake', '高远', 'supervisor', 'root');
  await person('lianluo', '陆宁', 'liaison', 'preschool');
  await person('xianqu', '田禾', 'county', 'c2');
  await person('yuansuo', '方圆', 'reporter', 'c2-1');
  await define(db, tenantId, units);
  await report(db, tenantId);
  const { id: taskId } = await db
    .insertInto('tasks')
    .values({
      ...{
        tenantId,
        year: 2026,
        source: 'manual',
        title: '全面完成年度目标',
        status: 'active',
        createdAt: NOW,
        updatedAt: NOW,
      },
      ...{ leadUnitId: units.get('preschool')!, startOn: '2026-01-01', dueOn: '2026-12-31', grams: [] },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const seats = counties * schools * 110;
  for (const one of [
    {
      code: 'inclusive',
      comparator: 'ge',
      value: 93,
      baseline: 85,
      rule: 'weighted',
      text: '普惠性幼儿园覆盖率达到93%以上',
    },
    { code: 'seats', comparator: 'add', value: seats, baseline: null, rule: 'sum', text: `新增公办学位${seats}个` },
    { code: 'large', comparator: 'le', value: 0.5, baseline: 3, rule: 'each', text: '大班额比例控制在0.5%以内' },
  ])
    await aim(db, tenantId, taskId, counties, office, one);
  await measureToday({ db, tenantId, today: TODAY, now: NOW });
  return tenantId;
}
