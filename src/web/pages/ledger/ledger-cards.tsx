import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../subjects/tasks/schema';
import type { SetAddress } from '../../address';
import { LightMark, lightSentence } from '../../parts/light-mark';
import { plainNumber } from '../tasks/plain-number';
import { GroupHead } from './group-head';
import type { LedgerState } from './ledger-address';
import type { LedgerLines } from './use-ledger-lines';

type Props = {
  state: LedgerState;
  setAddress: SetAddress;
  lines: LedgerLines;
  onRange: (from: number, to: number) => void;
};

/** The ledger on a phone: a card for each task. */
export const LedgerCards = ({ state, setAddress, lines, onRange }: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.count,
    getScrollElement: () => box.current,
    estimateSize: () => 124,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const [from, to] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 12];
  useEffect(() => onRange(from, to), [from, to, onRange]);
  const fold = (key: string, folded: boolean) =>
    setAddress(
      { folded: folded ? state.folded.filter(one => one !== key) : [...state.folded, key] },
      { replace: true },
    );
  return (
    <div className="ledger-box" ref={box} aria-busy={lines.isStale}>
      <ul className="cards" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const line = lines.lineAt(index);
          return (
            <li
              key={index}
              data-index={index}
              ref={virtual.measureElement}
              style={{ transform: `translateY(${start}px)` }}
            >
              {line.kind === 'group' ? (
                <GroupHead
                  group={line.group}
                  by={state.group}
                  folded={line.folded}
                  onFold={() => fold(line.group.key, line.folded)}
                />
              ) : (
                <Card row={line.row} />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
};

const Card = ({ row }: { row: TaskRow | undefined }) => {
  const { t } = useTranslation(['ledger', 'light']);
  if (!row)
    return (
      <div className="card">
        <span className="skeleton-line" />
        <span className="skeleton-line" />
      </div>
    );
  const why = row.light === 'red' || row.light === 'yellow' ? lightSentence(t, row.lightReason) : null;
  return (
    <Link to={`/tasks/${row.id}`} className="card">
      <span className="card-top">
        <LightMark light={row.light} />
        <span className="quiet number">{plainNumber(row.number)}</span>
        <span className="card-percent number">{row.percent}%</span>
      </span>
      <span className="card-title">{row.title}</span>
      {why && <span className="card-why">{why}</span>}
      <span className="card-foot quiet">
        <span>{row.leadUnitName ?? '—'}</span>
        <span className="number">{t('ledger:dueBy', { date: row.dueOn })}</span>
      </span>
    </Link>
  );
};
