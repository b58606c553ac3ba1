import { type MouseEvent, type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addedTargetKey } from '../../../../subjects/plans/rules/keys';
import type { Correction } from '../../../../subjects/plans/schema';
import { guessTarget } from '../facts/guess-target';
import { useSettleActions } from '../settling/actions';
import type { Block } from './blocks';
import '../facts/floating.css';
import './document.css';
import { DocumentBlock } from './document-block';
import { type SelectedText, selectedText } from './selected-text';
import { SelectionBar } from './selection-bar';

type Props = {
  ref: Ref<HTMLDivElement>;
  source: string;
  blocks: Block[];
  node: string | null;
  fact: string | null;
};

const namesIn = (text: string): string[] =>
  text
    .split(/[、，,；;\s]+/)
    .map(name => name.replace(/[。．：:()（）]/g, '').trim())
    .filter(name => name.length > 0 && name.length <= 100);

/** 原文: a click shows what was understood of it, a selection can be said what it is. */
export const DocumentPane = ({ ref, source, blocks, node, fact }: Props) => {
  const { t } = useTranslation('plans');
  const { correct, select, ask } = useSettleActions();
  const [selected, setSelected] = useState<SelectedText | null>(null);

  const onMouseUp = (event: MouseEvent<HTMLDivElement>) => {
    const pane = event.currentTarget;
    // The browser clears a selection that was clicked away only after this event.
    setTimeout(() => setSelected(selectedText(pane, source)), 0);
  };
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    if (getSelection()?.isCollapsed === false) return;
    const target = event.target as Element;
    const block = target.closest<HTMLElement>('[data-node]');
    if (!block?.dataset.node) return;
    const run = target.closest<HTMLElement>('[data-at]');
    select(block.dataset.node, run?.dataset.fact ?? null, 'text');
    if (run?.dataset.question) ask(run.dataset.question);
  };
  const say = (corrections: Correction[]) => {
    getSelection()?.removeAllRanges();
    setSelected(null);
    correct(corrections);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a pointer's way; the keyboard walks with J, K and Tab
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div ref={ref} className="document" lang="zh-CN" onMouseUp={onMouseUp} onClick={onClick}>
      {blocks.map(block => (
        <DocumentBlock
          key={block.key}
          block={block}
          selected={block.node === node}
          fact={block.node === node ? fact : null}
        />
      ))}
      {selected && (
        <SelectionBar
          selected={selected}
          onClose={() => setSelected(null)}
          onTarget={() => {
            const fields = guessTarget(selected.text);
            say([{ kind: 'add-target', node: selected.node, span: selected.span, fields }]);
            select(selected.node, addedTargetKey(selected.span, fields), 'text');
          }}
          onBody={role =>
            say(
              namesIn(selected.text).map(name => {
                const start = selected.span[0] + selected.text.indexOf(name);
                const span: [number, number] = [start, start + name.length];
                return { kind: 'set-responsibility' as const, node: selected.node, name, role, span };
              }),
            )
          }
          onDeadline={() =>
            say([
              {
                kind: 'set-deadline',
                node: selected.node,
                end: null,
                text: selected.text.slice(0, 60),
                span: selected.span,
              },
            ])
          }
          onSplit={() => {
            const heading = /^[^。；;，,\n]{2,40}/.exec(selected.text)?.[0] ?? null;
            say([{ kind: 'split-item', node: selected.node, at: selected.span[0], heading }]);
            select(`${selected.node}.${selected.span[0]}`, null, 'text');
          }}
        />
      )}
      <p className="visually-hidden">{t('document.end')}</p>
    </div>
  );
};
