import { z } from 'zod';
import { read } from '../../../platform/operation';
import { id } from '../../org/schema';
import { mayReadPlans } from '../policy';
import { planPage, plansOf } from '../reads';

export const list = read({
  name: 'plans.list',
  summary: '工作要点一览，最近导入的在前',
  input: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() }),
  may: mayReadPlans,
  run: async ({ db, actor }, { year }) => plansOf(db, actor, year),
});

export const get = read({
  name: 'plans.get',
  summary: '一份工作要点：原文、校核后的条目、更正记录和由此而来的任务',
  input: z.object({ planId: id }),
  may: mayReadPlans,
  run: async ({ db, actor }, { planId }) => planPage(db, actor, planId),
});
