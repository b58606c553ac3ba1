import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntryPage } from '../../../subjects/reporting/entry-schema';
import { useAddress } from '../../address';
import { Dialog } from '../../parts/dialog';
import { EntryGrid } from '../../parts/entry-grid/entry-grid';
import type { EntryChange, EntryGridHandle } from '../../parts/entry-grid/entry-types';
import { periodName } from '../../parts/period-name';
import { useNarrow } from '../../use-narrow';
import { CellPanel } from './cell-panel';
import { EntryActions } from './entry-actions';
import { EntryHead } from './entry-head';
import { EntryProblems } from './entry-problems';
import { ALL, type FormSheet, placeKey } from './form-sheet';
import { SubmitDialog } from './submit-dialog';
import { type EntryModel, useEntryModel } from './use-entry-model';

/** The grid of one submission with all that stands around it. What is open beside it is in the address (`?cell=`). */
export const EntryDesk = ({ page }: { page: EntryPage }) => {
  const { t } = useTranslation(['reporting', 'grid', 'form-check']);
  const narrow = useNarrow();
  const model = useEntryModel(page);
  const { sheet, draft } = model;
  const [address, setAddress] = useAddress();
  const [submitting, setSubmitting] = useState(false);
  const grid = useRef<EntryGridHandle>(null);
  const open = address.text('cell');
  const cell = open && sheet.placeOf.has(open) ? open : null;
  const goTo = useCallback(
    (to: string) => {
      const place = sheet.placeOf.get(to);
      if (place) grid.current?.goTo(place.row, place.column);
    },
    [sheet],
  );
  const hands = useGridHands(model, to => setAddress({ cell: to }));
  useLeaveWarning(Object.keys(draft.pending).length > 0 && draft.state.kind === 'refused');
  const period = periodName(t, page.period.code);
  const panel = cell && <CellPanel key={cell} page={page} cell={cell} name={model.nameOf(cell)} />;
  const close = () => setAddress({ cell: null });
  return (
    <div className="page entry-page">
      <EntryHead model={model} onGo={goTo} />
      <EntryActions model={model} onSubmit={() => setSubmitting(true)} onDone={() => grid.current?.comeBack()} />
      <div className="entry-columns">
        <div className="entry-main">
          <EntryGrid
            ref={grid}
            label={t('reporting:entry.label', { form: page.form.name, period })}
            rows={sheet.rows}
            columns={sheet.columns}
            cells={model.cells}
            onChange={hands.change}
            onExplain={hands.explain}
            onResolve={hands.resolve}
            onComment={hands.comment}
            previousLabel={periodName(t, page.previous.period, 'tight')}
            readOnly={!page.editable}
          />
        </div>
        {!narrow && cell ? (
          <aside className="entry-aside no-print" aria-label={t('reporting:cell.label')}>
            <button type="button" className="plain-button entry-close" aria-label={t('frame:close')} onClick={close}>
              ✕
            </button>
            {panel}
          </aside>
        ) : (
          <EntryProblems model={model} onGo={goTo} />
        )}
      </div>
      {narrow && cell && (
        <Dialog title={t('reporting:cell.label')} onClose={close}>
          {panel}
        </Dialog>
      )}
      {submitting && <SubmitDialog model={model} onGo={goTo} onClose={() => setSubmitting(false)} />}
    </div>
  );
};

/** What the grid calls: places of the grid become cells of the form. The same as long as the form is, so that the grid stays still. */
const useGridHands = ({ sheet, draft }: EntryModel, onComment: (cell: string) => void) => {
  const comment = useRef(onComment);
  useEffect(() => {
    comment.current = onComment;
  });
  const { write, explain, resolve } = draft;
  const at = useCallback((row: string, column: string) => sheet.cellAt.get(placeKey(row, column)), [sheet]);
  return {
    change: useCallback(
      (changes: EntryChange[]) =>
        write(
          changes.flatMap(({ row, column, text }) => {
            const cell = at(row, column);
            return cell ? [{ cell, text }] : [];
          }),
        ),
      [at, write],
    ),
    explain: useCallback(
      (row: string, column: string, text: string) => {
        const cell = at(row, column);
        if (cell) explain(cell, text);
      },
      [at, explain],
    ),
    resolve: useCallback(
      (row: string, column: string, take: 'mine' | 'theirs') => {
        const cell = at(row, column);
        if (cell) resolve(cell, take);
      },
      [at, resolve],
    ),
    // A total has no comments of its own: those of its first category.
    comment: useCallback(
      (row: string, column: string) => {
        const cell = at(row, column) ?? (column === ALL ? firstOf(sheet, row) : undefined);
        if (cell) comment.current(cell);
      },
      [at, sheet],
    ),
  };
};

const firstOf = ({ placeOf }: FormSheet, row: string): string | undefined =>
  [...placeOf.keys()].find(cell => cell.startsWith(`${row}.`));

/** What the server refused stands in this browser alone. */
const useLeaveWarning = (isUnsaved: boolean): void => {
  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isUnsaved]);
};
