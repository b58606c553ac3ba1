import type { TaskRow } from '../../../subjects/tasks/schema';
import { readOnce } from '../../api';
import type { LedgerState } from './ledger-address';

const PAGE = 200;

/** Every task that matches, page by page; says how far it is. Stops when `signal` is aborted (throws its reason). */
export const collectMatching = async (
  { filter, sort, direction }: Pick<LedgerState, 'filter' | 'sort' | 'direction'>,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<TaskRow[]> => {
  const rows: TaskRow[] = [];
  for (;;) {
    const page = await readOnce('tasks.list', { ...filter, sort, direction, offset: rows.length, limit: PAGE }, signal);
    rows.push(...page.rows);
    onProgress(rows.length, page.total);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
};
