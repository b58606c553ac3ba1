import { hash } from '@node-rs/argon2';
import { expect } from 'vitest';
import type { Id } from '../../../src/platform/database/tables';
import { inTenant } from '../../../src/platform/database/tenant';
import { SESSION_COOKIE } from '../../../src/platform/http/app';
import { addressOf } from '../../../src/platform/operation';
import { startSession } from '../../../src/subjects/identity/sessions';
import type { Role } from '../../../src/subjects/org/schema';
import { insertPost, insertUnits, insertUser } from '../../../src/subjects/org/store';
import { smallBureau, startTestApp, TEST_PASSWORD, type TestApp } from '../../support/app';

/** A body with work in it, and how to be somebody there. */
export type Body = {
  tenantId: Id;
  unitIds: ReadonlyMap<string, Id>;
  /** A new person with a post in the unit; answers the token of a session. */
  enter: (role: Role, unitCode: string) => Promise<string>;
};
export type TwoBodies = {
  app: TestApp;
  own: Body;
  other: Body;
  /** Calls an operation that must succeed. */
  act: <T>(token: string, name: string, input: object) => Promise<T>;
};

/** Stands in the texts of the other body alone; whoever of the own body reads it has seen too much. */
export const SECRET = '外局机密甲乙丙';

const PLAN = `青溪市教育局2026年工作要点

一、学前教育
1.新建公办幼儿园12所，新增学位3600个。（牵头单位：学前教育处；责任单位：东溪县教育局。12月底前）
2.改扩建中小学8所。（牵头单位：基础教育处；责任单位：西溪县教育局。）`;

/** The whole server over two bodies whose work looks alike: plans, tasks with reports and milestones, views, invitations. */
export async function startTwoBodies(): Promise<TwoBodies> {
  const app = await startTestApp();
  const { owner: db } = app;
  const act: TwoBodies['act'] = async (token, name, input) => {
    const request = {
      method: 'POST',
      url: addressOf(name),
      payload: input,
      cookies: { [SESSION_COOKIE]: token },
    } as const;
    const answer = await app.app.inject(request);
    expect([name, answer.statusCode, answer.body.slice(0, 300)]).toEqual([name, 200, expect.anything()]);
    return JSON.parse(answer.body);
  };
  const bodyOf = (tenantId: Id, unitIds: ReadonlyMap<string, Id>): Body => {
    let made = 0;
    return {
      tenantId,
      unitIds,
      enter: (role, unitCode) =>
        inTenant(db, tenantId, async inside => {
          const now = new Date().toISOString();
          made += 1;
          const login = `${role}-${made}`;
          const userId = await insertUser(inside, {
            tenantId,
            login,
            name: login,
            passwordHash: await testHash,
            createdAt: now,
          });
          await insertPost(inside, { tenantId, userId, orgUnitId: unitIds.get(unitCode)!, role, title: null });
          return startSession(inside, tenantId, userId, now, { by: 'password' });
        }),
    };
  };
  const other = await db
    .insertInto('tenants')
    .values({
      code: 'other',
      name: '外市教育局',
      shortName: '外市教育局',
      areaCode: null,
      demoToday: null,
      settings: '{}',
      createdAt: new Date().toISOString(),
    })
    .returning('tenantId')
    .executeTakeFirstOrThrow();
  const otherUnits = await inTenant(db, other.tenantId, inside => insertUnits(inside, other.tenantId, smallBureau));
  const bodies = { own: bodyOf(app.tenantId, app.unitIds), other: bodyOf(other.tenantId, otherUnits) };
  await workIn(bodies.own, act, '');
  await workIn(bodies.other, act, SECRET);
  return { app, ...bodies, act };
}

const testHash = hash(TEST_PASSWORD);

async function workIn({ unitIds, enter }: Body, act: TwoBodies['act'], mark: string): Promise<void> {
  const office = await enter('supervisor', 'root');
  const liaison = await enter('liaison', 'preschool');
  const administrator = await enter('administrator', 'root');
  const unit = (code: string) => unitIds.get(code)!;
  const { planId } = await act<{ planId: Id }>(office, 'plans.paste', { name: `${mark}要点.txt`, text: PLAN + mark });
  const corrections = [{ kind: 'edit-heading', node: 'n1', heading: `${mark}学前教育` }];
  await act(office, 'plans.correct', { planId, version: 1, corrections });
  await act(office, 'plans.adopt', { planId });
  for (const title of ['新建幼儿园', '改扩建小学', '教师培训']) {
    const task = { year: 2026, source: 'meeting', title: `${mark}${title}`, dueOn: '2099-12-31' };
    const { taskId } = await act<{ taskId: Id }>(office, 'tasks.create', {
      ...task,
      content: mark,
      leadUnitId: unit('preschool'),
      unitIds: [unit('east'), unit('west')],
    });
    if (title === '教师培训') continue;
    await act(office, 'tasks.send', { taskIds: [taskId] });
    await act(liaison, 'tasks.sign', { tasks: [{ taskId, unitId: unit('preschool') }] });
    await act(office, 'tasks.saveMilestone', { taskId, title: `${mark}开工`, dueOn: '2099-06-30' });
    const report = { taskId, unitId: unit('preschool'), period: currentMonth(), percent: 20, summary: `${mark}已开工` };
    await act(liaison, 'tasks.submitReport', report);
    await act(liaison, 'tasks.comment', { taskId, body: `${mark}请关注` });
  }
  await act(office, 'tasks.saveView', { name: `${mark}红灯`, query: 'light=red', shared: true });
  const invited = { name: `${mark}张三`, login: 'zhang.san', role: 'liaison', unitId: unit('basic') };
  await act(administrator, 'org.invite', invited);
}

/** The month for which a report is due, in China. */
export const currentMonth = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
