import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { sql } from 'kysely';
import type { Db } from '../src/platform/database/connect';
import type { Figure } from './figure';
import { gatherCrowd } from './support/crowd';
import { openLedger } from './support/open-ledger';
import { ask, requestOf } from './support/people-at-work';
import { YEAR } from './support/ten-thousand-tasks';

// A turn of the mix of people-at-work.ts for each kind of request, and how many of twenty there are.
const KINDS = {
  todo: [0, 1],
  search: [1, 1],
  me: [2, 1],
  history: [3, 1],
  ledger: [4, 3],
  light: [7, 4],
  task: [11, 6],
  comment: [17, 3],
} as const;
const ROUNDS = 3;
const REQUESTS = 200;

/** Milliseconds that a process (all its threads) has had of a processor; NaN where the system has no such file. */
const processorMs = (pid: number): number => {
  try {
    // Past the name, which may hold anything: user and system time in hundredths of a second.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
};

/** The same of the connections' processes, finer: they have one thread. */
const connectionsMs = async (db: Db): Promise<Map<number, number>> => {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`.execute(db);
  return new Map(
    rows.map(({ pid }) => [pid, Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1_000_000]),
  );
};

/** What each request of the mix costs of the processor, in the server and in the database, compressed as browsers ask for it. Linux only. */
export async function bench(): Promise<Figure[]> {
  const ledger = await openLedger();
  try {
    const crowd = await gatherCrowd(ledger.db, ledger.tenantId);
    const agent = new Agent({ keepAlive: true, maxSockets: 2 });
    const run = async (kind: keyof typeof KINDS, round: number, requests: number) => {
      const one = async (from: number) => {
        for (let n = from; n < requests; n += 2) {
          const asked = requestOf(crowd[(n * 73) % crowd.length]!, YEAR, KINDS[kind][0] + 20 * (round * requests + n));
          const status = await ask(ledger.app, agent, {
            ...asked,
            headers: { ...asked.headers, 'accept-encoding': 'gzip' },
          });
          if (status !== 200) throw new Error(`${asked.path} answered ${status}`);
        }
      };
      await Promise.all([one(0), one(1)]);
    };
    const spent = new Map<string, { server: number; database: number }>();
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const kind of Object.keys(KINDS) as (keyof typeof KINDS)[]) {
        const [server, connections] = [processorMs(ledger.pid), await connectionsMs(ledger.db)];
        await run(kind, round, REQUESTS);
        // The first round warms up.
        if (round === 0) continue;
        const sum = spent.get(kind) ?? { server: 0, database: 0 };
        sum.server += processorMs(ledger.pid) - server;
        for (const [pid, ms] of await connectionsMs(ledger.db)) sum.database += ms - (connections.get(pid) ?? 0);
        spent.set(kind, sum);
      }
    agent.destroy();
    const each = (kind: string, part: 'server' | 'database') => spent.get(kind)![part] / (ROUNDS * REQUESTS);
    const parts = ['server', 'database'] as const;
    // The floor is who one is: a session, one row.
    const figure = (name: string, part: (typeof parts)[number], value: number): Figure => {
      const floor = each('me', part);
      return { name: `${name}, ${part}`, value, unit: 'ms', floor, ratio: value / floor };
    };
    const kinds = Object.entries(KINDS);
    return parts.flatMap(part => [
      ...kinds.map(([kind, [, share]]) => figure(`${kind} (${share} of 20)`, part, each(kind, part))),
      figure(
        'the mix',
        part,
        kinds.reduce((sum, [kind, [, share]]) => sum + (each(kind, part) * share) / 20, 0),
      ),
    ]);
  } finally {
    await ledger.close();
  }
}
