import type { Actor } from '../../platform/operation';
import { holdsAtRoot } from '../org/rules';
import { mayEnter, mayEnterFor } from '../reporting/policy';

/** Brings in values: who fills in forms, for the same units; the supervision office for all. */
export const mayBringIn = (actor: Actor): boolean => holdsAtRoot(actor, 'supervisor') || mayEnter(actor);

/** Brings in values of the unit with this path. */
export const mayBringInFor = (actor: Actor, unitPath: string): boolean =>
  holdsAtRoot(actor, 'supervisor') || mayEnterFor(actor, unitPath);

/** Brings in values that count as accepted, opens past periods, and says what other systems are told: the supervision office. */
export const mayKeepExchange = (actor: Actor): boolean => holdsAtRoot(actor, 'supervisor');
