// One Ctrl-C reaches us twice under npm: from the terminal, and passed on. That is still one.
const SAME_MS = 1_000;

export type StopSignals = {
  /** Resolves with the exit code when the server is to end. */
  stopped: Promise<number>;
  /** Ends it from inside. */
  stop: (code: number) => void;
};

/**
 * SIGINT and SIGTERM ask to stop in order; asked again later, the process ends at once (`forced` is told first). The embedded
 * database is then stopped by its guardian.
 */
export function listenForStop(forced: () => void): StopSignals {
  let stop: (code: number) => void = () => undefined;
  const stopped = new Promise<number>(resolve => {
    stop = resolve;
  });
  let first: number | null = null;
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.on(signal, () => {
      const now = performance.now();
      first ??= now;
      stop(0);
      if (now - first < SAME_MS) return;
      forced();
      process.exit(code);
    });
  return { stopped, stop };
}
