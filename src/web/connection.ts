import { useSyncExternalStore } from 'react';

// Whether the server answers. A request that finds nobody says so; from then on we knock until somebody opens.
let connected = true;
let knocking: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();
const back = new Set<() => void>();
const KNOCK_MS = 3000;

const publish = (next: boolean) => {
  if (connected === next) return;
  connected = next;
  for (const listener of listeners) listener();
  if (next) for (const act of back) act();
};

const knock = async () => {
  const answer = await fetch('/healthz', { cache: 'no-store' }).catch(() => null);
  if (answer?.ok) publish(true);
  else knocking = setTimeout(() => void knock(), KNOCK_MS);
};

/** A request found nobody, or a gate without a server behind it. */
export const reportLost = (): void => {
  if (!connected) return;
  publish(false);
  clearTimeout(knocking);
  knocking = setTimeout(() => void knock(), KNOCK_MS);
};

/** What to do when the server is back: make everything fresh. */
export const whenBack = (act: () => void): void => {
  back.add(act);
};

export const useConnected = (): boolean =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => connected,
  );
