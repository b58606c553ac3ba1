import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlanPage } from '../../../../subjects/plans/schema';
import { AdoptPanel } from './adopt-panel';
import { QuestionList } from './question-list';
import { SettleCounts, SettleProgress } from './settle-counts';
import type { Settling } from './use-settling';

type Props = { page: PlanPage; settling: Settling; onQuestion: (key: string) => void };

/** One line: what the plan holds, what is still open, what was saved, and the way on. */
export const SettleHead = ({ page, settling, onQuestion }: Props) => {
  const { t } = useTranslation('plans');
  const { plan } = settling;
  return (
    <header className="settle-head">
      <title>{t('settle.title', { title: page.title })}</title>
      <div className="settle-name">
        <h1>
          <Link to="/plans/$planId" params={{ planId: page.id }}>
            {page.title}
          </Link>
        </h1>
        <SettleCounts plan={plan} />
      </div>
      <div className="settle-actions">
        <span className="quiet settle-saved" role="status">
          {t(`saved.${settling.state}`, { count: settling.count })}
        </span>
        <button type="button" className="quiet-button" disabled={!settling.canUndo} onClick={settling.undo}>
          {t('settle.undo')}
        </button>
        <button type="button" className="quiet-button settle-way" disabled={!settling.canRedo} onClick={settling.redo}>
          {t('settle.redo')}
        </button>
        <QuestionList questions={plan.questions} onChoose={onQuestion} />
        {page.status === 'adopted' && (
          <Link to="/ledger" search={{ planId: page.id } as never} className="quiet-button settle-way">
            {t('list.ledger')}
          </Link>
        )}
        <AdoptPanel page={page} plan={plan} saved={settling.state === 'saved'} />
      </div>
      <SettleProgress plan={plan} />
    </header>
  );
};
