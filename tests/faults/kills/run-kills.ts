import { setTimeout as sleep } from 'node:timers/promises';
import { openBook } from './book';
import { foundBureau } from './bureau';
import { checkBytes } from './bytes';
import { checkChain, type Head } from './chain';
import { complaintOf, verdictOf } from './judge';
import { takeInventory } from './places';
import { type KillKind, killKinds, serverUnderFire } from './server-under-fire';
import { startWriters } from './writers';

export type KillsReport = {
  seed: number;
  kills: number;
  byKind: Record<KillKind, number>;
  /** Killed a second time before it had answered. */
  whileStarting: number;
  acknowledged: number;
  found: number;
  torn: number;
  /** Writes whose answer never came; how many of them are there. */
  unknown: { all: number; found: number };
  /** Writes acknowledged only when they were sent once more under their key. */
  pressedAgain: number;
  /** Writes that were refused, by operation and status. */
  refused: Record<string, number>;
  auditEntries: number;
  /** What went wrong, in words; empty where nothing did. */
  complaints: string[];
  /** Milliseconds from the start, or from the kill of PostgreSQL alone, to the first answer: median and longest. */
  back: { median: number; longest: number };
  seconds: number;
};

/** A small generator with a seed (mulberry32), so that a run can be repeated; what the system's timing makes of it, it makes. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const shuffled = <T>(list: readonly T[], roll: () => number): T[] =>
  list
    .map(item => ({ item, at: roll() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

export type KillsOptions = {
  kills: number;
  seed: number;
  desks: number;
  /** A new folder; what is in it afterwards is the caller's. */
  dataDir: string;
  /** Longest time of writing between two kills, ms. */
  calm: number;
  tell: (line: string) => void;
};

/** Writes, kills, starts again, looks; so many times. Then looks at everything once more. */
export async function runKills({ kills, seed, desks, dataDir, calm, tell }: KillsOptions): Promise<KillsReport> {
  const begin = performance.now();
  const roll = dice(seed);
  const book = openBook(seed);
  const server = await serverUnderFire(dataDir);
  const report: KillsReport = {
    seed,
    kills: 0,
    byKind: { node: 0, postgres: 0, backend: 0, both: 0 },
    whileStarting: 0,
    acknowledged: 0,
    found: 0,
    torn: 0,
    unknown: { all: 0, found: 0 },
    pressedAgain: 0,
    refused: {},
    auditEntries: 0,
    complaints: [],
    back: { median: 0, longest: 0 },
    seconds: 0,
  };
  const backTimes: number[] = [];

  const look = async (since: Date, from: number) => {
    const owner = await server.lookInside();
    try {
      const inventory = await takeInventory(owner, book.run, since);
      const bytes = await checkBytes(owner, dataDir, book.run, since);
      return book.writes.slice(from).map(write => {
        const verdict = verdictOf(write, inventory, bytes);
        return { write, verdict, complaint: complaintOf(write, inventory, verdict) };
      });
    } finally {
      await owner.end();
    }
  };

  server.spawn();
  try {
    await server.answers();
    const learn = async (mark: string, where: string[]) => {
      const owner = await server.lookInside();
      const inventory = await takeInventory(owner, book.run, new Date(0)).finally(() => owner.end());
      return Object.fromEntries(where.map(place => [place, inventory(place, mark)]));
    };
    const writers = await startWriters(book, desks, learn, ready => foundBureau(server.address, book, desks, ready));
    let deck: KillKind[] = [];
    let looked = 0;
    let since = new Date(0);
    let head: Head = null;
    const isWaiting = async () => (await checkChain(server.ownerUrl(), head, true)).complaints.length > 0;
    const followChain = async (settled: boolean) => {
      const seen = await checkChain(server.ownerUrl(), head, settled);
      head = seen.head;
      report.auditEntries = seen.entries;
      report.complaints.push(...seen.complaints);
    };
    while (report.kills < kills) {
      writers.go();
      await sleep(100 + roll() * calm);
      if (deck.length === 0) deck = shuffled(killKinds, roll);
      const kind = deck.pop()!;
      const killed = performance.now();
      await server.kill(kind);
      report.kills += 1;
      report.byKind[kind] += 1;
      // While PostgreSQL alone is gone, people go on pressing.
      if (kind === 'postgres' || kind === 'backend') await sleep(roll() * 300);
      const settled = writers.halt();
      if (kind === 'node' || kind === 'both') {
        server.spawn();
        // Now and then it is struck again while it starts or recovers.
        while (report.kills < kills && roll() < 0.1) {
          await sleep(roll() * 800);
          await server.kill('both');
          report.kills += 1;
          report.byKind.both += 1;
          report.whileStarting += 1;
          server.spawn();
        }
      }
      await server.answers();
      backTimes.push(performance.now() - killed);
      await settled;
      // Only now nothing is on its way any more.
      const next = new Date();
      const seen = await look(new Date(since.getTime() - 5_000), looked);
      for (const { complaint } of seen) if (complaint) report.complaints.push(complaint);
      const count = (verdict: string) => seen.filter(one => one.verdict === verdict).length;
      tell(
        `${report.kills}/${kills} ${kind}: ${seen.length} writes, found ${count('found')}, absent ${count('absent')}, ` +
          `torn ${count('torn') + count('twice')}; back after ${Math.round(backTimes.at(-1)!)} ms`,
      );
      if (report.kills % 10 === 0) await followChain(false);
      for (const complaint of report.complaints.slice(-5)) tell(`  ${complaint}`);
      looked = book.writes.length;
      since = next;
    }
    // A last write wakes the sealer; then everything is sealed within a second.
    writers.go();
    await sleep(500);
    await writers.halt();
    for (let waited = 0; waited < 60_000 && (await isWaiting()); waited += 500) await sleep(500);
    await followChain(true);
    const all = await look(new Date(0), 0);
    for (const { write, verdict, complaint } of all) {
      if (complaint && !report.complaints.includes(complaint)) report.complaints.push(complaint);
      if (verdict === 'torn' || verdict === 'twice') report.torn += 1;
      if (write.outcome === 'acknowledged') report.acknowledged += 1;
      if (write.outcome === 'acknowledged' && verdict === 'found') report.found += 1;
      if (write.outcome === 'acknowledged' && write.presses > 1) report.pressedAgain += 1;
      if (write.outcome === 'unknown') report.unknown.all += 1;
      if (write.outcome === 'unknown' && verdict === 'found') report.unknown.found += 1;
      const refusal = `${write.operation} ${write.status}`;
      if (write.outcome === 'refused') report.refused[refusal] = (report.refused[refusal] ?? 0) + 1;
    }
    report.complaints.push(...book.rude, ...writers.surprises);
  } finally {
    await server.stop();
  }
  backTimes.sort((a, b) => a - b);
  report.back = {
    median: Math.round(backTimes[Math.floor(backTimes.length / 2)] ?? 0),
    longest: Math.round(backTimes.at(-1) ?? 0),
  };
  report.seconds = Math.round((performance.now() - begin) / 1000);
  return report;
}
