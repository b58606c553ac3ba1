import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettledPlan } from '../../../subjects/plans/schema';
import { type LookedAt, workbookOnce } from '../../api';
import { useErrorSentence } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { QuestionList } from '../plans/settling/question-list';
import { SettleCounts, SettleProgress } from '../plans/settling/settle-counts';
import type { useLocalSettling } from '../plans/settling/use-local-settling';
import { saveAs } from './save-as';

type Props = {
  settling: ReturnType<typeof useLocalSettling>;
  name: string;
  document: LookedAt;
  writing?: boolean;
  onWriting?: (writing: boolean) => void;
  onQuestion: (key: string) => void;
  onAgain: () => void;
  onCompare: (plan: SettledPlan) => void;
};

/** What was read, the questions, and the ways to take it along. */
export const TryHead = ({
  settling,
  name,
  document,
  writing = false,
  onWriting,
  onQuestion,
  onAgain,
  onCompare,
}: Props) => {
  const { t } = useTranslation(['try', 'plans']);
  const sentence = useErrorSentence();
  const [busy, setBusy] = useState(false);
  const { plan } = settling;
  const title = plan.title ?? name;
  const nothing = !plan.nodes.some(node => node.kind === 'item');
  const take = async () => {
    setBusy(true);
    try {
      saveAs(await workbookOnce(document), `${title}.xlsx`);
    } catch (failure) {
      tell(sentence(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <header className="settle-head">
      <title>{`${t('title')} · ${title}`}</title>
      <div className="settle-name">
        <Link to="/sign-in" className="try-name" lang="zh-CN">
          落实
        </Link>
        <h1>{title}</h1>
        <SettleCounts plan={plan} />
        {nothing && <p className="quiet">{t('nothing')}</p>}
      </div>
      <div className="settle-actions">
        <button type="button" className="quiet-button" disabled={!settling.canUndo} onClick={settling.undo}>
          {t('plans:settle.undo')}
        </button>
        <button type="button" className="quiet-button settle-way" disabled={!settling.canRedo} onClick={settling.redo}>
          {t('plans:settle.redo')}
        </button>
        <QuestionList questions={plan.questions} onChoose={onQuestion} />
        {onWriting && (
          <button type="button" className="quiet-button" aria-pressed={writing} onClick={() => onWriting(!writing)}>
            {writing ? t('written') : t('write')}
          </button>
        )}
        <button
          type="button"
          className="quiet-button settle-way"
          onClick={() => {
            const { questions: diagnostics, ...rest } = plan;
            const json = JSON.stringify({ ...rest, diagnostics }, null, 1);
            saveAs(new Blob([json], { type: 'application/json' }), `${title}.json`);
          }}
        >
          {t('json')}
        </button>
        <Button type="primary" loading={busy} disabled={nothing} onClick={() => void take()}>
          {t('workbook')}
        </Button>
        <Button disabled={nothing} onClick={() => onCompare(plan)}>
          {t('compare')}
        </Button>
        <Button onClick={onAgain}>{t('again')}</Button>
      </div>
      <SettleProgress plan={plan} />
    </header>
  );
};
