import { useTranslation } from 'react-i18next';
import { waits } from '../../../../subjects/plans/rules/questions';
import type { Question } from '../../../../subjects/plans/schema';
import { Floating, useFloating } from '../facts/floating';

/** 待处理 N ▾: the open questions are the progress; those that are settled stay in the list, ticked. */
export const QuestionList = ({ questions, onChoose }: { questions: Question[]; onChoose: (key: string) => void }) => {
  const { t } = useTranslation('plans');
  const list = useFloating();
  const left = questions.filter(waits).length;
  return (
    <>
      <button
        type="button"
        className="quiet-button question-count"
        aria-haspopup="dialog"
        onClick={event => list.open(event.currentTarget)}
      >
        {left > 0 ? t('settle.left', { count: left }) : t('settle.none')} ▾
      </button>
      {list.anchor && (
        <Floating anchor={list.anchor} label={t('settle.questions')} onClose={list.close}>
          <ol className="question-list">
            {questions.map(question => (
              <li key={question.key} className={waits(question) ? undefined : 'settled'}>
                <button
                  type="button"
                  onClick={() => {
                    list.close();
                    onChoose(question.key);
                  }}
                >
                  <span aria-hidden="true" className="question-tick">
                    {waits(question) ? '' : '✓'}
                  </span>
                  <span>
                    <strong>{t(`question.${question.code}`)}</strong> {question.message}
                    <span className="quiet"> {question.state === 'open' ? '' : t(`state.${question.state}`)}</span>
                  </span>
                </button>
              </li>
            ))}
          </ol>
        </Floating>
      )}
    </>
  );
};
