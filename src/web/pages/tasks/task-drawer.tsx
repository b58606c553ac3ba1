import { Link, Navigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../address';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { useNarrow } from '../../use-narrow';
import { TaskView } from './task-view';
import './task.css';

type Props = { taskId: string; onClose: () => void };

/** The task beside the table it was opened from; a phone, which has no beside, goes to the task's page. */
export const TaskDrawer = (props: Props) =>
  useNarrow() ? <Navigate to={`/tasks/${props.taskId}`} replace /> : <Drawer {...props} />;

const Drawer = ({ taskId, onClose }: Props) => {
  const { t } = useTranslation('task');
  const [address, setAddress] = useAddress();
  const { data, error, refetch } = useRead('tasks.get', { taskId }, { keep: true, staleTime: 0 });
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (taskId) box.current?.scrollTo({ top: 0 });
  }, [taskId]);
  // While another task is on its way the last one stays, dimmed, so that the drawer does not flicker.
  const stale = data !== undefined && data.id !== taskId;
  return (
    <aside className="task-drawer" ref={box} aria-label={t('drawer.label')} aria-busy={stale}>
      <header className="drawer-head no-print">
        <Link to={`/tasks/${taskId}`}>{t('drawer.whole')}</Link>
        <button type="button" className="plain-button drawer-close" aria-label={t('frame:close')} onClick={onClose}>
          ✕
        </button>
      </header>
      {error && (!data || stale) && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LinesSkeleton lines={10} />}
      {data && !(error && stale) && (
        <div className={stale ? 'drawer-stale' : undefined}>
          <TaskView
            key={data.id}
            task={data}
            form="drawer"
            report={address.text('report')}
            review={undefined}
            onReport={report => setAddress({ report }, { replace: true })}
          />
        </div>
      )}
    </aside>
  );
};
