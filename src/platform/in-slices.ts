import { setImmediate as othersTurn } from 'node:timers/promises';

// Nobody notices a page that comes so much later.
const SLICE_MS = 20;

/** Does long work of the processor in slices: after each `yield` others may have their turn. */
export async function inSlices<Result>(work: Generator<void, Result>): Promise<Result> {
  let from = performance.now();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - from < SLICE_MS) continue;
    await othersTurn();
    from = performance.now();
  }
}

const ITEMS_OF_SLICE = 500;

/** Does something with each of very many, in slices; `atOnce`: so many take no longer than a slice may. */
export const eachInSlices = <Item>(
  items: Iterable<Item>,
  work: (item: Item, index: number) => void,
  atOnce = ITEMS_OF_SLICE,
): Promise<void> =>
  inSlices(
    (function* () {
      let index = 0;
      for (const item of items) {
        work(item, index);
        index += 1;
        if (index % atOnce === 0) yield;
      }
    })(),
  );
