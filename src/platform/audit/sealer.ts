import type { Db } from '../database/connect';
import type { Id } from '../database/tables';
import { sealAudit, sealEveryone } from './seal';

// A batch this long after the first write: a busy server seals hundreds of entries at once.
const DELAY_MS = 500;

export type Sealer = {
  /** Something was written down for this body: it will be sealed soon. */
  wake: (tenantId: Id) => void;
  stop: () => Promise<void>;
};

/**
 * Keeps the chains of a running server up to date: what an earlier run left at the start, then each body shortly after a
 * write. A failure (the database was away) is tried again at the next write, and by the hourly sweep of the jobs.
 */
export function startSealer(db: Db, onError: (error: unknown) => void): Sealer {
  const waiting = new Set<Id>();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<unknown> = sealEveryone(db).catch(onError);
  const seal = async () => {
    timer = null;
    const tenants = [...waiting];
    waiting.clear();
    for (const tenantId of tenants) await sealAudit(db, tenantId).catch(onError);
  };
  const turn = () => {
    running = running.then(seal);
  };
  return {
    wake: tenantId => {
      waiting.add(tenantId);
      timer ??= setTimeout(turn, DELAY_MS);
    },
    stop: async () => {
      if (timer) {
        clearTimeout(timer);
        turn();
      }
      await running;
    },
  };
}
