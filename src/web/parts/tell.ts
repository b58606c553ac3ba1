import { useSyncExternalStore } from 'react';

export type Told = { id: number; text: string; undo?: () => void };
let told: Told | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();
const publish = (next: Told | null) => {
  told = next;
  for (const listener of listeners) listener();
};

const SECONDS = { plain: 4, undo: 10 };
let count = 0;

/** Says at the lower edge what has been done, with a way to undo it where there is one. */
export const tell = (text: string, undo?: () => void): void => {
  clearTimeout(timer);
  count += 1;
  publish(undo ? { id: count, text, undo } : { id: count, text });
  timer = setTimeout(() => publish(null), (undo ? SECONDS.undo : SECONDS.plain) * 1000);
};

export const untell = (): void => {
  clearTimeout(timer);
  publish(null);
};

export const useTold = (): Told | null =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => told,
  );
