import type { Actor } from '../../platform/operation';
import { holds, holdsAtRoot, inScope, seesEverything } from '../org/rules';
import type { LensName } from '../reporting/schema';

/** Whoever works here: an administrator of accounts alone does not see figures. */
export const mayAnalyse = (actor: Actor): boolean => actor.posts.some(({ role }) => role !== 'administrator');

/** Works above the schools: may compare counties by accepted figures. */
export const mayCompare = (actor: Actor): boolean =>
  seesEverything(actor) || holds(actor, 'liaison', 'county', 'leader', 'supervisor', 'assessor', 'auditor');

/**
 * Under which lenses somebody sees the figures of the unit with this path: its own people and those above from the stage on that has
 * reached them; everybody else what is accepted, and of schools nothing.
 */
export const lensesFor = (actor: Actor, path: string, isSchool: boolean): readonly LensName[] => {
  if (seesEverything(actor)) return ['approved', 'accepted'];
  if (inScope(actor, path)) return ['submitted', 'approved', 'accepted'];
  if (isSchool) return [];
  return mayCompare(actor) || actor.posts.some(post => post.path.startsWith(path)) ? ['accepted'] : [];
};

/** Keeps the region map. */
export const mayKeepMap = (actor: Actor): boolean => holdsAtRoot(actor, 'supervisor');
