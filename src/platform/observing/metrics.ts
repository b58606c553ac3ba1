import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What a server counts about itself. No labels but names of operations, statuses and kinds: their number is bounded. */
export type Metrics = {
  request: (operation: string, status: number, ms: number) => void;
  /** Something that had to be looked into: an unexpected failure in a request or a job. */
  failure: (where: string) => void;
  /** A request was refused, by the code of the catalogue. */
  refusal: (code: string) => void;
  slowStatement: (operation: string) => void;
  /** A figure that is read when the metrics are asked for; null where it cannot be told now. */
  gauge: (name: string, help: string, read: () => Promise<number | null> | number | null) => void;
  /** The same with a figure per kind. */
  gaugeOf: (
    name: string,
    help: string,
    label: string,
    read: () => Promise<Record<string, number>> | Record<string, number>,
  ) => void;
  contentType: string;
  /** In the format of Prometheus. */
  text: () => Promise<string>;
};

// From a cached page to an export of the year, in seconds; 40 ms is what the office is promised.
const BUCKETS = [0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5, 10, 30];

export function openMetrics(): Metrics {
  const registry = new Registry();
  // Memory, processor, delays of the event loop, open files.
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Histogram({
    name: 'luoshi_request_seconds',
    help: 'Duration of requests by operation and status',
    labelNames: ['operation', 'status'] as const,
    buckets: BUCKETS,
    registers,
  });
  const failures = new Counter({
    name: 'luoshi_failures_total',
    help: 'Unexpected failures, by where they happened',
    labelNames: ['where'] as const,
    registers,
  });
  const refusals = new Counter({
    name: 'luoshi_refusals_total',
    help: 'Refused requests, by why',
    labelNames: ['code'] as const,
    registers,
  });
  const slow = new Counter({
    name: 'luoshi_slow_statements_total',
    help: 'SQL statements slower than LUOSHI_SLOW_MS, by operation',
    labelNames: ['operation'] as const,
    registers,
  });
  return {
    request: (operation, status, ms) => requests.observe({ operation, status: String(status) }, ms / 1000),
    failure: where => failures.inc({ where }),
    refusal: code => refusals.inc({ code }),
    slowStatement: operation => slow.inc({ operation }),
    gauge: (name, help, read) => {
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          const value = await readSafely(read, null);
          if (value === null) this.remove();
          else this.set(value);
        },
      });
    },
    gaugeOf: (name, help, label, read) => {
      new Gauge({
        name,
        help,
        labelNames: [label],
        registers,
        async collect() {
          this.reset();
          for (const [kind, value] of Object.entries(await readSafely(read, {}))) this.set({ [label]: kind }, value);
        },
      });
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}

// Prometheus itself waits ten seconds for all of them.
const PATIENCE_MS = 2_000;

/** The other figures are told even where one cannot be had: the database is away, or does not answer. */
async function readSafely<T>(read: () => Promise<T> | T, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>(resolve => {
    timer = setTimeout(resolve, PATIENCE_MS, otherwise);
  });
  try {
    return await Promise.race([read(), late]);
  } catch {
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}
