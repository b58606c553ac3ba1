import { read } from '../../../platform/operation';
import { mayLook } from '../policy';
import { ganttOf } from '../reads/gantt';
import { historyOf } from '../reads/history';
import { ledgerGroupsOf, ledgerPage } from '../reads/ledger';
import { taskPage } from '../reads/task-page';
import { groupsInput, ledgerFilter, ledgerInput, taskRef } from '../schema';

export const listTasks = read({
  name: 'tasks.list',
  summary: '台账：筛选、排序、分页，含总数',
  input: ledgerInput,
  may: mayLook,
  run: ({ db, actor }, input) => ledgerPage(db, actor, input),
});

export const groupTasks = read({
  name: 'tasks.groups',
  summary: '台账分组统计',
  input: groupsInput,
  may: mayLook,
  run: ({ db, actor }, { group, ...filter }) => ledgerGroupsOf(db, actor, filter, group),
});

export const getTask = read({
  name: 'tasks.get',
  summary: '任务详情及本人在此可做的事',
  input: taskRef,
  may: mayLook,
  run: (context, { taskId }) => taskPage(context, taskId),
});

export const taskHistory = read({
  name: 'tasks.history',
  summary: '任务的全部变更记录，最近的在前',
  input: taskRef,
  may: mayLook,
  run: ({ db, actor }, { taskId }) => historyOf(db, actor, taskId),
});

export const gantt = read({
  name: 'tasks.gantt',
  summary: '任务和节点的时间图',
  input: ledgerFilter,
  may: mayLook,
  run: ({ db, actor }, filter) => ganttOf(db, actor, filter),
});
