import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskPage } from '../../../subjects/tasks/schema';
import { CommentList } from './comment-list';
import { HistoryList } from './history-list';
import { MilestoneList } from './milestone-list';
import { OwnerTable } from './owner-table';
import { ReportForm } from './report-form';
import './report.css';
import { ReportList } from './report-list';
import { SourceSentence } from './source-sentence';
import { TargetList } from './target-list';
import { TaskFacts } from './task-facts';
import { TaskHead } from './task-head';

type Props = {
  task: TaskPage;
  form: 'page' | 'drawer';
  /** `unit.period` of the report form that is open. */
  report: string | undefined;
  /** The report to look at first. */
  review: string | undefined;
  onReport: (report: string | null) => void;
};

/** One task, in the order of the questions: what, how does it stand, whose words, who, how much, by when, what was done. */
export const TaskView = ({ task, form, report, review, onReport }: Props) => {
  const { t } = useTranslation(['task', 'light', 'ledger']);
  const open = task.may.report.find(({ unitId, period }) => report === `${unitId}.${period}` || report === unitId);
  const content = task.content.trim();
  // A plan's task repeats its sentence word for word: it is shown once, as the document has it.
  const bare = (text: string) => text.replaceAll(/\s/g, '');
  const isRepeated = task.plan !== null && bare(task.plan.sentence).includes(bare(content));
  const ownContent = isRepeated || content === task.title ? '' : content;
  return (
    <article className={`task-view ${form}`}>
      <TaskHead task={task} openReport={open} onReport={onReport} form={form} />
      <div className="task-columns">
        <div className="task-main">
          {open && (
            <ReportForm
              key={`${task.id} ${open.unitId} ${open.period}`}
              task={task}
              duty={open}
              onClose={() => onReport(null)}
            />
          )}
          {task.plan && <SourceSentence plan={task.plan} />}
          {ownContent && (
            <Section title={t('task:section.content')}>
              <p className="task-content">{ownContent}</p>
            </Section>
          )}
          {form === 'drawer' && <TaskFacts task={task} />}
          {task.targets.length > 0 && (
            <Section title={t('task:section.targets')} count={task.targets.length}>
              <TargetList targets={task.targets} />
            </Section>
          )}
          <Section title={t('task:section.reports')} count={task.reports.length}>
            <ReportList task={task} review={review} />
          </Section>
          <Section title={t('task:section.comments')} count={task.comments.length}>
            <CommentList task={task} />
          </Section>
        </div>
        <div className="task-side">
          {form === 'page' && <TaskFacts task={task} />}
          <Section title={t('task:section.owners')} count={task.units.length}>
            <OwnerTable units={task.units} />
          </Section>
          <Section title={t('task:section.milestones')} count={task.milestones.length}>
            <MilestoneList task={task} />
          </Section>
          <HistoryList task={task} />
        </div>
      </div>
    </article>
  );
};

const Section = ({ title, count, children }: { title: string; count?: number; children: ReactNode }) => {
  const id = useId();
  return (
    <section className="task-section" aria-labelledby={id}>
      <h2 id={id}>
        {title} {count !== undefined && count > 0 && <span className="section-count number">{count}</span>}
      </h2>
      {children}
    </section>
  );
};
