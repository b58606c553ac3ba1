import { useTranslation } from 'react-i18next';
import { useRead } from '../../api';
import { TimeText } from '../../parts/date-text';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { Quantity } from '../../parts/quantity';
import { LinesSkeleton } from '../../parts/skeletons';
import './cell-history.css';

export type HistoryOf = {
  key: { formId: string; period: string; unitId: string };
  /** Names of the cells that the figure consists of. */
  cells: string[];
  unit: string;
  figure: string;
  /** Unit of measure. */
  measure: string;
};

/** 历次修改: each cell of a figure from its first value on, with what was said about it. */
export const CellHistory = ({ of, onClose }: { of: HistoryOf; onClose: () => void }) => {
  const { t } = useTranslation('analysis');
  return (
    <Dialog title={t('below.history', { unit: of.unit, figure: of.figure })} onClose={onClose}>
      {of.cells.map(cell => (
        <OneCell key={cell} of={of} cell={cell} named={of.cells.length > 1} />
      ))}
    </Dialog>
  );
};

const OneCell = ({ of, cell, named }: { of: HistoryOf; cell: string; named: boolean }) => {
  const { t } = useTranslation('analysis');
  const { data, error, refetch } = useRead('reporting.cellHistory', { ...of.key, cell });
  return (
    <section className="cell-history" aria-label={cell}>
      {named && (
        <h3>
          <code>{cell}</code>
        </h3>
      )}
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LinesSkeleton lines={3} />}
      {data && (
        <>
          <p>
            {t('below.now')}{' '}
            <strong>
              <Quantity value={data.value} unit={of.measure} />
            </strong>
          </p>
          {data.changes.length === 0 && <p className="quiet">{t('below.never')}</p>}
          <ol>
            {data.changes.map(change => (
              <li key={change.at}>
                <span className="quiet">
                  <TimeText at={change.at} /> {change.by ?? t('below.nobody')}
                </span>{' '}
                <Quantity value={change.before} bare /> → <Quantity value={change.after} bare />
              </li>
            ))}
          </ol>
          <ul>
            {data.notes.map(note => (
              <li key={note.id}>
                <span className="quiet">
                  <TimeText at={note.at} /> {note.by}
                </span>{' '}
                {note.body}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};
