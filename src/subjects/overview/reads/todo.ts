import type { Context } from '../../../platform/operation';
import { plansOf } from '../../plans/reads';
import { maySupervise } from '../../tasks/policy';
import { todoOf } from '../../tasks/reads/todo';
import type { Todo } from '../../tasks/schema';

/** Plans that wait to be settled, each with its open questions, as the list of plans counts them. */
const toSettle = async ({ db, actor }: Pick<Context, 'db' | 'actor'>): Promise<Todo['settle']> => {
  // Settling a plan means reading it whole: asked only where there is one.
  const waiting = await db
    .selectFrom('plans')
    .select('year')
    .distinct()
    .where('tenantId', '=', actor.tenantId)
    .where('status', '=', 'settling')
    .execute();
  const plans = await Promise.all(waiting.map(({ year }) => plansOf(db, actor, year)));
  return plans
    .flat()
    .filter(({ status }) => status === 'settling')
    .map(({ id, title, open }) => ({ planId: id, title, open }));
};

/** 待办: what waits for this person in the ledger, and for the office the plans to settle. */
export async function todoEverywhere(context: Context): Promise<Todo> {
  const [ledger, settle] = await Promise.all([
    todoOf(context),
    maySupervise(context.actor) ? toSettle(context) : Promise.resolve([]),
  ]);
  return { ...ledger, settle };
}
