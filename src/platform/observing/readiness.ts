/** Something that must hold. `run` answers null where it holds, else why not, in a word of ours. */
export type Check = {
  name: string;
  /**
   * `needed`: without it the server cannot work, and a load balancer should pass it by. `warns`: somebody has to look, but every
   * server would say the same, and people are better served than not.
   */
  level: 'needed' | 'warns';
  run: () => Promise<string | null>;
};

/** The state of a check; `reason` null where it holds. */
export type Looked = Pick<Check, 'name' | 'level'> & { reason: string | null };

export type Readiness = {
  look: () => Promise<Looked[]>;
  add: (...checks: Check[]) => void;
  /** From now on not ready: the server is about to stop. */
  stop: () => void;
};

// /readyz is open to everybody: the database is not asked more often than this.
const REMEMBER_MS = 1_000;
const PATIENCE_MS = 1_500;

export function openReadiness(...first: Check[]): Readiness {
  const checks = [...first];
  let stopping = false;
  let last: { at: number; result: Promise<Looked[]> } | null = null;
  const lookNow = () =>
    Promise.all(checks.map(async ({ name, level, run }) => ({ name, level, reason: await withPatience(run) })));
  return {
    look: async () => {
      if (stopping) return [{ name: 'stopping', level: 'needed', reason: 'stopping' }];
      const now = performance.now();
      if (!last || now - last.at > REMEMBER_MS) last = { at: now, result: lookNow() };
      return last.result;
    },
    add: (...more) => void checks.push(...more),
    stop: () => {
      stopping = true;
    },
  };
}

/** A check that does not answer has failed. An error's own text may hold more than the world should see. */
async function withPatience(run: () => Promise<string | null>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>(resolve => {
    timer = setTimeout(resolve, PATIENCE_MS, 'no-answer');
  });
  return Promise.race([run().catch(() => 'failed'), late]).finally(() => clearTimeout(timer));
}
