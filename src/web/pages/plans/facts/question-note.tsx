import { useTranslation } from 'react-i18next';
import { refusalOf } from '../../../../subjects/plans/rules/questions';
import type { Question } from '../../../../subjects/plans/schema';
import { useSettleActions } from '../settling/actions';
import { BodyForm } from './body-form';
import './questions.css';

/** Left for later: it stays in the list. */
export const later = (question: Question) =>
  ({ kind: 'answer-diagnostic', diagnostic: question.key, answer: 'later' }) as const;

/** One question with its answers, the likeliest first. */
export const QuestionNote = ({ question, selected }: { question: Question; selected: boolean }) => {
  const { t } = useTranslation('plans');
  const { correct, ask } = useSettleActions();
  const { options } = question;
  const no = refusalOf(question);
  const saysNo = options.some(option => option.corrections === no);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot take the focus that Tab gives it
    <div
      className={`question question-${question.state}${selected ? ' selected' : ''}`}
      data-question-note={question.key}
      role="group"
      aria-label={t(`question.${question.code}`)}
      tabIndex={-1}
      onFocus={event => {
        if (event.currentTarget === event.target) ask(question.key);
      }}
    >
      <p>
        <strong>{t(`question.${question.code}`)}</strong>
        <span>{question.message}</span>
        {question.state === 'later' && <span className="quiet">{t('question.isLater')}</span>}
      </p>
      <div className="question-answers">
        {question.code === 'no-responsibility' && question.node !== null && (
          <BodyForm
            onChoose={(name, role) => correct([{ kind: 'set-responsibility', node: question.node!, name, role }])}
          />
        )}
        {options.map((option, index) => (
          <button
            key={`${option.code} ${option.values.value ?? ''}`}
            type="button"
            className={index === 0 && question.proposal.length > 0 ? 'answer-button first' : 'answer-button'}
            onClick={() => correct(option.corrections)}
          >
            {t(`option.${option.code}`, option.values)}
          </button>
        ))}
        {!saysNo && (
          <button type="button" className="answer-button" onClick={() => correct(no)}>
            {t('option.right-as-is')}
          </button>
        )}
        {question.state !== 'later' && (
          <button type="button" className="answer-button" onClick={() => correct([later(question)])}>
            {t('option.later')}
          </button>
        )}
      </div>
    </div>
  );
};
