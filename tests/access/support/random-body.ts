import fc from 'fast-check';
import { recordChanges } from '../../../src/platform/audit/record';
import type { Db } from '../../../src/platform/database/connect';
import type { Id } from '../../../src/platform/database/tables';
import { inTenant } from '../../../src/platform/database/tenant';
import type { Actor, Change } from '../../../src/platform/operation';
import { startSession } from '../../../src/subjects/identity/sessions';
import { roles, type UnitKind } from '../../../src/subjects/org/schema';
import { insertPost, insertUnits, insertUser } from '../../../src/subjects/org/store';
import { gramsOf } from '../../../src/subjects/tasks/rules/grams';
import type { ReportStatus } from '../../../src/subjects/tasks/schema';

const unit = fc.nat(30);
const report = fc.record({
  by: fc.nat(5),
  status: fc.constantFrom<ReportStatus>('draft', 'submitted', 'returned', 'accepted'),
});

/** A body by chance: a tree, people with posts anywhere in it, and tasks between any of its units. Numbers wrap around. */
export const anyBody = fc.record({
  /** The parent of each unit but the root, among those before it. */
  parents: fc.array(unit, { minLength: 2, maxLength: 8 }),
  kinds: fc.array(fc.constantFrom<UnitKind>('department', 'county', 'school'), { minLength: 8, maxLength: 8 }),
  people: fc.array(fc.array(fc.record({ unit, role: fc.constantFrom(...roles) }), { minLength: 1, maxLength: 2 }), {
    minLength: 3,
    maxLength: 5,
  }),
  tasks: fc.array(
    fc.record({
      sent: fc.boolean(),
      /** The lead first. */
      units: fc.uniqueArray(unit, { minLength: 1, maxLength: 4 }),
      reports: fc.uniqueArray(report, { maxLength: 3, selector: ({ by }) => by % 4 }),
      instruction: fc.boolean(),
    }),
    { minLength: 2, maxLength: 6 },
  ),
  plans: fc.array(fc.boolean(), { maxLength: 2 }),
});
export type RandomBody = typeof anyBody extends fc.Arbitrary<infer Body> ? Body : never;

export type RaisedReport = { id: Id; fileId: Id; path: string; leadPath: string; status: ReportStatus; unitId: Id };
export type RaisedTask = {
  id: Id;
  sent: boolean;
  title: string;
  paths: string[];
  leadPath: string;
  instruction: string | null;
  reports: RaisedReport[];
};
export type Raised = {
  people: { actor: Actor; token: string; looseFileId: Id }[];
  tasks: RaisedTask[];
  plans: { id: Id; adopted: boolean; fileId: Id }[];
};

let bodies = 0;

