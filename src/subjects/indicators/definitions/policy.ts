import type { Actor } from '../../../platform/operation';
import { holdsAtRoot } from '../../org/rules';

/** Whoever has a post reads what is measured and how: a definition is no secret within a body. */
export const mayReadDefinitions = (actor: Actor): boolean => actor.posts.length > 0;

/** The supervision office keeps the catalogue. */
export const mayDefine = (actor: Actor): boolean => holdsAtRoot(actor, 'supervisor');
