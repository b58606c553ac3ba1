import { useTranslation } from 'react-i18next';
import { type ColumnId, columnWidth } from './columns';

/** The shape of the ledger while its first page is on the way. */
export const LedgerSkeleton = ({ narrow, columns }: { narrow: boolean; columns: readonly ColumnId[] }) => {
  const { t } = useTranslation('ledger');
  return (
    <div className="ledger-coming" role="status">
      <span className="visually-hidden">{t('frame:loading')}</span>
      {Array.from({ length: narrow ? 6 : 16 }, (_, line) =>
        narrow ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity
          <div key={line} className="card">
            <span className="skeleton-line" />
            <span className="skeleton-line" />
          </div>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity
          <div key={line} className="coming-row">
            {columns.map(id => (
              <span key={id} style={{ flex: id === 'title' ? 1 : `0 0 ${columnWidth[id]}px` }}>
                <span className="skeleton-line" />
              </span>
            ))}
          </div>
        ),
      )}
    </div>
  );
};
