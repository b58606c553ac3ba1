import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../address';
import { useRead } from '../../api';
import { useMe } from '../../me';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { useNarrow } from '../../use-narrow';
import { FilterBar } from '../ledger/filter-bar';
import { FilterSheet } from '../ledger/filter-sheet';
import { useLedgerAddress } from '../ledger/ledger-address';
import '../ledger/ledger.css';
import { LightTabs } from '../ledger/light-tabs';
import { GanttAxis } from './gantt-axis';
import { GanttLine } from './gantt-line';
import './gantt.css';
import { pageNonce } from '../../page-nonce';
import { ganttLines, ganttScale } from './gantt-scale';
import { TaskDrawer } from './task-drawer';

/**
 * 甘特图: tasks and their milestones on the axis of the year, by lead unit, with the line of today. The server
 * gives at most 300 at once, so all of them stand in the page, and print.
 */
export const GanttPage = () => {
  const { t } = useTranslation(['task', 'light', 'ledger']);
  const { today } = useMe();
  const narrow = useNarrow();
  const [state, setAddress] = useLedgerAddress();
  const [address] = useAddress();
  const { data, error, refetch } = useRead('tasks.gantt', state.filter, { keep: true });
  const search = useRef<HTMLInputElement>(null);
  const lines = useMemo(() => ganttLines(data?.rows ?? []), [data]);
  const scale = useMemo(() => ganttScale(data?.rows ?? [], state.filter.year), [data, state.filter.year]);
  const open = address.text('task');
  return (
    <div className="ledger-page gantt-page">
      <title>{t('task:gantt.title')}</title>
      {/* Only while this page is open: its paper lies across. A named page would begin with an empty sheet. */}
      <style nonce={pageNonce}>{'@page { size: A4 landscape; margin: 12mm; }'}</style>
      <h1 className="gantt-title">{t('task:gantt.heading', { year: state.filter.year })}</h1>
      <div className="ledger-tools no-print">
        <div className="ledger-tools-line">
          <LightTabs state={state} setAddress={setAddress} />
          {!narrow && (
            <button type="button" className="drop-button" onClick={() => print()}>
              {t('ledger:export.print')}
            </button>
          )}
        </div>
        {narrow ? (
          <FilterSheet state={state} setAddress={setAddress} total={data?.total ?? 0} />
        ) : (
          <FilterBar state={state} setAddress={setAddress} searchRef={search} />
        )}
      </div>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LinesSkeleton lines={12} />}
      {data && data.rows.length === 0 && <Empty title={t('ledger:empty.filtered')} />}
      {data && data.rows.length > 0 && (
        <div className="ledger-body">
          <div className="gantt-box">
            <div className="gantt">
              <GanttAxis scale={scale} today={today} />
              <ul>
                {lines.map(line => (
                  <li key={line.kind === 'group' ? `group ${line.name}` : line.row.id}>
                    <GanttLine
                      line={line}
                      scale={scale}
                      onOpen={narrow ? null : id => setAddress({ task: id }, { replace: open !== undefined })}
                    />
                  </li>
                ))}
              </ul>
            </div>
            {data.rows.length < data.total && (
              <p className="quiet gantt-more">{t('task:gantt.more', { shown: data.rows.length, total: data.total })}</p>
            )}
          </div>
          {open && <TaskDrawer taskId={open} onClose={() => setAddress({ task: null })} />}
        </div>
      )}
    </div>
  );
};
