import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../subjects/tasks/schema';
import type { SetAddress } from '../../address';
import { useKeys } from '../../parts/use-keys';
import type { LedgerState } from './ledger-address';
import type { LedgerLines } from './use-ledger-lines';
import type { Chosen, Selection } from './use-selection';

type Options = {
  state: LedgerState;
  setAddress: SetAddress;
  lines: LedgerLines;
  at: number;
  setAt: (index: number) => void;
  range: { from: number; to: number };
  /** Null for those who assign nothing. */
  selection: Selection | null;
  search: RefObject<HTMLInputElement | null>;
  onEdit: (row: TaskRow) => void;
  onAssign: (tasks: Chosen[]) => void;
};

/** The keys of the ledger: J K walk, Enter opens, E edits, X chooses, A assigns, / searches, Escape closes. */
export const useLedgerKeys = (options: Options) => {
  const { state, setAddress, lines, at, setAt, range, selection, search, onEdit, onAssign } = options;
  const { t } = useTranslation('ledger');
  const anchor = useRef(-1);
  const line = at >= 0 && at < lines.count ? lines.lineAt(at) : null;
  const row = line?.kind === 'task' ? line.row : undefined;

  // The drawer follows the walk, also when the row's page arrives a moment later.
  const following = useRef(false);
  useEffect(() => {
    if (!following.current || !row) return;
    following.current = false;
    if (state.task && state.task !== row.id) setAddress({ task: row.id }, { replace: true });
  }, [row, state.task, setAddress]);

  const current = (): number => {
    if (at >= 0) return at;
    // After a reload with an open drawer the walk begins at its row.
    for (let index = range.from; index <= range.to && state.task; index += 1) {
      const shown = lines.lineAt(index);
      if (shown.kind === 'task' && shown.row?.id === state.task) return index;
    }
    return -1;
  };
  const walk = (step: 1 | -1) => {
    const next = lines.taskFrom(current() + step, step);
    if (next < 0) return;
    following.current = true;
    setAt(next);
  };
  const rangeSelect = (to: number) => {
    if (!selection) return;
    const from = anchor.current >= 0 ? anchor.current : to;
    const rows: TaskRow[] = [];
    for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) {
      const one = lines.lineAt(index);
      if (one.kind === 'task' && one.row) rows.push(one.row);
    }
    selection.add(rows);
  };
  const choose = () => {
    if (!row || !selection) return;
    anchor.current = at;
    selection.toggle(row);
  };

  useKeys([
    { key: 'j', label: t('keys.next'), act: () => walk(1) },
    { key: 'k', label: t('keys.previous'), act: () => walk(-1) },
    { key: 'ArrowDown', label: '', hidden: true, act: () => walk(1) },
    { key: 'ArrowUp', label: '', hidden: true, act: () => walk(-1) },
    { key: 'Enter', label: t('keys.open'), act: () => row && setAddress({ task: row.id }) },
    { key: '/', label: t('keys.search'), act: () => search.current?.focus() },
    {
      key: 'Escape',
      label: t('keys.close'),
      act: () => {
        if (state.task) setAddress({ task: null });
        else selection?.clear();
      },
    },
  ]);
  useKeys(
    [
      { key: 'e', label: t('keys.edit'), act: () => row && onEdit(row) },
      { key: 'x', label: t('keys.choose'), act: choose },
      {
        key: 'a',
        label: t('keys.assign'),
        act: () => {
          const chosen = [...(selection?.chosen.values() ?? [])];
          if (chosen.length || row) onAssign(chosen.length ? chosen : [row!]);
        },
      },
    ],
    selection !== null,
  );
  // A click sets where a range begins.
  useEffect(() => {
    if (at >= 0) anchor.current = at;
  }, [at]);
  return { rangeSelect };
};
