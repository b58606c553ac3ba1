import { useTranslation } from 'react-i18next';
import type { ReviewOne } from '../../../subjects/reporting/review-schema';
import { useAddress, usePathId } from '../../address';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import '../../parts/page-head.css';
import { TableSkeleton } from '../../parts/skeletons';
import { OneView } from './one-view';
import './review.css';
import { BackLink } from '../../parts/back-link';
import { PageHead } from '../../parts/page-head';
import { periodName } from '../../parts/period-name';

/** One submission on its own page. */
export const OnePage = () => {
  const { t } = useTranslation('review');
  const input = { formId: usePathId('formId'), period: usePathId('period'), unitId: usePathId('unitId') };
  const [address, setAddress] = useAddress();
  const { data, error, refetch } = useRead('reporting.reviewOne', input, { staleTime: 0 });
  return (
    <div className="page review-page">
      <title>{`${data ? `${data.unit.name} ${data.form.name}` : t('title')} · ${t('frame:product')}`}</title>
      <Back one={data} />
      {!data && <PageHead title={t('title')} sub={periodName(t, input.period)} />}
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton rows={14} columns={5} />}
      {data && (
        <OneView
          one={data}
          returning={address.text('return') !== undefined}
          onReturning={on => setAddress({ return: on ? '1' : null }, { replace: true })}
          level={1}
        />
      )}
    </div>
  );
};

/** To the county it stands in for who reviews it; who only answers or doubts came from the doubts. */
const Back = ({ one }: { one: ReviewOne | undefined }) => {
  const { t } = useTranslation('review');
  if (!one) return <BackLink to="/review">{t('title')}</BackLink>;
  const { may, form, period, group } = one;
  if (!may.approve && !may.accept && !may.return && !may.reopen)
    return <BackLink to="/review/queries">{t('queries.title')}</BackLink>;
  const step = may.accept || one.stage === 2 ? 'accept' : 'approve';
  return (
    <BackLink to={`/review/${form.id}/${period}/${group.id}`} search={{ step }}>
      {group.name}
    </BackLink>
  );
};
