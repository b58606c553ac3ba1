import type { Actor } from '../../platform/operation';
import { holdsAtRoot } from './rules';

/** Anyone who has signed in. */
export const isSignedIn = (actor: Actor | null): boolean => actor !== null;

/** Administrators keep the tree of units, people and posts; the supervision office keeps them in small bodies. */
export const mayKeepPeople = (actor: Actor): boolean => holdsAtRoot(actor, 'administrator', 'supervisor');

/** Open to everybody, signed in or not. */
export const anyone = (): boolean => true;
