import { z } from 'zod';
import { read } from '../../platform/operation';
import { mayLook } from '../tasks/policy';
import { overviewOf } from './reads/overview';
import { searchEverything } from './reads/search';
import { todoEverywhere } from './reads/todo';
import { overviewInput, searchInput } from './schema';

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

/** The table of this subject's operations. */
export const overviewOperations = [overview, search, todo] as const;
