import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import { type Context, write } from '../../../platform/operation';
import { holdTree } from '../../org/place-unit';
import { unitsByAnyName } from '../../org/reads';
import { id } from '../../org/schema';
import { adoptPlan } from '../../tasks/adopt';
import { organizationWords } from '../organization-words';
import { maySettle } from '../policy';
import { revisedFrom, settledPlan } from '../reads';
import { itemsToAdopt } from '../rules/adoption';
import { kindOfName, matchNames } from '../rules/match-names';
import type { Adoption, NameMatch } from '../schema';
import { createUnits, lockPlan, markAdopted } from '../store';

export const adopt = write({
  name: 'plans.adopt',
  summary: '采纳：由校核后的条目生成台账；再次采纳只带来新的更正',
  input: z.object({ planId: id }),
  may: maySettle,
  run: async (context, { planId }): Promise<Adoption> => {
    const { db, actor, now, audit } = context;
    // Nobody closes a unit while tasks are given to it.
    await holdTree(db, actor.tenantId);
    const before = await lockPlan(db, actor.tenantId, planId);
    const { plan, row, units, matches } = await settledPlan(db, actor.tenantId, planId);
    const root = units.find(unit => unit.parentId === null) ?? refuse('not-found');
    const created = await createMissing(context, matches, root);
    // The new ones belong to 机关各处室 too: matched again, so that adopting twice gives the same.
    const known =
      created > 0
        ? matchNames(
            matches.map(match => match.canonical),
            await unitsByAnyName(db, actor.tenantId),
            organizationWords(),
          )
        : matches;
    const items = itemsToAdopt(plan, known);
    const from = await revisedFrom(db, actor.tenantId, row.revises, plan);
    const revises = from ? { planId: from.planId, ...from.rebase } : undefined;
    const result = await adoptPlan(context, { planId, year: row.year, items, revises });
    const matched = matches.filter(match => match.how === 'unit' || match.how === 'collective').length;
    const adoption = { units: { created, matched }, ...result };
    const { tasks, targets } = result;
    const changed = created + tasks.created + tasks.updated + targets.created + targets.updated + result.dropped > 0;
    if (before.status !== 'adopted' || changed) {
      await markAdopted(db, actor.tenantId, planId, now);
      await audit({ kind: 'plan', id: planId, before: { status: before.status }, after: adoption });
    }
    return adoption;
  },
});

/** Names that are found nowhere become units under the root; an administrator moves or merges them later. Returns how many. */
async function createMissing(
  { db, actor, audit }: Context,
  matches: readonly NameMatch[],
  root: { id: string; path: string },
): Promise<number> {
  const words = organizationWords();
  const units = matches
    .filter(match => match.how === 'new')
    .map(({ canonical: name }) => ({ name, kind: kindOfName(name, words) }));
  const ids = await createUnits(db, actor.tenantId, root, units);
  for (const unit of units) await audit({ kind: 'unit', id: ids.get(unit.name)!, after: unit });
  return units.length;
}
