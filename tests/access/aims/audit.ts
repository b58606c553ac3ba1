import type { Aims } from '../support/aim';

/** The audit. */
export const auditAims: Aims = {
  'audit.list': { input: ({ thing }) => ({ kind: 'task', subjectId: thing.taskId }), shows: 'part' },
  'audit.verify': { self: true },
  'audit.exportWorkbook': { input: ({ thing }) => ({ kind: 'task', subjectId: thing.taskId }), shows: 'part' },
};
