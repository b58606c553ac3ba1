import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlanPage } from '../../../../subjects/plans/schema';
import { useAddress, usePathId } from '../../../address';
import { useRead } from '../../../api';
import { useMe } from '../../../me';
import { ErrorNote } from '../../../parts/error-note';
import { PageHead } from '../../../parts/page-head';
import { LinesSkeleton } from '../../../parts/skeletons';
import { ChoosePlan } from './choose-plan';
import { CompareView } from './compare-view';
import { ConflictList } from './conflict-list';

/** 对照: a plan beside another of the same body, `?with=12`: its earlier version, or last year's. The older stands left. */
export const ComparePage = () => {
  const [address] = useAddress();
  const planId = usePathId('planId');
  const other = address.text('with');
  if (!other) return <ChoosePlan planId={planId} />;
  return <Both planId={planId} other={other} />;
};

const Both = ({ planId, other }: { planId: string; other: string }) => {
  const [one, two] = [useRead('plans.get', { planId }), useRead('plans.get', { planId: other })];
  if (one.data && two.data) return <Compared one={one.data} two={two.data} />;
  const error = one.error ?? two.error;
  return (
    <div className="page">
      {error ? (
        <ErrorNote
          error={error}
          onRetry={() => {
            void one.refetch();
            void two.refetch();
          }}
        />
      ) : (
        <LinesSkeleton lines={14} />
      )}
    </div>
  );
};

const isOlder = (a: PlanPage, b: PlanPage): boolean =>
  a.year === b.year ? Number(a.id) < Number(b.id) : a.year < b.year;

const Compared = ({ one, two }: { one: PlanPage; two: PlanPage }) => {
  const { t } = useTranslation('compare');
  const me = useMe();
  const [before, after] = isOlder(one, two) ? [one, two] : [two, one];
  const revised = after.revises === before.id;
  return (
    <div className="page compare-page">
      <PageHead title={t(revised ? 'headRevision' : 'headYears', { title: after.title })} sub={t('sub')}>
        <Link to="/plans/$planId" params={{ planId: after.id }}>
          {t('read')}
        </Link>
        {me.can.settle && (
          <Link to="/plans/$planId/settle" params={{ planId: after.id }}>
            {t('settle')}
          </Link>
        )}
      </PageHead>
      {revised && me.can.settle && after.conflicts.length > 0 && <ConflictList page={after} />}
      <CompareView
        before={before.plan}
        after={after.plan}
        linkTo={(side, node) => `/plans/${side === 'before' ? before.id : after.id}?node=${node}`}
      />
    </div>
  );
};
