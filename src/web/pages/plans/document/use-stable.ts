import { useRef } from 'react';

/** The same objects as last time where nothing in them changed, so that what shows them need not be drawn again. */
export function useStable<T>(items: T[], keyOf: (item: T) => string): T[] {
  const known = useRef(new Map<string, { json: string; item: T }>());
  const next = new Map<string, { json: string; item: T }>();
  const stable = items.map(item => {
    const key = keyOf(item);
    const json = JSON.stringify(item);
    const before = known.current.get(key);
    const entry = before?.json === json ? before : { json, item };
    next.set(key, entry);
    return entry.item;
  });
  known.current = next;
  return stable;
}
