import { useCallback, useEffect, useRef, useState } from 'react';
import type { CellConflict, EntryPage, SavedDraft } from '../../../subjects/reporting/entry-schema';
import { ApiError, queryClient, refresh, writeOnce } from '../../api';
import { useConnected } from '../../connection';
import { useMe } from '../../me';
import { useDraft } from '../../parts/use-draft';
import { type Pending, type PendingCell, storedText } from './entry-texts';

const NOTHING: Pending = {};
const PAUSE_MS = 700;
const MOST_AT_ONCE = 5000;
const MOST_TRIED = 20;

/** Where what is typed stands. `kept`: in this browser, until the line is back. */
export type SaveState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  | { kind: 'kept' }
  | { kind: 'refused'; error: unknown };

export type EntryDraft = {
  pending: Pending;
  state: SaveState;
  /** Writes texts into cells. */
  write: (cells: readonly { cell: string; text: string }[]) => void;
  explain: (cell: string, text: string) => void;
  resolve: (cell: string, take: 'mine' | 'theirs') => void;
  /** Sends what is not on the server yet; true when all is. */
  flush: () => Promise<boolean>;
  /** What was brought in otherwise and clashes with what somebody wrote: the person chooses here. */
  takeClashes: (clashes: readonly CellConflict[]) => void;
  /** Gives up what could not be saved. */
  discard: () => void;
  /** The versions of what is shown, for handing it in. */
  seen: () => { version: number; draftVersion: number };
};

const sendable = (pending: Pending): [string, PendingCell][] =>
  Object.entries(pending)
    .filter(([, { theirs }]) => !theirs)
    .slice(0, MOST_AT_ONCE);

const withTry = (typed: PendingCell, v: string): PendingCell => ({
  ...typed,
  tried: [...(typed.tried ?? []).filter(text => text !== v), v].slice(-MOST_TRIED),
});

/**
 * The draft of a submission: kept in this browser as it is typed, sent cell by cell when one pauses, kept on while there is no line.
 * What somebody else wrote in the same cell meanwhile is shown beside it, and the person chooses.
 */
