import type { Aims, At } from '../support/aim';
import { FAR_DAY, ofYear, today, year } from '../support/inputs';

const period = () => today().slice(0, 7);
const long = () => ({ year, limit: 200 });
const task = ({ thing }: At) => ({ taskId: thing.taskId });

/** Tasks. */
export const tasksAims: Aims = {
  // Looking.
  'tasks.list': { input: long, shows: 'task' },
  'tasks.list draft': { input: long, shows: 'draft' },
  'tasks.list search': { input: ({ thing }) => ({ year, q: thing.marks.task[0] }), shows: 'task' },
  'tasks.groups': { input: ({ thing }) => ({ year, q: thing.marks.task[0], group: 'status' }), shows: 'counted' },
  'tasks.get': { input: task, shows: 'task' },
  'tasks.get report': { input: task, shows: 'part' },
  'tasks.get instruction': { input: task, shows: 'note' },
  'tasks.get draft': { input: ({ thing }) => ({ taskId: thing.draftId }), shows: 'draft' },
  'tasks.history': { input: task, shows: 'task' },
  'tasks.history report': { input: task, shows: 'part' },
  'tasks.history instruction': { input: task, shows: 'note' },
  'tasks.gantt': { input: ({ thing }) => ({ year, q: thing.marks.task[0] }), shows: 'task' },
  'tasks.todo sign': { shows: 'unsigned' },
  'tasks.todo review': { shows: 'report' },
  'tasks.exportWorkbook': { input: ofYear, shows: 'task' },
  'tasks.exportWorkbook report': { input: ofYear, shows: 'report' },
  'tasks.exportDocument': { input: ofYear, shows: 'task' },
  'tasks.views': { shows: 'view' },

  // Doing.
  'tasks.create': {
    input: ({ thing }) => ({ year, source: 'meeting', title: '新任务', leadUnitId: thing.unitId, dueOn: FAR_DAY }),
  },
  'tasks.edit': { input: ({ thing }) => ({ taskId: thing.taskId, version: thing.taskVersion, title: '改' }) },
  'tasks.assign': {
    input: ({ thing }) => ({ tasks: [{ taskId: thing.taskId, version: thing.taskVersion }], leaderName: '某' }),
  },
  'tasks.send': { input: ({ thing }) => ({ taskIds: [thing.draftId] }) },
  'tasks.sign': { input: ({ thing }) => ({ tasks: [{ taskId: thing.unsignedId, unitId: thing.unitId }] }) },
  'tasks.saveMilestone': { input: ({ thing }) => ({ taskId: thing.taskId, title: '节点', dueOn: FAR_DAY }) },
  'tasks.finishMilestone': { input: ({ thing }) => ({ milestoneId: thing.milestoneId, doneOn: today() }) },
  'tasks.removeMilestone': { input: ({ thing }) => ({ milestoneId: thing.milestoneId }) },
  'tasks.saveReport': {
    input: ({ thing }) => ({ taskId: thing.openId, unitId: thing.unitId, period: period(), percent: 5, summary: '稿' }),
  },
  'tasks.submitReport': {
    input: ({ thing }) => ({ taskId: thing.openId, unitId: thing.unitId, period: period(), percent: 5, summary: '报' }),
  },
  'tasks.submitReport file': {
    input: ({ thing, own }) => ({
      taskId: own.openId,
      unitId: own.unitId,
      period: period(),
      percent: 5,
      summary: '报',
      fileIds: [thing.looseFileId],
    }),
  },
  'tasks.reviewReport': {
    input: ({ thing }) => ({ reportId: thing.reportId, version: thing.reportVersion, verdict: 'accepted' }),
  },
  'tasks.comment': { input: ({ thing }) => ({ taskId: thing.taskId, body: '留言' }) },
  'tasks.comment instruction': { input: ({ thing }) => ({ taskId: thing.taskId, body: '批示', kind: 'instruction' }) },
  'tasks.finish': { input: ({ thing }) => ({ taskId: thing.taskId, version: thing.taskVersion, done: true }) },
  'tasks.saveView': { input: () => ({ name: '红灯', query: 'light=red' }), self: true },
  'tasks.removeView': { input: ({ thing }) => ({ viewId: thing.viewId }) },
};
