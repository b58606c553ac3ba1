import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../address';
import { useRead } from '../../api';
import { TimeText } from '../../parts/date-text';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { periodName } from '../../parts/period-name';
import { TableSkeleton } from '../../parts/skeletons';
import { useRowWalk } from '../../parts/use-row-walk';
import { CloseDialog } from './close-dialog';
import { ReportingNav } from './reporting-nav';
import './review.css';

/** 定格: what was frozen and signed, newest first; closing a period. */
export const SnapshotsPage = () => {
  const { t } = useTranslation('review');
  const [address, setAddress] = useAddress();
  const { data, error, refetch } = useRead('reporting.snapshots', {});
  const forms = useRead('reporting.forms', {});
  const box = useRowWalk<HTMLDivElement>();
  const mayClose = forms.data?.some(({ mayKeep }) => mayKeep) ?? false;
  return (
    <div className="page review-page" ref={box}>
      <ReportingNav />
      <PageHead title={t('snapshots.title')} sub={t('snapshots.sub')}>
        {mayClose && (
          <Button type="primary" onClick={() => setAddress({ close: '1' })}>
            {t('snapshots.close')}
          </Button>
        )}
      </PageHead>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {!data && !error && <TableSkeleton rows={4} columns={4} />}
      {data && data.snapshots.length === 0 && <Empty title={t('snapshots.none')}>{t('snapshots.noneWhy')}</Empty>}
      {data && data.snapshots.length > 0 && (
        <table className="plain-table card-table">
          <thead>
            <tr>
              <th scope="col">{t('column.form')}</th>
              <th scope="col">{t('column.accepted')}</th>
              <th scope="col">{t('column.signed')}</th>
              <th scope="col">{t('column.statement')}</th>
            </tr>
          </thead>
          <tbody>
            {data.snapshots.map(row => (
              <tr key={row.id} data-row>
                <th scope="row">
                  <Link to={`/review/snapshots/${row.id}`}>
                    {row.formName} <span className="number">{periodName(t, row.period)}</span>
                  </Link>
                </th>
                <td className="number card-line" data-label={t('column.accepted')}>
                  {t('snapshots.accepted', { accepted: row.accepted, expected: row.expected })}
                </td>
                <td className="card-line" data-label={t('column.signed')}>
                  {row.signedAs}{' '}
                  <span className="quiet">
                    <TimeText at={row.takenAt} />
                  </span>
                </td>
                <td className="card-line" data-label={t('column.statement')}>
                  {row.statement}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {address.text('close') && forms.data && (
        <CloseDialog forms={forms.data} onClose={() => setAddress({ close: null })} />
      )}
    </div>
  );
};
