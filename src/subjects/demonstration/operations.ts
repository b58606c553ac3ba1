import { readFile } from 'node:fs/promises';
import { hash } from '@node-rs/argon2';
import { z } from 'zod';
import { refuse } from '../../kernel/refusal';
import type { Id } from '../../platform/database/tables';
import { programFolder } from '../../platform/files/program-folder';
import { type Context, openWrite } from '../../platform/operation';
import { welcome } from '../identity/admit';
import { mayKeepAccounts } from '../identity/policy';
import { DEMO_PASSWORD } from '../org/demo-password';
import { anyone } from '../org/policy';
import { tenantsOf } from '../org/reads';
import { insertPost, insertUnits, insertUser } from '../org/store';
import type { PlanPage } from '../plans/schema';
import { refreshAllLights } from '../tasks/store/lights';
import { DEMO_TODAY } from './clock';
import type { DemoTask } from './events';
import { figuresYear } from './figures-year';
import { type DemoUnit, demoUnits } from './organisation';
import { chargeOf, type DemoPerson, demoPeople } from './people';
import { adoptedTasks } from './reads';
import { replay, type Stage, setStage } from './replay';
import { demoYear } from './year';

const NAME = '云川市教育局';
const PLAN = 'yunchuan-2026.docx';
const PACK = 'education';
// Before the first window: that of the last quarter of the year before.
const IMPORTED_AT = '2025-12-29T10:00:00+08:00';
const SETTLED_AT = '2026-01-13T10:00:00+08:00';
const OFFICE = 'duchake';

/** The bureau, its tree and its people; all under one shown password. */
async function raiseBureau({ db, now, enter }: Context<unknown>, units: DemoUnit[], people: DemoPerson[]) {
  const { tenantId } = await db
    .insertInto('tenants')
    .values({
      code: 'yunchuan',
      name: NAME,
      shortName: NAME,
      areaCode: null,
      isDemo: true,
      demoToday: DEMO_TODAY,
      settings: '{}',
      createdAt: now,
    })
    .returning('tenantId')
    .executeTakeFirstOrThrow();
  await enter(tenantId);
  const unitIds = await insertUnits(db, tenantId, units);
  const passwordHash = await hash(DEMO_PASSWORD);
  const userIds = new Map<string, Id>();
  for (const { login, name, posts } of people) {
    const userId = await insertUser(db, { tenantId, login, name, passwordHash, createdAt: now });
    userIds.set(login, userId);
    for (const { role, unitCode, title } of posts)
      await insertPost(db, { tenantId, userId, orgUnitId: unitIds.get(unitCode)!, role, title });
  }
  return { tenantId, unitIds, userIds };
}

/** The office imports the plan, takes every proposal, says of the rest that it has looked, and adopts. */
async function adoptThePlan(stage: Stage): Promise<Id> {
  const bytes = await readFile(programFolder('examples', PLAN));
  const act = <Output>(operation: string, input: object) => stage.act<Output>(OFFICE, operation, input, SETTLED_AT);
  const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  const fileId = await stage.keepFile(OFFICE, { name: PLAN, mediaType, bytes }, SETTLED_AT);
  const { planId } = await act<{ planId: Id }>('plans.import', { fileId });
  for (;;) {
    const page = await act<PlanPage>('plans.get', { planId });
    const question = page.plan.questions.find(({ state }) => state === 'open');
    if (!question) break;
    const looked = { kind: 'answer-diagnostic', diagnostic: question.key, answer: 'right-as-is' };
    const corrections = question.proposal.length > 0 ? question.proposal : [looked];
    await act('plans.correct', { planId, version: page.version, corrections });
  }
  await act('plans.adopt', { planId });
  return planId;
}

/** Each task under the deputy in charge of its lead unit (分管领导), as the bureau's division of work has it. */
async function putInCharge(stage: Stage, tasks: readonly DemoTask[], units: DemoUnit[], people: DemoPerson[]) {
  const nameOf = new Map(units.map(({ code, name }) => [code, name]));
  const personOf = new Map(people.map(({ login, name }) => [login, name]));
  const charges = new Map<string, { taskId: Id; version: number }[]>();
  for (const { id, version, leadUnitCode } of tasks) {
    const leader = personOf.get(chargeOf(nameOf.get(leadUnitCode ?? '') ?? ''));
    if (leader) charges.set(leader, [...(charges.get(leader) ?? []), { taskId: id, version }]);
  }
  for (const [leaderName, charged] of charges)
    await stage.act(OFFICE, 'tasks.assign', { tasks: charged, leaderName }, SETTLED_AT);
}

export const createDemonstration = openWrite({
  name: 'demonstration.create',
  summary: '建立演示机构云川市教育局：50 条任务、九个月的反馈，固定种子',
  input: z.object({}),
  perMinute: 5,
  may: anyone,
  run: async context => {
    const { db, files, later, audit, actor } = context;
    const tenants = await tenantsOf(db);
    if (tenants.some(tenant => tenant.isDemo)) refuse('already-exists', { name: NAME });
    // Beside a body at work accounts with a shown password are its administrator's decision, not a passer-by's.
    if (tenants.length > 0 && !(actor && mayKeepAccounts(actor))) refuse('not-permitted');
    const units = demoUnits();
    const people = demoPeople(units);
    const { tenantId, unitIds, userIds } = await raiseBureau(context, units, people);
    await audit({ kind: 'tenant', id: tenantId, after: { name: NAME } });
    const stage = setStage({ db, files, later }, tenantId);
    // Before the plan: its targets find their indicators as they are adopted.
    for (const operation of ['indicators.importPack', 'reporting.importForms'])
      await stage.act(OFFICE, operation, { pack: PACK }, IMPORTED_AT);
    const planId = await adoptThePlan(stage);
    const tasks = await adoptedTasks(db, tenantId, planId);
    await putInCharge(stage, tasks, units, people);
    await replay(db, tenantId, stage, demoYear(tasks, units, people), unitIds);
    await figuresYear({ db, tenantId, stage, later, units, unitIds, userIds, people }, tasks);
    // After the last deed: the lights of the tasks that nobody touched lately stand as of that day too.
    later('lights', () => refreshAllLights(db, tenantId, DEMO_TODAY));
    const userId = userIds.get(OFFICE)!;
    return welcome(context, tenantId, userId, 'password', { tenantId, planId });
  },
});

/** The table of this subject's operations. */
export const demonstrationOperations = [createDemonstration] as const;
