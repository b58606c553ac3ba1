import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PlanRow } from '../../../subjects/plans/schema';
import { useAddress } from '../../address';
import { useRead } from '../../api';
import { useMe, useYear } from '../../me';
import { DateText } from '../../parts/date-text';
import { Dialog } from '../../parts/dialog';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { LinesSkeleton } from '../../parts/skeletons';
import { ImportPlan } from './import-plan';
import './plans.css';

/** 要点: the plans of the year, and the way to bring one in. */
export const PlansPage = () => {
  const { t } = useTranslation('plans');
  const me = useMe();
  const year = useYear();
  const navigate = useNavigate();
  const [address, setAddress] = useAddress();
  const { data, error, isPending, refetch } = useRead('plans.list', { year });
  const importing = address.text('import') === '1' && me.can.settle;
  const opened = (planId: string) => void navigate({ to: '/plans/$planId/settle', params: { planId } });
  return (
    <div className="page plans-page">
      <PageHead title={t('list.title', { year })} sub={t('list.sub')}>
        {me.can.settle && data && data.length > 0 && (
          <Button type="primary" onClick={() => setAddress({ import: 1 })}>
            {t('import.title')}
          </Button>
        )}
      </PageHead>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {isPending && <LinesSkeleton lines={5} />}
      {data?.length === 0 &&
        (me.can.settle ? (
          <div className="plans-first">
            <h2>{t('list.empty')}</h2>
            <p className="quiet">{t('list.emptyHow')}</p>
            <ImportPlan onDone={opened} />
          </div>
        ) : (
          <Empty title={t('list.empty')}>{t('list.emptyWait')}</Empty>
        ))}
      <ul className="plan-list">
        {data?.map(plan => (
          <PlanLine key={plan.id} plan={plan} maySettle={me.can.settle} />
        ))}
      </ul>
      {importing && data && data.length > 0 && (
        <Dialog title={t('import.title')} onClose={() => setAddress({ import: null })} width={680}>
          <ImportPlan onDone={opened} />
        </Dialog>
      )}
    </div>
  );
};

const PlanLine = ({ plan, maySettle }: { plan: PlanRow; maySettle: boolean }) => {
  const { t } = useTranslation('plans');
  const params = { planId: plan.id };
  return (
    <li>
      <div>
        <Link to="/plans/$planId" params={params} className="plan-title">
          {plan.title}
        </Link>
        <p className="quiet">
          {[plan.issuer, t('count.items', { count: plan.items }), t('count.targets', { count: plan.targets })]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className="plan-state">
        <span>
          {plan.status === 'adopted' ? t('list.adopted') : t('list.settling')}
          {plan.status === 'adopted' && plan.adoptedAt && (
            <>
              {' '}
              <DateText on={plan.adoptedAt.slice(0, 10)} />
            </>
          )}
        </span>
        <span className="quiet">{plan.open > 0 ? t('settle.left', { count: plan.open }) : t('settle.none')}</span>
      </div>
      <div className="plan-ways">
        {maySettle && (
          <Link to="/plans/$planId/settle" params={params}>
            {t('list.settle')}
          </Link>
        )}
        {plan.status === 'adopted' && (
          <Link to="/ledger" search={{ planId: plan.id } as never}>
            {t('list.ledger')}
          </Link>
        )}
      </div>
    </li>
  );
};
