import { useTranslation } from 'react-i18next';
import { useSettleActions } from '../settling/actions';
import type { Card } from './cards';
import { Cell } from './cell';
import { readDay } from './read-day';

type Deadline = Card['deadlines'][number];

/** 期限: the words of the plan, and the day they mean. */
export const Deadlines = ({ node, deadlines, fact }: { node: string; deadlines: Deadline[]; fact: string | null }) => {
  const { t } = useTranslation('plans');
  const { correct, select, year } = useSettleActions();
  const dated = deadlines.filter(deadline => deadline.end !== null);
  const add = (end: string | null) => {
    if (!end) return;
    const [, month, day] = end.split('-').map(Number);
    correct([{ kind: 'set-deadline', node, end, text: t('deadline.words', { month, day }) }]);
  };
  return (
    <div className="deadlines">
      <span className="bodies-label">{t('deadline.label')}</span>
      {deadlines.map(deadline => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the focus of what is in it shows the place in the text
        <span
          key={`${deadline.text} ${deadline.span[0]}`}
          className={`deadline${fact === `d${deadline.span[0]}` ? ' selected' : ''}`}
          onFocus={() => select(deadline.node, `d${deadline.span[0]}`, 'facts')}
        >
          <span>{deadline.text}</span>
          {deadline.recurring === null ? (
            <Cell
              value={deadline.end ?? ''}
              label={t('deadline.day', { words: deadline.text })}
              placeholder={t('deadline.which')}
              isRight={text => text.trim() === '' || readDay(text, year) !== null}
              onCommit={text => {
                const end = readDay(text, year);
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
        <span className="deadline assumed">
          <span className="quiet">{t('deadline.assumed')}</span>
          <Cell
            value={year > 0 ? `${year}-12-31` : ''}
            placeholder={t('deadline.which')}
            label={t('deadline.set')}
            isRight={text => readDay(text, year) !== null}
            onCommit={text => add(readDay(text, year))}
          />
        </span>
      )}
    </div>
  );
};
