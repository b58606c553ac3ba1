import { expect } from 'vitest';
import type { Id } from '../../src/platform/database/tables';
import type { TaskPage } from '../../src/subjects/tasks/schema';
import type { TestApp, Visitor } from './app';

/** Puts the body's date, so that a story happens on its own day. Sessions stay. */
export const setToday = async (app: TestApp, date: string): Promise<void> => {
  await app.owner.updateTable('tenants').set({ demoToday: date }).where('tenantId', '=', app.tenantId).execute();
};

/** The office creates a task for a unit and sends it out. Returns its id. */
export const createSentTask = async (
  app: TestApp,
  office: Visitor,
  fields: { title: string; lead: string; others?: string[]; dueOn: string },
): Promise<Id> => {
  const created = await office.write<{ taskId: Id }>('tasks.create', {
    year: 2026,
    source: 'meeting',
    title: fields.title,
    leadUnitId: app.unitIds.get(fields.lead),
    unitIds: (fields.others ?? []).map(code => app.unitIds.get(code)),
    dueOn: fields.dueOn,
  });
  expect(created.status).toBe(200);
  const sent = await office.write<{ sent: number }>('tasks.send', { taskIds: [created.body.taskId] });
  expect(sent.body.sent).toBe(1);
  return created.body.taskId;
};

/** The task as one sees it. */
export const pageOf = async (visitor: Visitor, taskId: Id): Promise<TaskPage> => {
  const answer = await visitor.read<TaskPage>('tasks.get', { taskId });
  expect(answer.status).toBe(200);
  return answer.body;
};
