/** Something that must hold for the server to do its work. `run` answers null where it holds, else why not. */
export type Check = { name: string; run: () => Promise<string | null> };

export type Readiness = {
  /** Every check with its reason; null where it holds. */
  look: () => Promise<Record<string, string | null>>;
  add: (...checks: Check[]) => void;
  /** From now on not ready: the server is about to stop. */
  stop: () => void;
};

// /readyz is open to everybody: the database is not asked more often than this.
const REMEMBER_MS = 1_000;
const PATIENCE_MS = 3_000;

export function openReadiness(...first: Check[]): Readiness {
  const checks = [...first];
  let stopping = false;
  let last: { at: number; result: Promise<Record<string, string | null>> } | null = null;
  const lookNow = async () =>
    Object.fromEntries(
      await Promise.all(checks.map(async ({ name, run }) => [name, await withPatience(run)] as const)),
    );
  return {
    look: async () => {
      if (stopping) return { stopping: 'stopping' };
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

/** A check that does not answer has failed. The reason is a word of ours: an error's text may hold more than the world should see. */
async function withPatience(run: () => Promise<string | null>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>(resolve => {
    timer = setTimeout(resolve, PATIENCE_MS, 'no-answer');
  });
  return Promise.race([run().catch(() => 'failed'), late]).finally(() => clearTimeout(timer));
}
