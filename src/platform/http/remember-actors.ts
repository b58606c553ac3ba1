import type { Actor } from '../operation';

// So long may a right that another server took away still be used here. This server's own writes are known at once.
const REMEMBER_MS = 1_000;
const MOST = 10_000;

export type ActorMemory = { of: (token: string, quiet?: boolean) => Promise<Actor | null>; forget: () => void };

/** Keeps who a session's token stands for during a second: a page asks a dozen things at once, all as the same person. */
export function rememberActors(
  authenticate: (token: string, quiet: boolean) => Promise<Actor | null>,
  rememberMs = REMEMBER_MS,
): ActorMemory {
  const known = new Map<string, { actor: Promise<Actor | null>; until: number }>();
  return {
    of: (token, quiet = false) => {
      const now = performance.now();
      const found = known.get(token);
      if (found && found.until > now) return found.actor;
      if (known.size >= MOST) known.clear();
      const actor = authenticate(token, quiet);
      known.set(token, { actor, until: now + rememberMs });
      // What could not be found out is asked again, not remembered.
      actor.catch(() => known.delete(token));
      return actor;
    },
    forget: () => known.clear(),
  };
}
