import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalOf, waits } from '../../../../subjects/plans/rules/questions';
import { useAddress } from '../../../address';
import { useKeys } from '../../../parts/use-keys';
import { useNarrow } from '../../../use-narrow';
import { blocksOf, type Fact } from '../document/blocks';
import { DocumentPane } from '../document/document-pane';
import { useStable } from '../document/use-stable';
import { NAMES_LIST } from '../facts/body-form';
import { cardsOf } from '../facts/cards';
import { ItemCard } from '../facts/item-card';
import { later } from '../facts/question-note';
import { sentenceFact } from '../facts/sentence-fact';
import { type SettleActions, SettleContext, type Side } from './actions';
import { PaneSwitch } from './pane-switch';
import { quoted, reveal } from './reveal';
import './settle.css';
import type { Settling } from './use-settling';
import { useTabWalk } from './use-tab-walk';

type Props = {
  settling: Pick<Settling, 'plan' | 'correct' | 'undo' | 'redo'>;
  year: number;
  /** Names of bodies to choose from, beside those of the plan. */
  names: string[];
  /** What stands above both panes; gets the way to a question. */
  head: (toQuestion: (key: string) => void) => ReactNode;
  /** Stands in the place of the marked text while that is being written. */
  editor?: ReactNode;
};

/** 校核: the text on the left, what was understood of it on the right, and the questions in between. */
export const SettlePanes = ({ settling, year, names, head, editor }: Props) => {
  const { t } = useTranslation('plans');
  const narrow = useNarrow();
  const { plan, correct } = settling;
  const [address, setAddress] = useAddress();
  const [node, fact, asked] = [address.text('node') ?? null, address.text('fact') ?? null, address.text('q') ?? null];
  const shown = address.text('pane') === 'text' ? 'text' : 'facts';
  const root = useRef<HTMLDivElement>(null);
  const textPane = useRef<HTMLDivElement>(null);
  const factsPane = useRef<HTMLDivElement>(null);
  const from = useRef<Side>('keys');

  const open = useMemo(() => plan.questions.filter(waits), [plan]);
  const cards = useStable(
    useMemo(() => cardsOf(plan), [plan]),
    card => card.node.id,
  );
  const asking = useMemo<Fact[]>(
    () => open.map(question => ({ kind: 'question', key: question.key, span: question.span })),
    [open],
  );
  const narrowAsking = useMemo(() => asking.filter(one => one.span[1] - one.span[0] < 80), [asking]);
  const shownSentence = useMemo(() => sentenceFact(plan, fact), [plan, fact]);
  const blocks = useStable(
    useMemo(
      () => blocksOf(plan, shownSentence ? [...narrowAsking, shownSentence] : narrowAsking),
      [plan, narrowAsking, shownSentence],
    ),
    block => block.key,
  );

  const latest = useRef({ setAddress, plan, narrow });
  useEffect(() => {
    latest.current = { setAddress, plan, narrow };
  });
  const select = useCallback((id: string, key: string | null, side: Side) => {
    from.current = side;
    latest.current.setAddress({ node: id, fact: key, q: null }, { replace: true });
  }, []);
  const show = useCallback((id: string, sentence: string) => {
    from.current = 'facts';
    const pane = latest.current.narrow ? { pane: 'text' } : {};
    latest.current.setAddress({ node: id, fact: sentence, q: null, ...pane }, { replace: true });
  }, []);
  const ask = useCallback((key: string | null) => {
    const question = latest.current.plan.questions.find(one => one.key === key);
    from.current = 'keys';
    latest.current.setAddress({ q: key, node: question?.node ?? null, fact: null }, { replace: true });
  }, []);
  const actions = useMemo<SettleActions>(
    () => ({ correct, select, show, ask, year }),
    [correct, select, show, ask, year],
  );

  // A measure's facts stand with its item.
  const home = useMemo(() => {
    const parents = new Map(plan.nodes.map(one => [one.id, one]));
    return (id: string | null): string | null => {
      const found = id === null ? undefined : parents.get(id);
      return found?.kind === 'measure' ? home(found.parent) : (found?.id ?? null);
    };
  }, [plan]);
  const selected = home(node);

  // The other side follows the choice.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new choice scrolls
  useEffect(() => {
    if (selected === null) return;
    const first = [
      fact && `[data-fact=${quoted(fact)}]`,
      shownSentence && '.fact-found',
      `[data-node=${quoted(selected)}]`,
    ].filter(Boolean) as string[];
    const mark = first.find(selector => textPane.current?.querySelector(selector));
    if (from.current !== 'text' && mark) reveal(textPane.current, mark);
    const note = asked ? `[data-question-note=${quoted(asked)}]` : null;
    const row = fact ? `[data-target=${quoted(fact)}]` : null;
    const place = [note, row, `[data-card=${quoted(selected)}]`].find(
      selector => selector && factsPane.current?.querySelector(selector),
    );
    if (from.current !== 'facts' && place) reveal(factsPane.current, place);
  }, [selected, fact, asked, shown]);

  const focusQuestion = (key: string) => {
    ask(key);
    if (narrow)
      setAddress(
        { q: key, node: plan.questions.find(one => one.key === key)?.node ?? null, fact: null, pane: null },
        { replace: true },
      );
    requestAnimationFrame(() => {
      const note = factsPane.current?.querySelector<HTMLElement>(`[data-question-note=${quoted(key)}]`);
      reveal(factsPane.current, `[data-question-note=${quoted(key)}]`);
      note?.focus({ preventScroll: true });
    });
  };
  // While an answered question is gone from the list its place is remembered, so that the next is the next in the text.
  const place = useRef(0);
  const current = open.find(question => question.key === asked) ?? null;
  if (current) place.current = current.span[0];
  const step = (back: boolean): boolean => {
    const at = current ? open.indexOf(current) : -1;
    const next = back
      ? current
        ? open[at - 1]
        : open.findLast(question => question.span[0] <= place.current)
      : current
        ? open[at + 1]
        : (open.find(question => question.span[0] >= place.current) ?? open[0]);
    if (!next) return false;
    focusQuestion(next.key);
    return true;
  };
  useTabWalk(root, step);
  const settleCurrent = (corrections: Parameters<typeof correct>[0]) => {
    if (!current || corrections.length === 0) return;
    const next = open[open.indexOf(current) + 1] ?? open[open.indexOf(current) - 1];
    correct(corrections);
    if (next) focusQuestion(next.key);
    else factsPane.current?.focus({ preventScroll: true });
  };
  const walkItems = (by: 1 | -1) => {
    const items = cards.filter(card => card.kind === 'item');
    const at = items.findIndex(card => card.node.id === selected);
    const next = items[at < 0 ? 0 : at + by];
    if (next) select(next.node.id, null, 'keys');
  };
  useKeys([
    // Shown in the list of keys only: Tab itself is walked by useTabWalk.
    { key: 'tab', label: t('keys.tab'), act: () => undefined },
    {
      key: 'Enter',
      label: t('keys.take'),
      act: () => {
        if (current?.proposal.length) settleCurrent(current.proposal);
        else if (current) focusField(factsPane.current, current.key);
      },
    },
    { key: 'n', label: t('keys.no'), act: () => current && settleCurrent(refusalOf(current)) },
    { key: 'l', label: t('keys.later'), act: () => current && settleCurrent([later(current)]) },
    ...[1, 2, 3, 4].map(number => ({
      key: String(number),
      label: t('keys.choose', { number }),
      hidden: number > 1,
      act: () => settleCurrent(current?.options[number - 1]?.corrections ?? []),
    })),
    { key: 'z', label: t('keys.undo'), act: event => (event.shiftKey ? settling.redo() : settling.undo()) },
    { key: 'j', label: t('keys.next'), act: () => walkItems(1) },
    { key: 'k', label: t('keys.previous'), act: () => walkItems(-1) },
    {
      key: 'e',
      label: t('keys.edit'),
      act: () =>
        factsPane.current
          ?.querySelector<HTMLElement>(`[data-card=${quoted(selected ?? '')}] :is(input, select)`)
          ?.focus(),
    },
  ]);

  const known = new Set([...plan.organizations.map(one => one.canonical), ...names]);
  return (
    <SettleContext value={actions}>
      <div className="settle" ref={root} data-shown={shown}>
        {head(focusQuestion)}
        {narrow && (
          <PaneSwitch
            shown={shown}
            onShow={pane => setAddress({ pane: pane === 'text' ? 'text' : null })}
            onNext={open.length > 0 ? () => step(false) || focusQuestion(open[0]!.key) : null}
          />
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reached by the keyboard */}
        <section className="settle-text" data-pane ref={textPane} tabIndex={0} aria-label={t('pane.text')}>
          {editor ?? <DocumentPane ref={null} source={plan.source.text} blocks={blocks} node={selected} fact={fact} />}
        </section>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
        <section className="settle-facts" data-pane ref={factsPane} tabIndex={0} aria-label={t('pane.facts')}>
          {cards.map(card => (
            <ItemCard
              key={card.node.id}
              card={card}
              selected={card.node.id === selected}
              fact={card.node.id === selected ? fact : null}
              question={asked && card.questions.some(one => one.key === asked) ? asked : null}
            />
          ))}
        </section>
        <datalist id={NAMES_LIST}>
          {[...known].map(name => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
    </SettleContext>
  );
};

const focusField = (pane: HTMLElement | null, key: string) =>
  pane?.querySelector<HTMLElement>(`[data-question-note=${quoted(key)}] :is(input, button)`)?.focus();
