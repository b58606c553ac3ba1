import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LightMark } from '../../parts/light-mark';
import { type GanttLineData, type GanttScale, spanOf } from './gantt-scale';
import { plainNumber } from './plain-number';

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

type Props = {
  line: GanttLineData;
  scale: GanttScale;
  /** Opens beside; null on a phone, where the task has a page of its own. */
  onOpen: ((taskId: string) => void) | null;
};

/** A group's head, or a task with its bar and its milestones. */
export const GanttLine = ({ line, scale, onOpen }: Props) => {
  const { t } = useTranslation(['task', 'ledger']);
  if (line.kind === 'group')
    return (
      <div className="gantt-line gantt-group">
        <h2>
          {line.name ?? t('ledger:group.without.lead')} <span className="number quiet">{line.count}</span>
        </h2>
      </div>
    );
  const { row } = line;
  const bar = spanOf(scale, row.startOn, row.dueOn);
  const words = t('task:gantt.bar', { from: row.startOn, to: row.dueOn, percent: row.percent });
  return (
    <div className="gantt-line">
      <span className="gantt-name">
        <LightMark light={row.light} form="shape" />
        <Link
          to={`/tasks/${row.id}`}
          className="row-title"
          title={row.title}
          onClick={event => {
            if (!onOpen || event.metaKey || event.ctrlKey) return;
            event.preventDefault();
            onOpen(row.id);
          }}
        >
          {row.number && <span className="quiet number">{plainNumber(row.number)} </span>}
          {row.title}
        </Link>
      </span>
      <span className="gantt-track">
        <span
          className="gantt-bar"
          role="img"
          aria-label={words}
          title={words}
          style={{ left: percent(bar.left), width: percent(bar.width) }}
        >
          <span className="gantt-done" style={{ width: `${row.percent}%` }} />
        </span>
        {row.milestones.map((milestone, index) => {
          const said = t(milestone.doneOn ? 'task:gantt.milestoneDone' : 'task:gantt.milestone', milestone);
          return (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a task may have two milestones of one name on one day
              key={`${milestone.dueOn} ${index}`}
              className={milestone.doneOn ? 'gantt-milestone done' : 'gantt-milestone'}
              role="img"
              aria-label={said}
              title={said}
              style={{ left: percent(scale.place(milestone.dueOn)) }}
            />
          );
        })}
      </span>
    </div>
  );
};
