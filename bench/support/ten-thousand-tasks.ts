import { type Kysely, sql } from 'kysely';
import type { Db } from '../../src/platform/database/connect';
import type { Id } from '../../src/platform/database/tables';
import { startSession } from '../../src/subjects/identity/sessions';
import { insertPost, insertUnits, insertUser, type NewUnit } from '../../src/subjects/org/store';
import { gramsOf } from '../../src/subjects/tasks/rules/grams';

export const YEAR = 2026;
const TASKS = 10_000;
const NOW = '2026-09-28T02:00:00Z';

const departments = [
  '学前教育处',
  '基础教育处',
  '职业教育处',
  '高等教育处',
  '教师工作处',
  '体育卫生处',
  '规划财务处',
  '法规安全处',
];
const verbs = ['推进', '完善', '建设', '落实', '开展', '健全', '深化', '规范', '扩大', '优化'];
const things = [
  '普惠园',
  '课后服务',
  '集团办学',
  '教师轮岗',
  '校车安全',
  '营养餐',
  '心理健康',
  '产教融合',
  '智慧校园',
  '特殊教育',
];
const works = [
  '制定年度工作方案',
  '明确时间表和路线图',
  '定期调度通报',
  '加强经费保障',
  '组织专项督导',
  '总结推广典型经验',
];

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

const units: NewUnit[] = [
  unit('root', null, '云川市教育局', 'bureau', 0),
  ...departments.map((name, index) => unit(`d${index}`, 'root', name, 'department', index)),
  ...Array.from({ length: 18 }, (_, index) =>
    unit(`c${index}`, 'root', `第${index + 1}县教育局`, 'county', 100 + index),
  ),
  ...Array.from({ length: 600 }, (_, index) =>
    unit(`s${index}`, `c${index % 18}`, `第${index + 1}小学`, 'school', index),
  ),
];

const lights = ['red', 'yellow', 'yellow', 'green', 'green', 'green', 'green', 'green', 'grey', 'blue'];

/** What a task of number `i` says; the same at every run. */
const taskOf = (i: number, lead: Id) => {
  const title = `${verbs[i % 10]}${things[Math.floor(i / 10) % 10]}工作（${i}）`;
  const content = Array.from(
    { length: 5 },
    (_, n) => `${works[(i + n) % 6]}，${verbs[(i + 3 * n) % 10]}${things[(i + n) % 10]}`,
  ).join('；');
  const light = lights[i % 10]!;
  const due = new Date(Date.UTC(YEAR, 0, 31) + (i % 334) * 86_400_000).toISOString().slice(0, 10);
  return {
    sort: i,
    number: String(i),
    title,
    content,
    lead,
    light,
    due,
    percent: i % 101,
    grams: gramsOf(String(i), title, content),
  };
};

/** A body with 10,000 tasks, four units in each; tokens of its office and of one liaison. Set-based: some seconds. */
export async function fillWithTasks(db: Db): Promise<{ tenantId: Id; office: string; liaison: string }> {
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
  const ids = await insertUnits(db, tenantId, units);
  const person = async (login: string, role: 'supervisor' | 'liaison', code: string) => {
    const userId = await insertUser(db, { tenantId, login, name: login, passwordHash: null, createdAt: NOW });
    await insertPost(db, { tenantId, userId, orgUnitId: ids.get(code)!, role, title: null });
    return startSession(db, tenantId, userId, new Date().toISOString(), { by: 'password' });
  };
  for (let from = 0; from < TASKS; from += 2000) {
    const tasks = Array.from({ length: 2000 }, (_, n) => taskOf(from + n, ids.get(`d${(from + n) % 8}`)!));
    await sql`
      insert into tasks (tenant_id, year, source, section, number, sort, title, content, status, lead_unit_id, start_on, due_on,
        percent, last_period, light, light_reason, sent_at, signed_at, grams, created_at, updated_at)
      select ${tenantId}::bigint, ${YEAR}, 'manual', 'section ' || x.sort % 12, x.number, x.sort, x.title, x.content,
        case x.light when 'grey' then 'draft' when 'blue' then 'done' else 'active' end, x.lead, '2026-01-01', x.due,
        x.percent, '2026-08', x.light,
        '{"code":"on-track","on":"2026-08-31","onMonth":8,"onDay":31,"planned":66,"actual":65,"gap":1}',
        ${NOW}, ${NOW}, array(select jsonb_array_elements_text(x.grams)), ${NOW}, ${NOW}
      from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as x(sort int, number text, title text, content text,
        lead bigint, light text, due date, percent int, grams jsonb)`.execute(db);
  }
  await sql`
    insert into task_units (tenant_id, task_id, org_unit_id, role, sort, signed_at, percent, last_period)
    select t.tenant_id, t.id, t.lead_unit_id, 'lead', 0, ${NOW}::timestamptz, t.percent, '2026-08' from tasks t
    union all
    select t.tenant_id, t.id, o.id, 'responsible', n, ${NOW}::timestamptz, t.percent, '2026-08'
    from tasks t cross join generate_series(1, 3) n
    join org_units o on o.tenant_id = t.tenant_id and o.code = 'c' || (t.sort + n * 5) % 18`.execute(db);
  await settleTables(db);
  return {
    tenantId,
    office: await person('office', 'supervisor', 'root'),
    liaison: await person('liaison', 'liaison', 'd3'),
  };
}

// What autovacuum does within a minute of real use.
const settleTables = async (db: Kysely<never> | Db): Promise<void> => {
  for (const table of ['tasks', 'task_units', 'org_units'])
    await sql`vacuum analyze ${sql.table(table)}`.execute(db as Db);
};
