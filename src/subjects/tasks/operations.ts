import { assignTasks } from './operations/assign';
import { comment, finishTask } from './operations/comment-and-finish';
import { createTask, editTask } from './operations/edit';
import { exportDocument, exportWorkbook } from './operations/exports';
import { gantt, getTask, groupTasks, listTasks, taskHistory } from './operations/look';
import { finishMilestone, removeMilestone, saveMilestone } from './operations/milestones';
import { saveReport, submitReport } from './operations/reports';
import { reviewReport } from './operations/review';
import { sendTasks, signTasks } from './operations/send-and-sign';
import { removeView, saveView, views } from './operations/views';

/** The table of this subject's operations. */
export const taskOperations = [
  listTasks,
  groupTasks,
  getTask,
  taskHistory,
  gantt,
  createTask,
  editTask,
  assignTasks,
  sendTasks,
  signTasks,
  saveMilestone,
  finishMilestone,
  removeMilestone,
  saveReport,
  submitReport,
  reviewReport,
  comment,
  finishTask,
  views,
  saveView,
  removeView,
  exportWorkbook,
  exportDocument,
] as const;
