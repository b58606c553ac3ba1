import type { Actor } from '../../../platform/operation';
import { holdsAtRoot, inScope, postPaths, seesEverything } from '../../org/rules';

/** Whoever works, leads or inspects looks at targets; which, is the business of `visibleTargets`. */
export const mayLookAtTargets = (actor: Actor): boolean => postPaths(actor).length > 0;

/** The supervision office revises targets (目标调整), with its signature. */
export const mayReviseTargets = (actor: Actor): boolean => holdsAtRoot(actor, 'supervisor');

/** Sees what every unit gives and got of a target: who oversees the body, and who works for the lead department. */
export const seesAllOfTarget = (actor: Actor, leadPath: string | null): boolean =>
  seesEverything(actor) || (leadPath !== null && inScope(actor, leadPath));
