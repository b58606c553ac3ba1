import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../src/platform/database/connect';
import type { Id } from '../../src/platform/database/tables';
import { inTenant } from '../../src/platform/database/tenant';
import { insertPost, insertUnits, insertUser } from '../../src/subjects/org/store';
import { expectSubmissions, putWindow } from '../../src/subjects/reporting/store/windows';
import { settleProgress } from '../../src/subjects/tasks/store/reports';
import { addTarget, bureauOf, unit } from './targets';

/** A body with work under way everywhere, for reforms: who works where, what every unit has open. */
export type ReformScene = { tenantId: Id; supervisorId: Id; userIds: Id[]; unitIds: Map<string, Id> };

const AT = '2026-06-01T00:00:00Z';

const roleOf = (code: string) => (code.startsWith('dept') ? 'liaison' : code.includes('-') ? 'reporter' : 'county');

/** Every unit has a person, a part in tasks, and what its kind has besides: forms and figures, targets and their splits. */
export const reformScene = async (owner: Db, counties: number, schools: number, name: string): Promise<ReformScene> => {
  const { tenantId } = await owner
    .insertInto('tenants')
    .values({ code: name, name, shortName: name, areaCode: null, demoToday: null, settings: '{}', createdAt: AT })
    .returning('tenantId')
    .executeTakeFirstOrThrow();
  return inTenant(owner, tenantId, async db => {
    // A department that has nothing yet: what comes to it first is not added to anything.
    const idle = unit('dept-3', '职业教育处', 'department', 'root', 3);
    const unitIds = await insertUnits(db, tenantId, [...bureauOf(counties, schools), idle]);
    const id = (code: string): Id => unitIds.get(code)!;
    const codes = [...unitIds.keys()].filter(code => code !== 'root');
    const person = async (login: string, code: string, role: Parameters<typeof insertPost>[1]['role']) => {
      const userId = await insertUser(db, { tenantId, login, name: login, passwordHash: null, createdAt: AT });
      await insertPost(db, { tenantId, userId, orgUnitId: id(code), role, title: null });
      return userId;
    };
    const supervisorId = await person('office', 'root', 'supervisor');
    const userIds = [];
    for (const code of codes) userIds.push(await person(code, code, roleOf(code)));
    await db
      .insertInto('invitations')
      .values(
        codes.map(code => ({
          tenantId,
          tokenHash: randomBytes(32),
          name: code,
          login: `new.${code}`,
          role: roleOf(code),
          title: null,
          orgUnitId: id(code),
          createdBy: supervisorId,
          createdAt: AT,
          expiresAt: '2099-01-01T00:00:00Z',
        })),
      )
      .execute();

    const townships = codes.filter(code => roleOf(code) === 'county');
    const taskWith = async (title: string, lead: string, others: string[], done = false): Promise<Id> => {
      const { id: taskId } = await db
        .insertInto('tasks')
        .values({
          ...{ tenantId, year: 2026, source: 'meeting', title, leadUnitId: id(lead), status: done ? 'done' : 'active' },
          ...{ startOn: '2026-01-01', dueOn: '2026-12-31', sentAt: AT, signedAt: AT, createdAt: AT, updatedAt: AT },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const members = [lead, ...others.filter(code => code !== lead)];
      await db
        .insertInto('taskUnits')
        .values(
          members.map((code, sort) => ({
            ...{ tenantId, taskId, orgUnitId: id(code), sort, signedAt: AT, signedBy: supervisorId },
            role: code === lead ? ('lead' as const) : sort % 2 === 0 ? ('assist' as const) : ('responsible' as const),
          })),
        )
        .execute();
      return taskId;
    };
    const report = (taskId: Id, code: string, status: 'draft' | 'returned' | 'submitted') =>
      db
        .insertInto('progressReports')
        .values({ tenantId, taskId, orgUnitId: id(code), period: '2026-08', status, percent: 40, updatedAt: AT })
        .execute();
    const everywhere = await taskWith('全市', 'dept', townships);
    await report(everywhere, 'c1', 'returned');
    await report(everywhere, 'c2', 'submitted');
    const some = await taskWith('部分', 'dept-2', ['dept', 'c1', 'c1-1', 'c2-1']);
    await report(some, 'c1-1', 'draft');
    await taskWith('县里', 'c1', ['c2', 'c2-1']);
    await taskWith('办结', 'c2', ['c1'], true);
    for (const taskId of [everywhere, some]) await settleProgress(db, tenantId, taskId);

    const measured = { indicator: '校车', unit: '辆', comparator: 'ge' as const, value: String(10 * townships.length) };
    const targetId = await addTarget({ owner: db, tenantId }, everywhere, measured);
    const split = async (by: string, over: string[], value: string) => {
      const { id: allocationId } = await db
        .insertInto('allocations')
        .values({
          ...{ tenantId, targetId, orgUnitId: id(by), method: 'manual', rule: 'sum', state: 'sent' },
          ...{ sentBy: supervisorId, sentAt: AT, createdAt: AT },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await db
        .insertInto('allocationParts')
        .values(
          over.map(code => ({
            ...{ tenantId, allocationId, orgUnitId: id(code), value, weight: null },
            ...{ signedBy: supervisorId, signedAs: code, signedAt: AT },
          })),
        )
        .execute();
    };
    await split('root', townships, '10');
    for (const county of townships)
      await split(
        county,
        codes.filter(code => code.startsWith(`${county}-`)),
        '2',
      );

    const { id: figureId } = await db
      .insertInto('figures')
      .values({ tenantId, code: 'PUPILS', name: '在校生数', leadUnitId: id('dept'), createdAt: AT })
      .returning('id')
      .executeTakeFirstOrThrow();
    await sql`update indicators set lead_unit_id = ${id('dept-2')} where tenant_id = ${tenantId}`.execute(db);
    for (const [place, level] of (['school', 'county'] as const).entries()) {
      const { id: formId } = await db
        .insertInto('forms')
        .values({
          ...{
            tenantId,
            code: level,
            name: level,
            frequency: 'month',
            level,
            tags: [],
            timing: '{"opens":0,"due":20,"locks":20}',
          },
          ...{ keeperUnitId: id(place === 0 ? 'dept' : 'dept-2'), checks: '[]', createdAt: AT },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await db.insertInto('formFigures').values({ tenantId, formId, figureId }).execute();
      for (const [period, endsOn] of [
        ['2026-07', '2026-07-31'],
        ['2026-08', '2026-08-31'],
      ] as const) {
        const days = { startsOn: `${period}-01`, endsOn, opensOn: endsOn, dueOn: '2099-01-01', locksOn: '2099-12-31' };
        await putWindow(db, tenantId, formId, period, days, AT);
        await expectSubmissions(db, tenantId, formId, period);
      }
    }
    return { tenantId, supervisorId, userIds, unitIds };
  });
};
