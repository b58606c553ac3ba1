import { z } from 'zod';
import { read } from '../../platform/operation';
import { mayKeepPeople } from '../org/policy';
import { mayLook } from '../tasks/policy';
import { overviewOf } from './reads/overview';
import { searchEverything } from './reads/search';
import { todoEverywhere } from './reads/todo';
import { waitingOn } from './reads/waiting-on';
import { overviewInput, searchInput, waitingOnInput } from './schema';

const overview = read({
  name: 'overview.get',
  summary: '总览：亮灯、红灯原因、目标、处室、县区、近期到期',
  input: overviewInput,
  may: mayLook,
  run: (context, { year }) => overviewOf(context, year),
});

const search = read({
  name: 'overview.search',
  summary: '搜索任务、单位、目标和条目',
  perMinute: 300,
  input: searchInput,
  may: mayLook,
  run: ({ db, actor }, input) => searchEverything(db, actor, input),
});

// Named after what most of it is; it stands here because it looks at plans too, which come after tasks.
const todo = read({
  name: 'tasks.todo',
  summary: '我的待办：待签收、待反馈、待补正、待审核、待下发、待校核',
  input: z.object({}),
  may: mayLook,
  run: todoEverywhere,
});

const waiting = read({
  name: 'overview.waitingOn',
  summary: '一个人各岗位上的在办事项数，换岗、离岗时看',
  input: waitingOnInput,
  may: mayKeepPeople,
  run: (context, { userId }) => waitingOn(context, userId),
});

/** The table of this subject's operations. */
export const overviewOperations = [overview, search, todo, waiting] as const;
