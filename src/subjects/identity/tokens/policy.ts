import type { Actor } from '../../../platform/operation';
import { holdsAtRoot } from '../../org/rules';

/** The administrator sees and revokes the tokens of the whole body; everybody else their own. */
export const mayKeepTokens = (actor: Actor): boolean => holdsAtRoot(actor, 'administrator');
