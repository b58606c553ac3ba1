import type { Db } from '../../platform/database/connect';
import type { Id } from '../../platform/database/tables';
import { keepFile } from '../../platform/files/keep-file';
import type { Actor } from '../../platform/operation';
import { type House, runOperation } from '../../platform/run-operation';
import { actorOfUser } from '../org/reads';
import { operationNamed } from '../registry';
import type { DemoEvent, DemoFile } from './events';

/** Does things as a person of the body, at a time, through the one door. */
export type Stage = {
  act: <Output>(login: string, operation: string, input: unknown, at: string) => Promise<Output>;
  keepFile: (login: string, file: DemoFile, at: string) => Promise<Id>;
};

export function setStage(house: House, tenantId: Id): Stage {
  const actors = new Map<string, Actor>();
  const actorOf = async (login: string): Promise<Actor> => {
    const actor = actors.get(login) ?? (await actorOfUser(house.db, tenantId, login));
    if (!actor) throw new Error(`nobody of the demonstration is called ${login}`);
    actors.set(login, actor);
    return actor;
  };
  return {
    act: async (login, operation, input, at) =>
      runOperation(house, operationNamed(operation), await actorOf(login), input, { now: new Date(at).toISOString() }),
    keepFile: async (login, { name, mediaType, bytes }, at) => {
      const { userId } = await actorOf(login);
      const createdAt = new Date(at).toISOString();
      return keepFile(house.db, house.files, bytes, { tenantId, name, mediaType, createdBy: userId, createdAt });
    },
  };
}

/** Replays the year: each event as its person did it, in the order of time. */
export async function replay(
  db: Db,
  tenantId: Id,
  stage: Stage,
  events: readonly DemoEvent[],
  unitIds: ReadonlyMap<string, Id>,
): Promise<void> {
  const milestones = new Map<string, Id>();
  const reports = new Map<string, { reportId: Id; version: number }>();
  const unitOf = (code: string): Id => unitIds.get(code) ?? missing(`unit ${code}`);

  for (const event of events) {
    const { taskId, login, at } = event;
    const act = <Output>(operation: string, input: object) => stage.act<Output>(login, operation, input, at);
    const review = async (unitCode: string, period: string, verdict: string, reason?: string) => {
      const key = `${taskId}/${unitCode}/${period}`;
      const report = reports.get(key) ?? missing(`report ${key}`);
      const { version } = await act<{ version: number }>('tasks.reviewReport', { ...report, verdict, reason });
      reports.set(key, { ...report, version });
    };
    switch (event.kind) {
      case 'send':
        await act('tasks.send', { taskIds: [taskId] });
        break;
      case 'sign':
        await act('tasks.sign', { tasks: [{ taskId, unitId: unitOf(event.unitCode) }] });
        break;
      case 'milestone-plan': {
        const { title, dueOn } = event;
        const made = await act<{ milestoneId: Id }>('tasks.saveMilestone', { taskId, title, dueOn });
        milestones.set(`${taskId}/${title}`, made.milestoneId);
        break;
      }
      case 'milestone-done': {
        const milestoneId = milestones.get(`${taskId}/${event.title}`) ?? missing(`milestone ${event.title}`);
        await act('tasks.finishMilestone', { milestoneId, doneOn: event.doneOn });
        break;
      }
      case 'report-submit': {
        const { unitCode, period, percent, summary, problem, nextStep, values } = event;
        const key = `${taskId}/${unitCode}/${period}`;
        const fileIds: Id[] = [];
        for (const file of event.files) fileIds.push(await stage.keepFile(login, file, at));
        const body = { percent, summary, problem, nextStep, values, fileIds };
        const where = { taskId, unitId: unitOf(unitCode), period, version: reports.get(key)?.version };
        reports.set(key, await act('tasks.submitReport', { ...where, ...body }));
        break;
      }
      case 'report-return':
        await review(event.unitCode, event.period, 'returned', event.reason);
        break;
      case 'report-accept':
        await review(event.unitCode, event.period, 'accepted');
        break;
      case 'comment':
      case 'instruction':
        await act('tasks.comment', { taskId, body: event.body, kind: event.kind });
        break;
      case 'finish': {
        const { version } = await db
          .selectFrom('tasks')
          .select('version')
          .where('tenantId', '=', tenantId)
          .where('id', '=', taskId)
          .executeTakeFirstOrThrow();
        await act('tasks.finish', { taskId, version, done: true });
        break;
      }
    }
  }
}

const missing = (what: string): never => {
  throw new Error(`the demonstration's year names an unknown ${what}`);
};
