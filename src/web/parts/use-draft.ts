import { useCallback, useState } from 'react';
import type { Me } from '../../subjects/org/schema';
import { queryClient } from '../api';

/** Drafts belong to a person of a body: two people at one machine do not see each other's. */
const addressOf = (key: string): string => {
  const me = queryClient.getQueryData<Me>(['org.me', {}]);
  return `luoshi.draft.${me?.tenant.id ?? ''}.${me?.user.id ?? ''}.${key}`;
};

const load = <T>(key: string): T | null => {
  try {
    const text = localStorage.getItem(addressOf(key));
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
};

export type Draft<T> = {
  value: T;
  set: (next: T | ((previous: T) => T)) => void;
  /** Whether something typed earlier was found. */
  restored: boolean;
  /** After it was saved or given up. */
  clear: () => void;
};

/** What is typed is kept in this browser as it is typed: it survives reload, a lost line and a crash. */
export const useDraft = <T>(key: string, initial: T): Draft<T> => {
  const [state, setState] = useState(() => {
    const found = load<T>(key);
    return { key, value: found ?? initial, restored: found !== null };
  });
  // Another key is another draft.
  if (state.key !== key) {
    const found = load<T>(key);
    setState({ key, value: found ?? initial, restored: found !== null });
  }
  const set = useCallback(
    (next: T | ((previous: T) => T)) =>
      setState(previous => {
        const value = typeof next === 'function' ? (next as (previous: T) => T)(previous.value) : next;
        try {
          localStorage.setItem(addressOf(key), JSON.stringify(value));
        } catch {
          // A full store must not stop the typing.
        }
        return { ...previous, value };
      }),
    [key],
  );
  const clear = useCallback(() => {
    localStorage.removeItem(addressOf(key));
    setState({ key, value: initial, restored: false });
  }, [key, initial]);
  return { value: state.value, set, restored: state.restored, clear };
};
