import { sql } from 'kysely';
import type { Db } from '../src/platform/database/connect';
import type { Id } from '../src/platform/database/tables';
import { SESSION_COOKIE } from '../src/platform/http/app';
import { startSession } from '../src/subjects/identity/sessions';
import { insertPost, insertUser } from '../src/subjects/org/store';
import type { Figure } from './figure';
import { addLargeForm, CELLS, PERIOD, typed } from './support/large-form';
import { openCity } from './support/open-city';

const SCHOOLS = 100;
const names = Array.from({ length: CELLS }, (_, at) => `G${String(at + 1).padStart(3, '0')}`);

type School = { unitId: Id; token: string };
type Key = { formId: Id; period: string; unitId: Id };

const reportersOf = async (db: Db, tenantId: Id): Promise<School[]> => {
  const units = await db
    .selectFrom('orgUnits')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('kind', '=', 'school')
    .orderBy(sql`id % 47`)
    .limit(SCHOOLS)
    .execute();
  const schools: School[] = [];
  for (const [at, { id }] of units.entries()) {
    const user = { tenantId, login: `reporter-${at}`, name: `填报员${at}`, passwordHash: null };
    const userId = await insertUser(db, { ...user, createdAt: '2026-09-28T02:00:00Z' });
    await insertPost(db, { tenantId, userId, orgUnitId: id, role: 'reporter', title: null });
    const token = await startSession(db, tenantId, userId, new Date().toISOString(), { by: 'password' });
    schools.push({ unitId: id, token });
  }
  return schools;
};

const at = (sorted: readonly number[], share: number): number => sorted[Math.ceil(sorted.length * share) - 1]!;

/** Each school in turn; milliseconds at the middle and at 95 of 100. The first few warm up. */
const measure = async <T>(all: readonly T[], work: (one: T, place: number) => Promise<unknown>) => {
  const spent: number[] = [];
  for (const [place, one] of all.entries()) {
    const from = performance.now();
    await work(one, place);
    if (place >= all.length / 10) spent.push(performance.now() - from);
  }
  spent.sort((a, b) => a - b);
  return { p50: at(spent, 0.5), p95: at(spent, 0.95) };
};

const asked = async (response: Response): Promise<Record<string, number>> => {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 500)}`);
  return JSON.parse(text) as Record<string, number>;
};

/** The same rows in plain SQL, with the checks of keys that a table has, each in one transaction of its own. */
const floors = (db: Db, tenantId: Id, key: (unitId: Id) => Key) => ({
  save: async ({ unitId }: School) => {
    const draft = JSON.stringify({ cells: Object.fromEntries(names.map((name, n) => [name, { v: typed(n) }])) });
    const { formId, period } = key(unitId);
    await sql`
      update submissions set draft = ${draft}::jsonb
      where tenant_id = ${tenantId} and form_id = ${formId} and period = ${period} and org_unit_id = ${unitId}`.execute(
      db,
    );
  },
  submit: ({ unitId }: School, place: number) =>
    db.transaction().execute(async inside => {
      const { formId, period } = key(unitId);
      await sql`
        insert into floor_values (tenant_id, org_unit_id, period, figure_id, category, form_id, value)
        select ${tenantId}, ${unitId}, ${period}, x.figure_id, '', ${formId}, 1000 + x.sort
        from form_figures x where x.tenant_id = ${tenantId} and x.form_id = ${formId}`.execute(inside);
      await sql`
        insert into floor_rollups (tenant_id, lens, period, figure_id, group_id, category, n, total)
        select ${tenantId}, 1, ${period}, x.figure_id, ${place % 20}, '', 1, 1000
        from form_figures x where x.tenant_id = ${tenantId} and x.form_id = ${formId}
        on conflict (tenant_id, lens, period, figure_id, group_id, category)
        do update set n = floor_rollups.n + 1, total = floor_rollups.total + excluded.total`.execute(inside);
      await sql`
        update submissions set exceptions = 0
        where tenant_id = ${tenantId} and form_id = ${formId} and period = ${period} and org_unit_id = ${unitId}`.execute(
        inside,
      );
    }),
  read: async ({ unitId }: School) => {
    const { formId } = key(unitId);
    await sql`
      select v.period, v.figure_id, v.value from figure_values v
      where v.tenant_id = ${tenantId} and v.org_unit_id = ${unitId} and v.period >= '2025-09' and v.form_id = ${formId}`.execute(
      db,
    );
    await sql`
      select g.* from form_figures x join figures g on g.tenant_id = x.tenant_id and g.id = x.figure_id
      where x.tenant_id = ${tenantId} and x.form_id = ${formId}`.execute(db);
  },
});

/** 5,000 schools, a form of 200 cells: what one school waits for, over HTTP; beside it the same rows in plain SQL. */
export async function bench(): Promise<Figure[]> {
  const city = await openCity({ counties: 20, schools: 250, figures: 4, periods: 1 });
  try {
    const { db, tenantId } = city;
    const schools = await reportersOf(db, tenantId);
    const formId = await addLargeForm(
      db,
      tenantId,
      schools.map(({ unitId }) => unitId),
    );
    await sql`create table floor_values (like figure_values including all)`.execute(db);
    await sql`create table floor_rollups (like rollups including all)`.execute(db);
    const key = (unitId: Id): Key => ({ formId, period: PERIOD, unitId });
    const call = async ({ token }: School, path: string, body?: object) => {
      const headers = { cookie: `${SESSION_COOKIE}=${token}`, 'content-type': 'application/json' };
      const post = body && { method: 'POST', body: JSON.stringify(body) };
      return asked(await fetch(`${city.app}/api/reporting/${path}`, { headers, ...post }));
    };
    const save = (school: School, cells: readonly string[], more: number) =>
      call(school, 'saveDraft', {
        key: key(school.unitId),
        cells: cells.map((cell, n) => ({ cell, v: String(Number(typed(n)) + more), base: more === 0 ? '' : typed(n) })),
      });
    const floor = floors(db, tenantId, key);
    const read = (school: School) => call(school, `entry?${new URLSearchParams(key(school.unitId))}`);
    const readFloor = await measure(schools, floor.read);
    const reading = await measure(schools, read);
    const saving = await measure(schools, school => save(school, names, 0));
    const typing = await measure(schools, school => save(school, names.slice(0, 1), 1));
    const submitting = await measure(schools, school =>
      call(school, 'submit', { key: key(school.unitId), version: 0, draftVersion: 2 }),
    );
    const again = await measure(schools, read);
    const submitFloor = await measure(schools, floor.submit);
    const saveFloor = await measure(schools, floor.save);
    const figure = (name: string, value: number, floored: number): Figure => ({
      ...{ name, value, unit: 'ms', floor: floored },
      ratio: value / floored,
    });
    return [
      figure(`entry page of ${CELLS} cells with twelve months before, p50`, reading.p50, readFloor.p50),
      figure('entry page, p95', reading.p95, readFloor.p95),
      figure('entry page once handed in, p95', again.p95, readFloor.p95),
      figure(`draft of ${CELLS} cells saved, p50`, saving.p50, saveFloor.p50),
      figure('draft saved, p95', saving.p95, saveFloor.p95),
      figure('one cell saved, p95', typing.p95, saveFloor.p95),
      figure('handed in, p50', submitting.p50, submitFloor.p50),
      figure('handed in, p95', submitting.p95, submitFloor.p95),
    ];
  } finally {
    await city.close();
  }
}
