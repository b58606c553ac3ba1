import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { waits } from '../../../../subjects/plans/rules/questions';
import { useSettleActions } from '../settling/actions';
import { Bodies } from './bodies';
import type { Card } from './cards';
import { Cell } from './cell';
import { Deadlines } from './deadlines';
import { ItemMenu } from './item-menu';
import { NewTarget } from './new-target';
import { QuestionNote } from './question-note';
import { SentenceChecks } from './sentence-checks';
import { TargetTable } from './target-table';
import './facts.css';

type Props = { card: Card; selected: boolean; fact: string | null; question: string | null };

/** What was understood of one item; of a heading or other text only what is asked about it. */
export const ItemCard = memo(({ card, selected, fact, question }: Props) => {
  const { t } = useTranslation('plans');
  const { correct, select } = useSettleActions();
  const { node, kind } = card;
  const [adding, setAdding] = useState(false);
  const open = card.questions.filter(waits);
  return (
    <section
      className={`card card-${kind}${selected ? ' selected' : ''}`}
      data-card={node.id}
      data-level={card.level}
      aria-label={`${node.number ?? ''}${node.heading ?? card.words}`}
      onPointerDown={event => {
        if (!(event.target as Element).closest('input, select, button, [data-question-note]'))
          select(node.id, null, 'facts');
      }}
    >
      <header>
        {node.number && <span className="card-number">{node.number}</span>}
        {kind === 'aside' ? (
          <span className="card-kind quiet">
            {t(`kind.${node.kind}`)} · {card.words}
          </span>
        ) : (
          <Cell
            className="heading-cell"
            value={node.heading ?? ''}
            placeholder={card.words}
            label={t('item.heading')}
            isRight={text => text.trim().length > 0}
            onCommit={heading => correct([{ kind: 'edit-heading', node: node.id, heading }])}
          />
        )}
        {node.corrected && <span className="corrected quiet">{t('item.corrected')}</span>}
        <ItemMenu card={card} />
      </header>
      {kind === 'item' && (
        <>
          <Bodies node={node.id} responsibilities={card.responsibilities} people={card.people} fact={fact} />
          {card.targets.length > 0 && <TargetTable targets={card.targets} fact={fact} />}
          <div className="card-foot">
            <Deadlines node={node.id} deadlines={card.deadlines} fact={fact} />
            {!adding && (
              <button type="button" className="quiet-button add" onClick={() => setAdding(true)}>
                {t('target.new')}
              </button>
            )}
          </div>
          {card.sentences.length > 0 && <SentenceChecks node={node.id} sentences={card.sentences} fact={fact} />}
          {adding && <NewTarget node={node.id} start={node.span[0]} onDone={() => setAdding(false)} />}
        </>
      )}
      {open.map(one => (
        <QuestionNote key={one.key} question={one} selected={question === one.key} />
      ))}
    </section>
  );
});
