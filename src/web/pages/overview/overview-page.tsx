import { useTranslation } from 'react-i18next';
import { useAddress } from '../../address';
import { useRead } from '../../api';
import { useYear } from '../../me';
import { ErrorNote } from '../../parts/error-note';
import { useNarrow } from '../../use-narrow';
import { TaskDrawer } from '../tasks/task-drawer';
import { DueList } from './due-list';
import { Headline } from './headline';
import { OverviewEmpty } from './overview-empty';
import { OverviewSkeleton } from './overview-skeleton';
import './overview.css';
import { OverviewTargets } from './overview-targets';
import { RedList } from './red-list';
import { UnitRanks } from './unit-ranks';

/** 总览: what a leader needs in ten seconds, in order of importance. */
export const OverviewPage = () => {
  const { t } = useTranslation(['overview', 'light', 'task']);
  const year = useYear();
  const narrow = useNarrow();
  const [address, setAddress] = useAddress();
  const { data, error, refetch } = useRead('overview.get', { year }, { keep: true });
  const task = address.text('task');
  const open = (taskId: string) => setAddress({ task: taskId }, { replace: task !== undefined });
  return (
    <div className="overview-page">
      <title>{t('overview:title')}</title>
      <div className="overview-scroll">
        <div className="overview-main">
          {error && !data && <ErrorNote error={error} onRetry={() => void refetch()} />}
          {!data && !error && <OverviewSkeleton />}
          {data && data.headline.tasks === 0 && <OverviewEmpty year={year} />}
          {data && data.headline.tasks > 0 && (
            <>
              <Headline overview={data} />
              <RedList rows={data.red} lights={data.headline.lights} onOpen={narrow ? null : open} />
              <OverviewTargets targets={data.targets} onOpen={narrow ? null : open} />
              <div className="overview-units">
                <UnitRanks kind="departments" rows={data.departments} />
                <UnitRanks kind="counties" rows={data.counties} />
              </div>
              <DueList rows={data.due} onOpen={narrow ? null : open} />
            </>
          )}
        </div>
      </div>
      {task && <TaskDrawer taskId={task} onClose={() => setAddress({ task: null })} />}
    </div>
  );
};
