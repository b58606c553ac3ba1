import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAddress, usePathId } from '../../address';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import '../../parts/page-head.css';
import { LinesSkeleton } from '../../parts/skeletons';
import { OneView } from './one-view';
import './review.css';

/** One submission on its own page. */
export const OnePage = () => {
  const { t } = useTranslation('review');
  const input = { formId: usePathId('formId'), period: usePathId('period'), unitId: usePathId('unitId') };
  const [address, setAddress] = useAddress();
  const { data, error, refetch } = useRead('reporting.reviewOne', input, { staleTime: 0 });
  return (
    <div className="page review-page">
      <title>{`${data ? `${data.unit.name} ${data.form.name}` : t('title')} · ${t('frame:product')}`}</title>
      <p className="no-print">
        {data ? (
          <Link
            to={`/review/${input.formId}/${input.period}/${data.group.id}`}
            search={{ step: data.stage === 2 || data.may.accept ? 'accept' : 'approve' } as never}
          >
            ← {data.group.name}
          </Link>
        ) : (
          <Link to="/review">← {t('title')}</Link>
        )}
      </p>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LinesSkeleton lines={12} />}
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
