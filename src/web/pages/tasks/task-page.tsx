import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAddress, usePathId } from '../../address';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { TaskView } from './task-view';
import './task.css';

/** 任务: everything about one task on a page of its own. */
export const TaskPage = () => {
  const { t } = useTranslation('task');
  const taskId = usePathId('taskId');
  const [address, setAddress] = useAddress();
  // What may be done now depends on others too: asked again whenever it is opened.
  const { data, error, refetch } = useRead('tasks.get', { taskId }, { keep: true, staleTime: 0 });
  return (
    <div className="task-page">
      <nav className="task-back no-print" aria-label={t('back.label')}>
        <Link to="/ledger">‹ {t('back.ledger')}</Link>
      </nav>
      {error && !data && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LinesSkeleton lines={10} />}
      {data && (
        <>
          <title>{data.title}</title>
          <TaskView
            task={data}
            form="page"
            report={address.text('report')}
            review={address.text('review')}
            onReport={report => setAddress({ report }, { replace: true })}
          />
        </>
      )}
    </div>
  );
};
