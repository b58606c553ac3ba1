import { useTranslation } from 'react-i18next';
import type { SnapshotPage as Snapshot } from '../../../subjects/reporting/snapshot-schema';
import { usePathId } from '../../address';
import { useRead } from '../../api';
import { TimeText } from '../../parts/date-text';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { periodName } from '../../parts/period-name';
import { Quantity } from '../../parts/quantity';
import { TableSkeleton } from '../../parts/skeletons';
import './review.css';
import { BackLink } from '../../parts/back-link';
import { SnapshotSums } from './snapshot-sums';

/** One 定格: who signed what, whether it is still what was signed, and what is not the same today. */
export const SnapshotPage = () => {
  const { t } = useTranslation('review');
  const snapshotId = usePathId('snapshotId');
  const { data, error, refetch } = useRead('reporting.snapshot', { snapshotId });
  return (
    <div className="page review-page">
      <BackLink to="/review/snapshots">{t('snapshots.title')}</BackLink>
      {!data && <PageHead title={t('snapshots.title')} />}
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {!data && !error && <TableSkeleton rows={18} columns={4} />}
      {data && (
        <>
          <PageHead title={t('snapshot.title', { form: data.formName, period: periodName(t, data.period) })} />
          <Signed snapshot={data} />
          <Differences snapshot={data} />
          <SnapshotSums snapshot={data} />
        </>
      )}
    </div>
  );
};

const Signed = ({ snapshot }: { snapshot: Snapshot }) => {
  const { t } = useTranslation('review');
  return (
    <section className="snapshot-signed" aria-label={t('column.signed')}>
      <blockquote className="document-text">{snapshot.statement}</blockquote>
      <p>
        {snapshot.signedAs}{' '}
        <span className="quiet">
          {!snapshot.signedAs.includes(snapshot.takenBy) && snapshot.takenBy} <TimeText at={snapshot.takenAt} />
        </span>
      </p>
      <p>{t('snapshots.accepted', { accepted: snapshot.accepted, expected: snapshot.expected })}</p>
      <p className={snapshot.intact ? 'quiet' : 'review-note'}>
        {t(snapshot.intact ? 'snapshot.intact' : 'snapshot.broken')}
        <span className="snapshot-hash number">{snapshot.sha256.slice(0, 16)}</span>
      </p>
    </section>
  );
};

const Differences = ({ snapshot }: { snapshot: Snapshot }) => {
  const { t } = useTranslation('review');
  const rows = snapshot.differences;
  return (
    <section className="review-section" aria-labelledby="differences">
      <h2 id="differences">{t('snapshot.differences', { count: rows.length })}</h2>
      {rows.length === 0 ? (
        <p>{t('snapshot.same')}</p>
      ) : (
        <table className="plain-table card-table">
          <thead>
            <tr>
              <th scope="col">{t('column.figure')}</th>
              <th scope="col">{t('column.group')}</th>
              <th scope="col" className="right">
                {t('snapshot.frozen')}
              </th>
              <th scope="col" className="right">
                {t('snapshot.today')}
              </th>
              <th scope="col" className="right">
                {t('column.n')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={`${row.figureId} ${row.groupId} ${row.category}`}>
                <th scope="row">{[row.name, row.category].filter(Boolean).join(' ')}</th>
                <td data-label={t('column.group')}>{row.groupName}</td>
                <td className="right" data-label={t('snapshot.frozen')}>
                  <Quantity value={row.frozen?.total} bare />
                </td>
                <td className="right" data-label={t('snapshot.today')}>
                  <strong>
                    <Quantity value={row.today?.total} bare />
                  </strong>
                </td>
                <td className="right number" data-label={t('column.n')}>
                  {row.frozen?.n ?? 0} → {row.today?.n ?? 0}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
