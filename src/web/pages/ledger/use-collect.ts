import { useEffect, useRef, useState } from 'react';
import type { TaskRow } from '../../../subjects/tasks/schema';
import { collectMatching } from './collect-matching';
import type { LedgerState } from './ledger-address';

export type Collect = {
  isRunning: boolean;
  progress: { done: number; total: number } | null;
  error: unknown;
  /** All matching rows; null when it was stopped or failed. */
  run: (state: LedgerState) => Promise<TaskRow[] | null>;
  stop: () => void;
};

/** Brings every matching task into the browser, with progress and a way to stop. */
export const useCollect = (): Collect => {
  const [progress, setProgress] = useState<Collect['progress']>(null);
  const [error, setError] = useState<unknown>(null);
  const control = useRef<AbortController | null>(null);
  useEffect(() => () => control.current?.abort(), []);
  return {
    isRunning: progress !== null,
    progress,
    error,
    stop: () => control.current?.abort(),
    run: async state => {
      control.current?.abort();
      const own = new AbortController();
      control.current = own;
      setError(null);
      setProgress({ done: 0, total: 0 });
      try {
        return await collectMatching(state, (done, total) => setProgress({ done, total }), own.signal);
      } catch (failure) {
        if (!own.signal.aborted) setError(failure);
        return null;
      } finally {
        setProgress(null);
      }
    },
  };
};