/** Writes the body down as it would stand after its people had worked. `stored` is a file whose bytes are there. */
export async function raiseRandom(owner: Db, stored: Id, model: RandomBody): Promise<Raised> {
  bodies += 1;
  const at = new Date().toISOString();
  const name = `机构${bodies}`;
  const { tenantId } = await owner
    .insertInto('tenants')
    .values({ code: `random-${bodies}`, name, shortName: name, areaCode: null, settings: '{}', createdAt: at })
    .returning('tenantId')
    .executeTakeFirstOrThrow();
  const { sha256 } = await owner
    .selectFrom('files')
    .select('sha256')
    .where('id', '=', stored)
    .executeTakeFirstOrThrow();
  return inTenant(owner, tenantId, async db => {
    const codes = ['root', ...model.parents.map((_, index) => `u${index + 1}`)];
    await insertUnits(
      db,
      tenantId,
      codes.map((code, index) => ({
        code,
        name: code,
        shortName: code,
        kind: index === 0 ? 'bureau' : model.kinds[index - 1]!,
        parentCode: index === 0 ? null : codes[model.parents[index - 1]! % index]!,
        areaCode: null,
        aliases: [],
        sort: index,
      })),
    );
    const units = await db
      .selectFrom('orgUnits')
      .select(['id', 'path', 'name', 'kind'])
      .where('tenantId', '=', tenantId)
      .orderBy('sort')
      .execute();
    const unitAt = (index: number) => units[index % units.length]!;
    const file = async (createdBy: Id) =>
      (
        await db
          .insertInto('files')
          .values({ tenantId, sha256, name: 'a.txt', mediaType: 'text/plain', size: '1', createdBy, createdAt: at })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id;

    const people: Raised['people'] = [];
    for (const [index, posts] of model.people.entries()) {
      const login = `p${index}`;
      const userId = await insertUser(db, { tenantId, login, name: login, passwordHash: null, createdAt: at });
      const held = new Map(
        posts.map(({ unit: where, role }) => [`${unitAt(where).id} ${role}`, { unit: unitAt(where), role }]),
      );
      for (const post of held.values())
        await insertPost(db, { tenantId, userId, orgUnitId: post.unit.id, role: post.role, title: null });
      const actor: Actor = {
        tenantId,
        userId,
        name: login,
        login,
        language: 'zh-CN',
        demoToday: null,
        posts: [...held.values()].map(({ unit: { id, path, name: unitName, kind }, role }) => ({
          role,
          unitId: id,
          unitName,
          unitKind: kind,
          path,
          title: null,
        })),
      };
      const token = await startSession(db, tenantId, userId, at, { by: 'password' });
      people.push({ actor, token, looseFileId: await file(userId) });
    }
    const anybody = people[0]!.actor.userId;

    const tasks: RaisedTask[] = [];
    const changes: Change[] = [];
    for (const [index, task] of model.tasks.entries()) {
      const members = [...new Set(task.units.map(where => unitAt(where)))];
      const lead = members[0]!;
      const title = `任务${bodies}之${index}末`;
      const { id } = await db
        .insertInto('tasks')
        .values({
          tenantId,
          year: 2026,
          source: 'meeting',
          title,
          status: task.sent ? 'active' : 'draft',
          leadUnitId: lead.id,
          startOn: '2026-01-01',
          dueOn: '2099-12-31',
          grams: gramsOf(title),
          createdAt: at,
          updatedAt: at,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      changes.push({ kind: 'task', id, after: { title } });
      for (const [sort, member] of members.entries()) {
        const role = sort === 0 ? 'lead' : 'responsible';
        await db
          .insertInto('taskUnits')
          .values({ tenantId, taskId: id, orgUnitId: member.id, role, sort, signedAt: at })
          .execute();
        changes.push({ kind: 'task', id, after: { signed: member.name, unitId: member.id } });
      }
      const reports: RaisedReport[] = [];
      for (const { by, status } of task.sent ? task.reports : []) {
        const member = members[by % 4];
        if (!member) continue;
        const { id: reportId } = await db
          .insertInto('progressReports')
          .values({ tenantId, taskId: id, orgUnitId: member.id, period: '2026-08', status, percent: 10, updatedAt: at })
          .returning('id')
          .executeTakeFirstOrThrow();
        const fileId = await file(anybody);
        await db.insertInto('reportFiles').values({ tenantId, reportId, fileId }).execute();
        const under = { kind: 'task', id };
        changes.push({ kind: 'report', id: reportId, under, after: { unitId: member.id, status } });
        reports.push({ id: reportId, fileId, path: member.path, leadPath: lead.path, status, unitId: member.id });
      }
      const instruction = task.instruction ? `批示${bodies}之${index}末` : null;
      if (instruction !== null) {
        const said = {
          tenantId,
          taskId: id,
          kind: 'instruction' as const,
          body: instruction,
          userId: anybody,
          createdAt: at,
        };
        const { id: commentId } = await db
          .insertInto('taskComments')
          .values(said)
          .returning('id')
          .executeTakeFirstOrThrow();
        const after = { kind: 'instruction', body: instruction };
        changes.push({ kind: 'comment', id: commentId, under: { kind: 'task', id }, after });
      }
      const paths = members.map(({ path }) => path);
      tasks.push({ id, sent: task.sent, title, paths, leadPath: lead.path, instruction, reports });
    }
    const deed = {
      tenantId,
      userId: anybody,
      operation: 'tasks.create',
      at,
      via: null,
      requestId: null,
      address: null,
    };
    await recordChanges(db, deed, changes);

    const plans: Raised['plans'] = [];
    for (const adopted of model.plans) {
      const fileId = await file(anybody);
      const compiled = JSON.stringify(EMPTY_PLAN) as never;
      const status = adopted ? ('adopted' as const) : ('settling' as const);
      const { id } = await db
        .insertInto('plans')
        .values({
          tenantId,
          year: 2026,
          title: '要点',
          issuer: null,
          status,
          fileId,
          compiled,
          createdBy: anybody,
          createdAt: at,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      plans.push({ id, adopted, fileId });
    }
    return { people, tasks, plans };
  });
}

const EMPTY_PLAN = {
  format: 'plan/1',
  title: '要点',
  issuer: null,
  year: 2026,
  source: { name: 'a.txt', text: '要点', blocks: [] },
  nodes: [],
  organizations: [],
  diagnostics: [],
};
