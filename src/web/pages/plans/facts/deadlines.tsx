import { useTranslation } from 'react-i18next';
import { useSettleActions } from '../settling/actions';
import type { Card } from './cards';

type Deadline = Card['deadlines'][number];

/** 期限: the words of the plan, and the day they mean. */
export const Deadlines = ({ node, deadlines, fact }: { node: string; deadlines: Deadline[]; fact: string | null }) => {
  const { t } = useTranslation('plans');
  const { correct, select, year } = useSettleActions();
  const dated = deadlines.filter(deadline => deadline.end !== null);
  const add = (end: string) => {
    if (!end) return;
    const [, month, day] = end.split('-').map(Number);
    correct([{ kind: 'set-deadline', node, end, text: t('deadline.words', { month, day }) }]);
  };
  return (
    <div className="deadlines">
      <span className="bodies-label">{t('deadline.label')}</span>
      {deadlines.map(deadline => (
        <span
          key={`${deadline.text} ${deadline.span[0]}`}
          className={`deadline${fact === `d${deadline.span[0]}` ? ' selected' : ''}`}
          onFocus={() => select(deadline.node, `d${deadline.span[0]}`, 'facts')}
        >
          <span>{deadline.text}</span>
          {deadline.recurring === null ? (
            <input
              type="date"
              className="cell"
              aria-label={t('deadline.day', { words: deadline.text })}
              value={deadline.end ?? ''}
              onChange={event => {
                const end = event.target.value || null;
                correct([{ kind: 'set-deadline', node: deadline.node, end, text: deadline.text, span: deadline.span }]);
              }}
            />
          ) : (
            <span className="quiet">{t('deadline.recurring')}</span>
          )}
          <button
            type="button"
            className="plain-button row-remove"
            aria-label={t('deadline.remove', { words: deadline.text })}
            onClick={() => correct([{ kind: 'remove-deadline', node: deadline.node, text: deadline.text }])}
          >
            ✕
          </button>
        </span>
      ))}
      {dated.length === 0 && (
        <label className="deadline assumed">
          <span className="quiet">{t('deadline.assumed', { year })}</span>
          <input
            type="date"
            className="cell"
            aria-label={t('deadline.set')}
            value=""
            onChange={event => add(event.target.value)}
          />
        </label>
      )}
    </div>
  );
};
