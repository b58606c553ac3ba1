import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../me';
import { ErrorNote } from '../../parts/error-note';
import { useNarrow } from '../../use-narrow';
import { TaskDrawer } from '../tasks/task-drawer';
import { BulkBar } from './bulk-bar';
import { ColumnChoice } from './column-choice';
import { ExportMenu } from './export-menu';
import { FilterBar } from './filter-bar';
import { FilterSheet } from './filter-sheet';
import { GroupChoice } from './group-choice';
import { useLedgerAddress } from './ledger-address';
import { LedgerCards } from './ledger-cards';
import { LedgerEmpty } from './ledger-empty';
import type { Editing } from './ledger-row';
import { LedgerSkeleton } from './ledger-skeleton';
import { LedgerStatus } from './ledger-status';
import { LedgerTable, useWidth } from './ledger-table';
import { LightTabs } from './light-tabs';
import { SavedViews } from './saved-views';
import './ledger.css';
import './ledger-table.css';
import { useLedgerKeys } from './use-ledger-keys';
import { useLedgerLines } from './use-ledger-lines';
import { type Chosen, useSelection } from './use-selection';

const AssignDialog = lazy(async () => ({ default: (await import('./assign-dialog')).AssignDialog }));
const CreateDialog = lazy(async () => ({ default: (await import('./create-dialog')).CreateDialog }));
const STEP = 25;

/** 台账: the table of tasks where a supervision office works all day. */
export const LedgerPage = () => {
  const { t } = useTranslation(['ledger', 'task', 'light']);
  const me = useMe();
  const narrow = useNarrow();
  const [state, setAddress] = useLedgerAddress();
  const [range, setRange] = useState({ from: 0, to: 40 });
  // In steps: the page is drawn again when other rows have to be loaded, not with every line that is scrolled.
  const onRange = useCallback((first: number, last: number) => {
    const [from, to] = [Math.floor(first / STEP) * STEP, Math.ceil(last / STEP) * STEP];
    setRange(before => (before.from === from && before.to === to ? before : { from, to }));
  }, []);
  const lines = useLedgerLines(state, range);
  const [at, setAt] = useState(-1);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [creating, setCreating] = useState(false);
  const [assigning, setAssigning] = useState<Chosen[] | null>(null);
  const selection = useSelection();
  const search = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [page, pageWidth] = useWidth();
  const mayAssign = me.can.assign && !narrow;

  // Other filters are another list: it begins at its top.
  const list = JSON.stringify([state.filter, state.sort, state.direction, state.group]);
  const [knownList, setKnownList] = useState(list);
  if (knownList !== list) {
    setKnownList(list);
    setAt(-1);
    setEditing(null);
  }
  useEffect(() => {
    if (list) box.current?.scrollTo({ top: 0 });
  }, [list]);

  const { rangeSelect } = useLedgerKeys({
    state,
    setAddress,
    lines,
    at,
    setAt,
    range,
    selection: mayAssign ? selection : null,
    search,
    onEdit: row => setEditing({ id: row.id, field: 'title' }),
    onAssign: setAssigning,
  });

  return (
    <div className="ledger-page" ref={page}>
      <title>{t('ledger:title')}</title>
      <h1 className="visually-hidden">{t('ledger:title')}</h1>
      <div className="ledger-tools no-print">
        <div className="ledger-tools-line">
          <LightTabs state={state} setAddress={setAddress} />
          {!narrow && (
            <div className="ledger-tools-right">
              {mayAssign && (
                <button type="button" className="drop-button" onClick={() => setCreating(true)}>
                  {t('ledger:create.button')}
                </button>
              )}
              <Link to="/gantt" search={ganttSearch as never} className="tool-link">
                {t('ledger:gantt')}
              </Link>
              <GroupChoice state={state} setAddress={setAddress} />
              <ColumnChoice state={state} setAddress={setAddress} />
              <SavedViews />
              <ExportMenu state={state} total={lines.total} />
            </div>
          )}
        </div>
        {narrow ? (
          <FilterSheet state={state} setAddress={setAddress} total={lines.total} />
        ) : (
          <FilterBar state={state} setAddress={setAddress} searchRef={search} />
        )}
      </div>
      <div className="ledger-body">
        <div className="ledger-main">
          {lines.error ? (
            <div className="ledger-note">
              <ErrorNote error={lines.error} onRetry={lines.retry} />
            </div>
          ) : lines.isPending ? (
            <LedgerSkeleton narrow={narrow} columns={state.columns} />
          ) : lines.count === 0 ? (
            <LedgerEmpty state={state} setAddress={setAddress} />
          ) : narrow ? (
            <LedgerCards state={state} setAddress={setAddress} lines={lines} onRange={onRange} />
          ) : (
            <LedgerTable
              state={state}
              setAddress={setAddress}
              lines={lines}
              onRange={onRange}
              at={at}
              setAt={setAt}
              selection={mayAssign ? selection : null}
              onRangeSelect={rangeSelect}
              editing={editing}
              setEditing={setEditing}
              mayEdit={mayAssign}
              boxRef={box}
              pageWidth={pageWidth}
            />
          )}
          {mayAssign && (
            <BulkBar
              selection={selection}
              state={state}
              total={lines.total}
              onAssign={() => setAssigning([...selection.chosen.values()])}
            />
          )}
          {!narrow && lines.count > 0 && <LedgerStatus lines={lines} at={at} mayEdit={mayAssign} />}
        </div>
        {state.task && <TaskDrawer taskId={state.task} onClose={() => setAddress({ task: null })} />}
      </div>
      {creating && (
        <Suspense>
          <CreateDialog
            year={state.filter.year}
            onClose={taskId => {
              setCreating(false);
              if (taskId) setAddress({ task: taskId });
            }}
          />
        </Suspense>
      )}
      {assigning && (
        <Suspense>
          <AssignDialog
            tasks={assigning}
            onClose={done => {
              setAssigning(null);
              if (done) selection.clear();
            }}
          />
        </Suspense>
      )}
    </div>
  );
};

/** The Gantt shows the same tasks; what belongs to the table stays here. */
const ganttSearch = (search: Record<string, unknown>) => {
  const {
    task: _task,
    sort: _sort,
    direction: _direction,
    group: _group,
    cols: _cols,
    w: _w,
    folded: _folded,
    ...filter
  } = search;
  return filter;
};
