import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TargetPage as Target } from '../../../subjects/indicators/targets/schema';
import { useAddress, usePathId } from '../../address';
import { useRead } from '../../api';
import { useMe } from '../../me';
import { ErrorNote } from '../../parts/error-note';
import { TrajectoryChart } from '../../parts/figures/trajectory-chart';
import { PageHead } from '../../parts/page-head';
import { ThingSkeleton } from '../../parts/skeletons';
import { plainNumber } from '../tasks/plain-number';
import { aimText } from '../tasks/target-words';
import { AllocationState } from './allocation-state';
import { ReviseDialog } from './revise-dialog';
import { shownTarget } from './shown-digits';
import { targetCourse } from './target-course';
import { TargetDay } from './target-day';
import { TargetRevisions } from './target-revisions';
import { TargetTermList } from './target-term-list';
import { TargetValues } from './target-values';
import './targets.css';
import { BackLink } from '../../parts/back-link';

/** 目标: what is to be reached, the way there, where it stands on any day, what was changed and signed, how it is split. */
export const TargetPage = () => {
  const { t } = useTranslation('targets');
  const targetId = usePathId('targetId');
  const { data, error, refetch } = useRead('indicators.target', { targetId });
  return (
    <div className="page target-page">
      <BackLink to="/allocations">{t('list.title')}</BackLink>
      {error && !data && <PageHead title={t('target')} />}
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {!data && !error && <ThingSkeleton />}
      {data && <Shown target={shownTarget(data)} />}
    </div>
  );
};

const Shown = ({ target }: { target: Target }) => {
  const { t } = useTranslation('targets');
  const me = useMe();
  const [address, setAddress] = useAddress();
  const { indicator, unit, terms, task } = target;
  const aim = aimText(t as never, { ...terms, unit, approximate: target.approximate });
  const revising = address.text('revise') !== undefined && target.may.revise;
  return (
    <>
      <PageHead title={`${indicator.name} ${aim}`} sub={<About target={target} />}>
        {target.may.revise && <Button onClick={() => setAddress({ revise: '1' })}>{t('revise.button')}</Button>}
        {target.may.allocate && (
          <Button type="primary" href={`/targets/${target.id}/allocation`}>
            {t(target.allocation ? 'allocation.open' : 'allocation.start')}
          </Button>
        )}
      </PageHead>
      {target.text && (
        <blockquote className="document-text">
          {target.text}{' '}
          <Link to={`/tasks/${task.id}`} className="target-source">
            {task.number && `${plainNumber(task.number)} `}
            {task.title}
          </Link>
        </blockquote>
      )}
      <div className="target-columns">
        <div>
          <TargetDay target={target} />
          <section className="target-section" aria-label={t('course')}>
            <h2>{t('course')}</h2>
            <TrajectoryChart
              title={t('courseOf', { name: indicator.name })}
              hideTitle
              {...targetCourse(t, target, me.today)}
            />
          </section>
          <TargetRevisions target={target} />
          <TargetValues target={target} />
        </div>
        <aside>
          <TargetTermList target={target} />
          <AllocationState target={target} />
        </aside>
      </div>
      {revising && <ReviseDialog target={target} onClose={() => setAddress({ revise: null })} />}
    </>
  );
};

const About = ({ target }: { target: Target }) => {
  const { t } = useTranslation('targets');
  return (
    <span className="target-about">
      <Link to={`/indicators/${target.indicator.id}`}>{t('indicator')}</Link>
      <span>{t('year', { year: target.task.year })}</span>
      {target.lead && <span>{t('lead', { unit: target.lead.unitName })}</span>}
    </span>
  );
};
