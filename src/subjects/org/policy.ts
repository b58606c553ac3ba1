import { refuse } from '../../kernel/refusal';
import type { Actor } from '../../platform/operation';
import { holdsAtRoot } from './rules';
import type { Role } from './schema';

/** Anyone who has signed in. */
export const isSignedIn = (actor: Actor | null): boolean => actor !== null;

/** Administrators keep the tree of units, people and posts; the supervision office keeps them in small bodies. */
export const mayKeepPeople = (actor: Actor): boolean => holdsAtRoot(actor, 'administrator', 'supervisor');

/** Whoever has a post knows the tree of units: who exists is no secret within a body. */
export const mayKnowUnits = (actor: Actor): boolean => actor.posts.length > 0;

/**
 * Gives and takes posts with this role: an administrator any; the supervision office those that work, never the ones that keep
 * the system or look over its own shoulder.
 */
export const mayGrant = (actor: Actor, role: Role): boolean =>
  holdsAtRoot(actor, 'administrator') ||
  (holdsAtRoot(actor, 'supervisor') && role !== 'administrator' && role !== 'auditor');

/** Open to everybody, signed in or not. */
export const anyone = (): boolean => true;

/** A signature: the person's own name, typed. Refuses `signature-differs`. */
export const expectSignature = (actor: Actor, signedAs: string): void => {
  if (signedAs !== actor.name.trim()) refuse('signature-differs');
};
