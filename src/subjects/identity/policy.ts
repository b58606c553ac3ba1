import type { Actor } from '../../platform/operation';
import { holdsAtRoot } from '../org/rules';

/** Open to everybody: how one gets in is asked by those who are not in yet. */
export const anyone = (): boolean => true;

/** Everybody keeps the own account: password, second factor, sessions. */
export const mayKeepOwnAccount = (actor: Actor | null): boolean => actor !== null;

/** Administrators of the whole body keep everybody's account, and what the body asks of accounts. */
export const mayKeepAccounts = (actor: Actor): boolean => holdsAtRoot(actor, 'administrator');
