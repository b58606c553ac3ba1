import { useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { LedgerGroup, TaskRow } from '../../../subjects/tasks/schema';
import { type ApiError, readOnce, useRead } from '../../api';
import type { LedgerFilter, LedgerState } from './ledger-address';

const PAGE = 100;

/** A run of lines that one filter answers: the whole ledger, or a group with its head. */
type Run = {
  group: LedgerGroup | null;
  filter: LedgerFilter;
  folded: boolean;
  /** Index of its first line (the head, where there is one). */
  start: number;
  /** Tasks that are shown. */
  count: number;
};

export type LedgerLine =
  | { kind: 'group'; group: LedgerGroup; folded: boolean }
  /** `row` is missing while its page is on the way. */
  | { kind: 'task'; row: TaskRow | undefined };

export type LedgerLines = {
  /** Lines in all, heads of groups included. */
  count: number;
  /** Tasks that match. */
  total: number;
  lineAt: (index: number) => LedgerLine;
  /** The index of the nearest task from `index` in a direction; −1 where there is none. */
  taskFrom: (index: number, step: 1 | -1) => number;
  isPending: boolean;
  /** An answer to newer filters is on the way; the older one is shown. */
  isStale: boolean;
  error: ApiError | null;
  retry: () => void;
};

/** The filter that the tasks of one group have; null where the ledger cannot be filtered like that (no lead, no section). */
const groupFilter = (filter: LedgerFilter, by: LedgerState['group'], key: string): LedgerFilter | null => {
  switch (by) {
    case 'light':
      return { ...filter, light: [key as LedgerFilter['light'][number]] };
    case 'status':
      return { ...filter, status: [key as LedgerFilter['status'][number]] };
    case 'lead':
      return key ? { ...filter, lead: [key] } : null;
    case 'section':
      return key ? { ...filter, section: key } : null;
    case 'due-month': {
      const [year, month] = key.split('-').map(Number) as [number, number];
      const first = `${key}-01`;
      const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
      const { dueFrom, dueTo } = filter;
      return {
        ...filter,
        dueFrom: dueFrom && dueFrom > first ? dueFrom : first,
        dueTo: dueTo && dueTo < last ? dueTo : last,
      };
    }
    default:
      return filter;
  }
};

const runsOf = (state: LedgerState, groups: LedgerGroup[] | undefined, total: number): Run[] => {
  if (state.group === 'none') return [{ group: null, filter: state.filter, folded: false, start: 0, count: total }];
  let start = 0;
  return (groups ?? []).map(group => {
    const filter = groupFilter(state.filter, state.group, group.key);
    const folded = filter === null || state.folded.includes(group.key);
    const run: Run = { group, filter: filter ?? state.filter, folded, start, count: folded ? 0 : group.count };
    start += 1 + run.count;
    return run;
  });
};

const runAt = (runs: Run[], index: number): Run | undefined =>
  runs.findLast(run => run.start <= index && (run.group !== null || run.count > 0));

/**
 * The lines of the ledger between `from` and `to`, loaded by pages of 100 as they are looked at. While newer filters are
 * being answered the older answer stays, so that nothing jumps.
 */
export const useLedgerLines = (wanted: LedgerState, range: { from: number; to: number }): LedgerLines => {
  const page = (state: LedgerState, filter: LedgerFilter, offset: number) => ({
    ...filter,
    sort: state.sort,
    direction: state.direction,
    offset,
    limit: PAGE,
  });
  const grouped = wanted.group !== 'none';
  const first = useRead('tasks.list', page(wanted, wanted.filter, 0), { keep: true, enabled: !grouped });
  const groups = useRead(
    'tasks.groups',
    { ...wanted.filter, group: wanted.group === 'none' ? 'light' : wanted.group },
    { keep: true, enabled: grouped },
  );
  const answer = grouped ? groups : first;
  const fresh = answer.data !== undefined && !answer.isPlaceholderData;
  const [held, setHeld] = useState<{ state: LedgerState; groups: LedgerGroup[]; total: number } | null>(null);
  const now = useMemo(() => {
    if (!fresh) return null;
    const list = grouped ? (groups.data ?? []) : [];
    const total = grouped ? list.reduce((sum, group) => sum + group.count, 0) : (first.data?.total ?? 0);
    return { state: wanted, groups: list, total };
  }, [fresh, grouped, groups.data, first.data, wanted]);
  if (now && held !== now) setHeld(now);

  const shown = now ?? held;
  const runs = useMemo(() => (shown ? runsOf(shown.state, shown.groups, shown.total) : []), [shown]);
  const last = runs.at(-1);
  const count = last ? last.start + (last.group ? 1 : 0) + last.count : 0;

  const pages = useMemo(() => {
    const found: { run: Run; page: number }[] = [];
    for (const run of runs) {
      const begin = run.start + (run.group ? 1 : 0);
      const [from, to] = [Math.max(range.from - begin, 0), Math.min(range.to - begin, run.count - 1)];
      for (let at = Math.floor(from / PAGE); run.count > 0 && at * PAGE <= to; at += 1) found.push({ run, page: at });
    }
    return found;
  }, [runs, range.from, range.to]);

  const results = useQueries({
    queries: pages.map(({ run, page: at }) => {
      const input = page(shown!.state, run.filter, at * PAGE);
      return {
        queryKey: ['tasks.list', input],
        queryFn: ({ signal }: { signal: AbortSignal }) => readOnce('tasks.list', input, signal),
      };
    }),
  });
  const rows = new Map(pages.map(({ run, page: at }, index) => [`${run.start} ${at}`, results[index]?.data?.rows]));

  const lineAt = (index: number): LedgerLine => {
    const run = runAt(runs, index);
    if (!run) return { kind: 'task', row: undefined };
    if (run.group && run.start === index) return { kind: 'group', group: run.group, folded: run.folded };
    const place = index - run.start - (run.group ? 1 : 0);
    return { kind: 'task', row: rows.get(`${run.start} ${Math.floor(place / PAGE)}`)?.[place % PAGE] };
  };
  return {
    count,
    total: shown?.total ?? 0,
    lineAt,
    taskFrom: (index, step) => {
      for (let at = index; at >= 0 && at < count; at += step) if (lineAt(at).kind === 'task') return at;
      return -1;
    },
    isPending: !shown && answer.isPending,
    isStale: !fresh,
    error: answer.error ?? (results.find(({ error }) => error)?.error as ApiError | null) ?? null,
    retry: () => void answer.refetch(),
  };
};
