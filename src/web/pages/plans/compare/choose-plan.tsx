import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../../api';
import { Empty } from '../../../parts/empty';
import { ErrorNote } from '../../../parts/error-note';
import { PageHead } from '../../../parts/page-head';
import { LinesSkeleton } from '../../../parts/skeletons';
import './compare.css';

/** 与另一份计划对照: which other plan, newest first; last year's is as good as any. */
export const ChoosePlan = ({ planId }: { planId: string }) => {
  const { t } = useTranslation('compare');
  const { data, error, refetch } = useRead('plans.list', {});
  const others = data?.filter(plan => plan.id !== planId);
  const own = data?.find(plan => plan.id === planId);
  return (
    <div className="page compare-page">
      <PageHead title={t('choose.title')} sub={own?.title} />
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {!data && !error && <LinesSkeleton lines={4} />}
      {others?.length === 0 && <Empty title={t('choose.none')}>{t('choose.how')}</Empty>}
      <ul className="choose-list">
        {others?.map(plan => (
          <li key={plan.id}>
            <Link to="/plans/$planId/compare" params={{ planId }} search={{ with: plan.id } as never}>
              {plan.title}
            </Link>
            <span className="quiet">
              {[
                t('choose.year', { year: plan.year }),
                own?.revises === plan.id || plan.revises === planId ? t('choose.version') : '',
                t('choose.came', { day: plan.createdAt.slice(0, 10) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
};
