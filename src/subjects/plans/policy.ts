import type { Actor } from '../../platform/operation';
import { holdsAtRoot, postPaths, seesEverything } from '../org/rules';

/** Everybody who works here, leads or inspects reads plans. Who only administers has no part in the work. */
export const mayReadPlans = (actor: Actor): boolean => postPaths(actor).length > 0;

/** A plan is read by all once it is adopted; while it is being settled, by those who see everything. */
export const seesPlan = (actor: Actor, status: 'settling' | 'adopted'): boolean =>
  status === 'adopted' || seesEverything(actor);

/** Who said what while settling, and what is undecided, are working papers of those who see everything. */
export const seesWorkingPapers = (actor: Actor): boolean => seesEverything(actor);

/** The supervision office imports and settles plans, and adopts them. */
export const maySettle = (actor: Actor): boolean => holdsAtRoot(actor, 'supervisor');
