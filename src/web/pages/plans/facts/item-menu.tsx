import { useTranslation } from 'react-i18next';
import type { Correction } from '../../../../subjects/plans/schema';
import { useSettleActions } from '../settling/actions';
import type { Card } from './cards';
import { Floating, MenuItem, useFloating } from './floating';

type Choice = { key: string; correction: Correction };

const choicesOf = ({ kind, node, before, after }: Card): Choice[] => {
  const mark = (as: 'notice' | 'item' | 'section' | 'preamble'): Choice => ({
    key: `as-${as}`,
    correction: { kind: 'mark-as', node: node.id, as },
  });
  const choices: Choice[] = [];
  if (kind !== 'heading' && before)
    choices.push({ key: 'join-before', correction: { kind: 'join-items', node: node.id, into: before } });
  if (kind !== 'heading' && after)
    choices.push({ key: 'join-after', correction: { kind: 'join-items', node: after, into: node.id } });
  if (kind !== 'item') choices.push(mark('item'));
  if (kind === 'item') choices.push(mark('section'));
  if (node.kind !== 'notice') choices.push(mark('notice'));
  if (node.kind !== 'preamble' && kind === 'aside') choices.push(mark('preamble'));
  return choices;
};

/** ⋯: what else this piece of text may be. */
export const ItemMenu = ({ card }: { card: Card }) => {
  const { t } = useTranslation('plans');
  const { correct } = useSettleActions();
  const menu = useFloating();
  return (
    <>
      <button
        type="button"
        className="plain-button item-menu"
        aria-haspopup="menu"
        aria-label={t('item.menu', { heading: card.node.heading ?? card.words })}
        onClick={event => menu.open(event.currentTarget)}
      >
        ⋯
      </button>
      {menu.anchor && (
        <Floating anchor={menu.anchor} label={t('item.menuLabel')} onClose={menu.close} menu>
          {choicesOf(card).map(({ key, correction }) => (
            <MenuItem
              key={key}
              onClick={() => {
                menu.close();
                correct([correction]);
              }}
            >
              {t(`item.${key}`)}
            </MenuItem>
          ))}
        </Floating>
      )}
    </>
  );
};
