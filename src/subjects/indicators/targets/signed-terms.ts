import { say } from '../../../locales/say';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { signatureOf } from '../../org/rules';
import type { TargetTerms } from '../schema';
import { targetsById, termsOf } from './reads';

/** The terms of those targets of a task that a person revised with a signature, by their key in the plan. */
export const signedTerms = async (
  db: Db,
  tenantId: Id,
  taskId: Id,
): Promise<Map<string, { id: Id; terms: TargetTerms }>> => {
  const rows = await db
    .selectFrom('targets as g')
    .select(['g.id', 'g.planKey'])
    .where('g.tenantId', '=', tenantId)
    .where('g.taskId', '=', taskId)
    .where('g.planKey', 'is not', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('targetRevisions as r')
          .select('r.id')
          .where('r.tenantId', '=', tenantId)
          .whereRef('r.targetId', '=', 'g.id'),
      ),
    )
    .execute();
  if (rows.length === 0) return new Map();
  const targets = await targetsById(
    db,
    tenantId,
    rows.map(({ id }) => id),
  );
  return new Map(
    rows.map(({ id, planKey }) => [planKey!, { id, terms: termsOf(targets.find(target => target.id === id)!) }]),
  );
};

/** A revised plan sets other terms than those signed: they stand beside the new ones, as after any revision. */
export const keepReplacedTerms = async (
  { db, actor, now }: Context,
  targetId: Id,
  before: TargetTerms,
): Promise<void> => {
  const { tenantId, userId, language } = actor;
  const [target] = await targetsById(db, tenantId, [targetId]);
  await db
    .insertInto('targetRevisions')
    .values({
      tenantId,
      targetId,
      at: now,
      userId,
      signedAs: signatureOf(actor, ({ role }) => role === 'supervisor'),
      reason: say(language, 'target-refusal:plan-revised'),
      before: JSON.stringify(before),
      after: JSON.stringify(termsOf(target!)),
    })
    .execute();
};
