import { setTimeout as sleep } from 'node:timers/promises';
import type { Book } from './book';
import type { Desk } from './bureau';
import { type Client, Interrupted } from './client';
import { peopleStory, planStory, type Shared, taskStory } from './stories';

export type Writers = {
  /** Lets them write. */
  go: () => void;
  /** Holds them back; resolves when nothing is on its way any more. */
  halt: () => Promise<void>;
  /** Errors that are no interruption: a flaw of the writers or of an answer. */
  surprises: string[];
};

type Learn = (mark: string, where: string[]) => Promise<Record<string, number>>;
type Found = (ready: () => Promise<void>) => Promise<{ administrator: Client; desks: Desk[] }>;

/** Founds the bureau and sets people to work at every desk, each one story after another, until the process ends. */
export async function startWriters(book: Book, count: number, learn: Learn, found: Found): Promise<Writers> {
  let open = true;
  let wake: () => void = () => undefined;
  let gate = Promise.resolve();
  let busy = 0;
  const surprises: string[] = [];
  const ready = async () => {
    busy -= 1;
    await gate;
    busy += 1;
  };
  busy += 1;
  const { administrator, desks } = await found(ready);
  const shared: Shared = { adoption: null, taskId: null };
  const names = await administrator.read<{ id: string; name: string }[]>('org.units', {});
  const nameOf = (desk: Desk) => names.find(unit => unit.id === desk.unitId)!.name;
  await planStory(desks[0]!, book, shared, nameOf(desks[0]!), learn);
  busy -= 1;

  const work = async (desk: Desk, number: number) => {
    for (let round = number; ; round += 1) {
      busy += 1;
      try {
        if (round % 8 === 3) await planStory(desk, book, shared, nameOf(desk), learn);
        else if (round % 8 === 6) await peopleStory(administrator, desk, book);
        else await taskStory(desk, book, shared);
      } catch (error) {
        if (!(error instanceof Interrupted)) surprises.push((error as Error).stack ?? String(error));
        // Somebody whose page has just said «not now» does not press again at once.
        await sleep(50);
      } finally {
        busy -= 1;
      }
    }
  };
  halt();
  for (let number = 0; number < count; number += 1) void work(desks[number]!, number);

  function halt() {
    if (!open) return;
    open = false;
    gate = new Promise(resolve => {
      wake = resolve;
    });
  }
  return {
    go: () => {
      open = true;
      wake();
    },
    halt: async () => {
      halt();
      while (busy > 0) await sleep(5);
    },
    surprises,
  };
}