export const useEntryDraft = (page: EntryPage): EntryDraft => {
  const { formId, period, unitId } = page.key;
  const me = useMe();
  const connected = useConnected();
  const store = useDraft<Pending>(`entry.${formId}.${period}.${unitId}`, NOTHING);
  const [state, setState] = useState<SaveState>({ kind: 'idle' });
  // What is called between two drawings finds what is true now.
  const live = useRef({ page, pending: store.value });
  const flight = useRef<Promise<boolean>>(Promise.resolve(true));
  useEffect(() => {
    live.current.page = page;
  }, [page]);

  const put = useCallback(
    (change: (now: Pending) => Pending) => {
      const next = change(live.current.pending);
      live.current.pending = next;
      if (Object.keys(next).length === 0) store.clear();
      else store.set(next);
    },
    [store.set, store.clear],
  );

  const absorb = useCallback(
    async (sent: [string, PendingCell][], saved: SavedDraft) => {
      const queryKey = ['reporting.entry', { formId, period, unitId }];
      const clashes = new Map(saved.conflicts.map(clash => [clash.cell, clash]));
      const dropped = new Set(saved.notAsked);
      const taken = sent.filter(([cell]) => !clashes.has(cell) && !dropped.has(cell));
      // An answer that is on its way does not know of this yet.
      await queryClient.cancelQueries({ queryKey });
      const before = live.current.page.draftVersion;
      const at = new Date().toISOString();
      queryClient.setQueryData<EntryPage>(queryKey, known => {
        if (!known) return known;
        const draft = { ...known.draft };
        for (const [cell, { v, n }] of taken) {
          const note = n ?? draft[cell]?.n;
          draft[cell] = { v, ...(note ? { n: note } : {}), by: me.user.name, at, mine: true };
        }
        return { ...known, draft, draftVersion: saved.draftVersion };
      });
      put(now => {
        const next: Record<string, PendingCell> = { ...now };
        for (const cell of dropped) delete next[cell];
        for (const [cell, { v, n }] of sent) {
          const typed = next[cell];
          const clash = clashes.get(cell);
          if (!typed) continue;
          if (clash) next[cell] = { ...typed, theirs: { text: clash.theirs, by: clash.by ?? '' } };
          else if (typed.v === v && typed.n === n) delete next[cell];
          else {
            const { tried: _, ...rest } = typed;
            next[cell] = { ...rest, base: v };
          }
        }
        return next;
      });
      // Somebody else types here too.
      if (saved.draftVersion > before + 1 || clashes.size > 0) void refresh('reporting.entry');
    },
    [formId, period, unitId, me.user.name, put],
  );

  const send = useCallback(async (): Promise<boolean> => {
    const sent = sendable(live.current.pending);
    if (sent.length === 0) return Object.keys(live.current.pending).length === 0;
    setState({ kind: 'saving' });
    const cells = sent.map(([cell, { v, n, base, tried }]) => ({
      ...{ cell, v, base, tried: [...(tried ?? [])] },
      ...(n === undefined ? {} : { n }),
    }));
    // Should the answer be lost, what stands there then is no word of somebody else's.
    put(now => ({
      ...now,
      ...Object.fromEntries(sent.map(([cell, typed]) => [cell, withTry(now[cell] ?? typed, typed.v)])),
    }));
    try {
      await absorb(sent, await writeOnce('reporting.saveDraft', { key: { formId, period, unitId }, cells }));
    } catch (error) {
      const passing = error instanceof ApiError && error.passing;
      setState(passing ? { kind: 'kept' } : { kind: 'refused', error });
      if (!passing) void refresh('reporting.entry');
      return false;
    }
    setState({ kind: 'saved', at: new Date().toISOString() });
    return send();
  }, [formId, period, unitId, absorb, put]);

  const flush = useCallback((): Promise<boolean> => {
    // One after the other: the second knows what the first has saved.
    flight.current = flight.current.then(send);
    return flight.current;
  }, [send]);

  const isWaiting = sendable(store.value).length > 0;
  const isRefused = state.kind === 'refused';
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of what is typed begins the pause anew
  useEffect(() => {
    if (!isWaiting || !connected || isRefused) return;
    const timer = setTimeout(() => void flush(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [store.value, isWaiting, connected, isRefused, flush]);
  // Whoever goes elsewhere within the pause has it sent at once.
  const atEnd = useRef(flush);
  useEffect(() => {
    atEnd.current = flush;
  }, [flush]);
  useEffect(() => () => void atEnd.current(), []);

  const write = useCallback(
    (cells: readonly { cell: string; text: string }[]) => {
      setState(now => (now.kind === 'refused' ? { kind: 'idle' } : now));
      put(now => {
        const next: Record<string, PendingCell> = { ...now };
        for (const { cell, text } of cells) {
          const { theirs, ...typed } = next[cell] ?? { base: storedText(live.current.page, cell) };
          next[cell] = { ...typed, ...(theirs ? { base: theirs.text } : {}), v: text };
        }
        return next;
      });
    },
    [put],
  );
  const explain = useCallback(
    (cell: string, text: string) =>
      put(now => {
        const stored = storedText(live.current.page, cell);
        return { ...now, [cell]: { v: stored, base: stored, ...now[cell], n: text } };
      }),
    [put],
  );
  const resolve = useCallback(
    (cell: string, take: 'mine' | 'theirs') =>
      put(now => {
        const { [cell]: chosen, ...others } = now;
        if (!chosen?.theirs || take === 'theirs') return others;
        const { theirs, ...mine } = chosen;
        return { ...others, [cell]: { ...mine, base: theirs.text } };
      }),
    [put],
  );
  const takeClashes = useCallback(
    (clashes: readonly CellConflict[]) =>
      put(now => {
        const next: Record<string, PendingCell> = { ...now };
        for (const { cell, mine, theirs, by } of clashes)
          next[cell] = { v: mine, base: theirs, theirs: { text: theirs, by: by ?? '' } };
        return next;
      }),
    [put],
  );
  const discard = useCallback(() => {
    put(() => NOTHING);
    setState({ kind: 'idle' });
  }, [put]);
  const seen = useCallback(() => {
    const known = queryClient.getQueryData<EntryPage>(['reporting.entry', { formId, period, unitId }]);
    const { version, draftVersion } = known ?? live.current.page;
    return { version, draftVersion };
  }, [formId, period, unitId]);
  return { pending: store.value, state, write, explain, resolve, flush, takeClashes, discard, seen };
};
