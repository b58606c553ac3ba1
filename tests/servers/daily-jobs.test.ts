import { readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '../../src/platform/database/connect';
import { placeOfFile } from '../../src/platform/files/file-store';
import { discardUploads } from '../../src/platform/files/jobs';
import type { Job } from '../../src/platform/jobs/job';
import { type JobOutcome, startJobs } from '../../src/platform/jobs/run-jobs';
import { fileHolders } from '../../src/subjects/registry';
import { taskJobs } from '../../src/subjects/tasks/jobs';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { createSentTask, pageOf } from '../support/tasks';

const EXAMPLE = join(import.meta.dirname, '../../examples/canteen-2026.txt');

let app: TestApp;
let office: Visitor;
let url: string;

beforeAll(async () => {
  app = await startTestApp();
  office = await app.visit('office', 'supervisor', 'root');
  url = app.databaseUrl;
});
afterAll(() => app?.close());

/** The job's run of the day, as a server does it. */
const runToday = async (job: Job): Promise<JobOutcome[]> => {
  const told: JobOutcome[] = [];
  const { db, pool, close } = connect(url, 3);
  const server = startJobs({
    house: { ...app.house, db },
    pool,
    ownerUrl: url,
    jobs: [{ ...job, schedule: { everySeconds: 0.001 } }],
    onOutcome: outcome => void told.push(outcome),
    onTrouble: error => {
      throw error;
    },
    lookSeconds: 600,
  });
  await expect.poll(() => told.length).toBe(1);
  await server.stop(5);
  await close();
  return told;
};

it('uploads that nothing uses are gone after a day: rows and bytes; what is used, is fresh or is another body’s stays', async () => {
  const upload = async (name: string, bytes: Buffer) => (await office.upload(name, bytes, 'text/plain')).body.id;
  const plan = await readFile(EXAMPLE);
  const held = await upload('要点.txt', plan);
  expect((await office.write('plans.import', { fileId: held })).status).toBe(200);
  const given = {
    unused: Buffer.from('没有用上的'),
    shared: Buffer.from('两个机构都有'),
    fresh: Buffer.from('刚刚上传'),
  };
  const ids = {
    unused: await upload('甲.txt', given.unused),
    shared: await upload('乙.txt', given.shared),
    fresh: await upload('丙.txt', given.fresh),
  };
  const rows = await app.owner.selectFrom('files').select(['id', 'sha256']).execute();
  const hashOf = (id: string) => rows.find(row => row.id === id)!.sha256;
  // The other body's file has been with it for a minute.
  const { tenantId: other } = await app.owner
    .insertInto('tenants')
    .values({
      code: 'other',
      name: '云川',
      shortName: '云川',
      areaCode: null,
      demoToday: null,
      settings: '{}',
      createdAt: new Date().toISOString(),
    })
    .returning('tenantId')
    .executeTakeFirstOrThrow();
  const shared = await app.owner.selectFrom('files').selectAll().where('id', '=', ids.shared).executeTakeFirstOrThrow();
  await app.owner
    .insertInto('files')
    .values({ ...shared, id: undefined, tenantId: other, createdBy: null, createdAt: new Date().toISOString() })
    .execute();
  // Two days pass for all but the fresh one.
  const past = new Date(Date.now() - 2 * 86_400_000);
  for (const id of [held, ids.unused, ids.shared]) {
    await app.owner.updateTable('files').set({ createdAt: past.toISOString() }).where('id', '=', id).execute();
    await utimes(placeOfFile(app.house.files.folder, hashOf(id)), past, past);
  }

  expect(await runToday(discardUploads(fileHolders))).toMatchObject([{ outcome: 'done' }]);

  const left = await app.owner.selectFrom('files').select(['id', 'tenantId', 'sha256']).execute();
  expect(
    left
      .filter(row => row.tenantId === app.tenantId)
      .map(({ id }) => id)
      .sort(),
  ).toEqual([held, ids.fresh].sort());
  expect(left.filter(row => row.tenantId === other)).toMatchObject([{ sha256: hashOf(ids.shared) }]);
  expect((await app.house.files.get(hashOf(held))).equals(plan)).toBe(true);
  expect((await app.house.files.get(hashOf(ids.shared))).equals(given.shared)).toBe(true);
  expect((await app.house.files.get(hashOf(ids.fresh))).equals(given.fresh)).toBe(true);
  await expect(app.house.files.get(hashOf(ids.unused))).rejects.toThrow('damaged-file');
});

it('a day that passes turns the light of a task nobody touched, written down once in the job’s name', async () => {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const taskId = await createSentTask(app, office, { title: '按期办结的事', lead: 'basic', dueOn: today });
  expect((await pageOf(office, taskId)).light).not.toBe('red');
  // Its time was over yesterday.
  const yesterday = new Date(Date.now() - 16 * 3_600_000).toISOString().slice(0, 10);
  await app.owner.updateTable('tasks').set({ dueOn: yesterday, startOn: yesterday }).where('id', '=', taskId).execute();
  const [turnLights] = taskJobs;
  expect(await runToday(turnLights!)).toMatchObject([{ outcome: 'done' }]);
  expect((await pageOf(office, taskId)).light).toBe('red');
  const entries = await app.owner
    .selectFrom('auditEntries')
    .select(['userId', 'operation', 'via', 'kind', 'subjectId', 'after'])
    .where('via', '=', 'job')
    .execute();
  expect(entries).toEqual([
    {
      userId: null,
      operation: 'tasks.turnLights',
      via: 'job',
      kind: 'light',
      subjectId: today,
      after: { tasks: 1, units: 1 },
    },
  ]);
});
