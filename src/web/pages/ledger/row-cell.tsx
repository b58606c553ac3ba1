import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../subjects/tasks/schema';
import { useMe } from '../../me';
import { LightMark } from '../../parts/light-mark';
import { periodPart } from '../../parts/period-name';
import { plainNumber } from '../tasks/plain-number';
import { plannedNow } from '../tasks/planned-now';
import { ProgressBar } from '../tasks/progress-bar';
import type { ColumnId } from './columns';

type Props = { id: ColumnId; row: TaskRow; onOpen: () => void };

/** What stands in one cell of the ledger. */
export const RowCell = ({ id, row, onOpen }: Props) => {
  const { t } = useTranslation(['ledger', 'task']);
  const { today } = useMe();
  switch (id) {
    case 'number':
      return <span className="quiet">{plainNumber(row.number) ?? '—'}</span>;
    case 'title':
      return (
        <Link
          to={`/tasks/${row.id}`}
          className="row-title"
          title={row.title}
          onClick={event => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            event.stopPropagation();
            onOpen();
          }}
        >
          {row.title}
          {row.dropped && (
            <span className="assumed" title={t('ledger:dropped')}>
              {t('ledger:droppedMark')}
            </span>
          )}
        </Link>
      );
    case 'light':
      return <LightMark light={row.light} />;
    case 'lead':
      return row.leadUnitName ?? <span className="quiet">—</span>;
    case 'units':
      return row.units.length ? (
        <span title={row.units.join(t('ledger:listMark'))}>{row.units.join(t('ledger:listMark'))}</span>
      ) : (
        <span className="quiet">—</span>
      );
    case 'leader':
      return row.leaderName ?? <span className="quiet">—</span>;
    case 'due':
      return (
        <span className="number">
          {row.dueOn}
          {row.dueAssumed && (
            <span className="assumed" title={t('ledger:dueAssumed')}>
              {t('ledger:dueAssumedMark')}
            </span>
          )}
        </span>
      );
    case 'percent':
      return <ProgressBar percent={row.percent} planned={plannedNow(row, today)} />;
    case 'targets':
      return row.targets ? <span className="number">{row.targets}</span> : <span className="quiet">—</span>;
    case 'status':
      return t(`ledger:status.${row.status}`);
    case 'section':
      return row.section ? <span title={row.section}>{row.section}</span> : <span className="quiet">—</span>;
    case 'source':
      return t(`ledger:source.${row.source}`);
    case 'last':
      return row.lastPeriod ? periodPart(t, row.lastPeriod) : <span className="quiet">—</span>;
  }
};
