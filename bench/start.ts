import { setTimeout as sleep } from 'node:timers/promises';
import type { Figure } from './figure';
import { startServer } from './server-process';

/** Start on an empty folder, start again on the same, and the memory of the idle server (Node and PostgreSQL). */
export async function bench(): Promise<Figure[]> {
  const first = await startServer();
  await first.stop({ keepData: true });
  const second = await startServer(first.dataDir);
  await (await fetch(`${second.address}/healthz`)).text();
  await sleep(5_000);
  const memory = second.memoryMb();
  await second.stop();
  const limit = { start: 3_000, memory: 350 };
  return [
    { name: 'first start', value: first.startMs, unit: 'ms', floor: limit.start, ratio: first.startMs / limit.start },
    {
      name: 'second start',
      value: second.startMs,
      unit: 'ms',
      floor: limit.start,
      ratio: second.startMs / limit.start,
    },
    { name: 'idle memory', value: memory, unit: 'MB', floor: limit.memory, ratio: memory / limit.memory },
  ];
}
