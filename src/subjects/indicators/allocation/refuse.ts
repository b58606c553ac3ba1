import { refuse } from '../../../kernel/refusal';
import { say } from '../../../locales/say';
import type { Actor } from '../../../platform/operation';

/** Refuses `wrong-state` with its sentence from `locales/…/target-refusal.json`. */
export const refuseState = (actor: Actor, reason: string): never =>
  refuse('wrong-state', { reason: say(actor.language, `target-refusal:${reason}`), code: reason });
