import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type SearchPatch, useAddress } from '../../address';
import { downloadUrl, useRead } from '../../api';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { TableSkeleton } from '../../parts/skeletons';
import './audit.css';
import { AuditFilters } from './audit-filters';
import { AuditProofPanel } from './audit-proof';
import { AuditTable } from './audit-table';

/** 审计: who changed what, when, from what to what; and the proof that nothing was altered. The address holds the filters. */
export const AuditPage = () => {
  const { t } = useTranslation('audit');
  const [address, setAddress] = useAddress();
  const filter = {
    from: address.text('from'),
    to: address.text('to'),
    userId: address.text('user'),
    operation: address.text('operation'),
    kind: address.text('kind'),
    subjectId: address.text('thing'),
  };
  const before = address.text('before');
  const { data, error, refetch } = useRead('audit.list', { ...filter, before }, { keep: true });
  // Another filter begins with the newest again.
  const ask = (patch: SearchPatch) => setAddress({ ...patch, before: null });
  const isFiltered = Object.values(filter).some(value => value !== undefined);
  return (
    <div className="page audit">
      <PageHead title={t('title')} sub={data ? t('sub', { count: data.total }) : t('what')}>
        <Button href={downloadUrl('audit.exportWorkbook', filter)} download>
          {t('export')}
        </Button>
      </PageHead>
      <AuditProofPanel />
      <AuditFilters filter={filter} page={data} onChange={ask} />
      {error ? (
        <ErrorNote error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <TableSkeleton rows={12} columns={6} />
      ) : data.rows.length === 0 ? (
        <Empty
          title={isFiltered ? t('noneFound') : t('none')}
          action={
            isFiltered && (
              <Button
                onClick={() => ask({ from: null, to: null, user: null, operation: null, kind: null, thing: null })}
              >
                {t('reset')}
              </Button>
            )
          }
        >
          {isFiltered ? t('noneFoundWhy') : t('noneWhy')}
        </Empty>
      ) : (
        <>
          <AuditTable rows={data.rows} onThing={(kind, thing) => ask({ kind, thing })} />
          <p className="audit-pages no-print">
            {before && <Button onClick={() => setAddress({ before: null })}>{t('newest')}</Button>}
            {data.next && <Button onClick={() => setAddress({ before: data.next })}>{t('older')}</Button>}
          </p>
        </>
      )}
    </div>
  );
};
