import { useTranslation } from 'react-i18next';
import type { AllocationPage as Allocation } from '../../../subjects/indicators/allocation/schema';
import { usePathId } from '../../address';
import { useRead } from '../../api';
import { TimeText } from '../../parts/date-text';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { Quantity } from '../../parts/quantity';
import { TableSkeleton } from '../../parts/skeletons';
import { AllocationEditor } from './allocation-editor';
import { AllocationLetters } from './allocation-letters';
import { PartsRead } from './parts-read';
import './targets.css';
import { BackLink } from '../../parts/back-link';

/** 目标分解: a target split over the units below, as one who makes it, one who signs a part, or one who looks. */
export const AllocationPage = () => {
  const { t } = useTranslation('targets');
  const [targetId, unitId] = [usePathId('targetId'), usePathId('unitId')];
  const input = { targetId, ...(unitId ? { unitId } : {}) };
  const { data, error, refetch } = useRead('indicators.allocation', input);
  return (
    <div className="page target-page">
      <BackLink to={`/targets/${targetId}`}>{t('target')}</BackLink>
      {!data && <PageHead title={t('list.title')} />}
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {!data && !error && <TableSkeleton rows={18} columns={6} />}
      {data && <Shown page={data} unitId={unitId || null} />}
    </div>
  );
};

const Shown = ({ page, unitId }: { page: Allocation; unitId: string | null }) => {
  const { t } = useTranslation('targets');
  const { target, by } = page;
  return (
    <>
      <PageHead
        title={t('allocation.of', { name: target.indicator })}
        sub={
          <span className="target-about">
            <span>{t('allocation.by', { unit: by.unitName })}</span>
            {page.whole !== null && (
              <span>
                {t('balance.whole')} <Quantity value={page.whole} unit={target.unit} />
              </span>
            )}
            <span>{t('due', { on: target.dueOn })}</span>
            <strong>{t(`state.${page.state}`)}</strong>
            {page.state === 'sent' && page.sentAt && (
              <span>
                {page.sentBy} <TimeText at={page.sentAt} />
              </span>
            )}
          </span>
        }
      >
        <AllocationLetters page={page} unitId={unitId} />
      </PageHead>
      {page.waiver && (
        <p className="target-note">
          {t('waiver.is', { reason: page.waiver.reason, signedAs: page.waiver.signedAs })}{' '}
          <TimeText at={page.waiver.at} />
        </p>
      )}
      {page.may.draft ? (
        <AllocationEditor key={page.version ?? 0} page={page} unitId={unitId} />
      ) : (
        <PartsRead page={page} />
      )}
    </>
  );
};
