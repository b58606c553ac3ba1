import type { Actor } from '../../platform/operation';
import { holdsAtRoot } from '../org/rules';

/** Everybody with a post reads the plans of their body. */
export const mayReadPlans = (actor: Actor): boolean => actor.posts.length > 0;

/** The supervision office imports and settles plans, and adopts them. */
export const maySettle = (actor: Actor): boolean => holdsAtRoot(actor, 'supervisor');
