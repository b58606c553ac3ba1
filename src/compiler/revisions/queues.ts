/** Things by key, handed out in their order: each call takes the next of that key, undefined where none is left. */
export function queuesOf<T>(things: readonly T[], keyOf: (one: T) => string): (key: string) => T | undefined {
  const waiting = new Map<string, { list: T[]; next: number }>();
  for (const one of things) {
    const key = keyOf(one);
    const known = waiting.get(key);
    if (known) known.list.push(one);
    else waiting.set(key, { list: [one], next: 0 });
  }
  return key => {
    const queue = waiting.get(key);
    return queue?.list[queue.next++];
  };
}
