import { Button } from 'antd';
import { type FormEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskPage } from '../../../subjects/tasks/schema';
import { ConflictNote } from '../../parts/conflict-note';
import { DateText } from '../../parts/date-text';
import { ErrorNote } from '../../parts/error-note';
import { FileDrop } from '../../parts/file-drop';
import { periodPart } from '../../parts/period-name';
import { tell } from '../../parts/tell';
import { useNarrow } from '../../use-narrow';
import { PercentField } from './percent-field';
import { lastReport, type ReportDuty, wrongValues } from './report-draft';
import { ReportValuesFields } from './report-values-fields';
import './report-form.css';
import { TextArea } from './text-area';
import { useReportForm } from './use-report-form';

type Props = { task: TaskPage; duty: ReportDuty; onClose: () => void };

/** 填报进展: begins with last month's figures, needs one sentence, and loses nothing. */
export const ReportForm = ({ task, duty, onClose }: Props) => {
  const { t } = useTranslation('task');
  const narrow = useNarrow();
  const form = useReportForm(task, duty, () => {
    tell(t('form.done', { period: periodPart(t, duty.period) }));
    onClose();
  });
  const { draft, change, conflict } = form;
  const last = lastReport(task, duty);
  const own = task.reports.find(({ id }) => id === duty.reportId);
  const wrong = wrongValues(draft);
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for a clean-up.
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong.length === 0) form.handIn();
  };
  const theirs = conflict?.current;
  return (
    <form className="report-form" ref={box} onSubmit={submit} aria-label={t('form.title')}>
      <header>
        <h2>{t('form.heading', { period: periodPart(t, duty.period), unit: duty.unitName })}</h2>
        <p className="quiet">
          {t('form.due')} <DateText on={duty.dueOn} form="sentence" />
          {form.restored && (
            <>
              {' · '}
              {t('form.restored')}{' '}
              <button type="button" className="link-button" onClick={form.startAgain}>
                {t('form.startAgain')}
              </button>
            </>
          )}
        </p>
      </header>
      {own?.status === 'returned' && own.returnReason && (
        <p className="return-reason">
          <strong>{t('report.returned', { by: own.reviewedBy ?? '' })}</strong> {own.returnReason}
        </p>
      )}
      {theirs && (
        <ConflictNote
          by={conflict.by}
          rows={(['summary', 'problem', 'nextStep'] as const)
            .map(name => ({ label: t(`report.${name}`), mine: draft[name], theirs: theirs[name] ?? '' }))
            .concat({ label: t('form.percent'), mine: `${draft.percent}%`, theirs: `${theirs.percent ?? 0}%` })
            .filter(row => row.mine !== row.theirs)}
          onKeepMine={form.keepMine}
          onTakeTheirs={form.takeTheirs}
        />
      )}
      <TextArea
        label={t('report.summary')}
        placeholder={t('form.summaryHint')}
        value={draft.summary}
        onValue={summary => change({ summary })}
        required
        autoFocus
        rows={3}
        maxLength={5000}
      />
      {last?.summary && draft.summary === '' && (
        <p className="last-words">
          <span className="quiet">{t('form.last', { period: periodPart(t, last.period) })}</span> {last.summary}{' '}
          <button type="button" className="link-button" onClick={() => change({ summary: last.summary })}>
            {t('form.useLast')}
          </button>
        </p>
      )}
      <PercentField value={draft.percent} last={last?.percent ?? null} onValue={percent => change({ percent })} />
      <ReportValuesFields targets={task.targets} draft={draft} wrong={wrong} onValues={values => change({ values })} />
      <details className="form-more" open={draft.problem !== '' || draft.nextStep !== '' || !narrow}>
        <summary>{t('form.more')}</summary>
        <TextArea
          label={t('report.problem')}
          value={draft.problem}
          onValue={problem => change({ problem })}
          rows={2}
          maxLength={5000}
        />
        <TextArea
          label={t('report.nextStep')}
          value={draft.nextStep}
          onValue={nextStep => change({ nextStep })}
          rows={2}
          maxLength={5000}
        />
      </details>
      <div className="form-files">
        {narrow && (
          <FileDrop
            label={t('form.camera')}
            hint=""
            camera
            accept="image/*"
            files={[]}
            onChange={added => change({ files: [...draft.files, ...added] })}
          />
        )}
        <FileDrop label={t('form.files')} files={draft.files} onChange={files => change({ files })} />
      </div>
      <ErrorNote error={form.error} />
      <div className="form-foot report-foot-bar">
        <span className="kept quiet" role="status">
          {form.kept === 'none' ? '' : t(`form.kept.${form.kept}`)}
        </span>
        <Button onClick={onClose}>{t('form.later')}</Button>
        <Button type="primary" htmlType="submit" loading={form.isSubmitting} disabled={draft.summary.trim() === ''}>
          {t('form.submit')}
        </Button>
      </div>
    </form>
  );
};
