import { useVirtualizer } from '@tanstack/react-virtual';
import { useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MARK_SHAPES } from './cell-words';
import { EntryCard } from './entry-card';
import type { At, EntryGridProps } from './entry-types';
import { findProblems, nextAfter } from './find-problems';
import { isFigure } from './move-active';
import { nearestScroller } from './nearest-scroller';
import { placeNamed } from './sheet-view';
import { StatusLine } from './status-line';
import type { Sheet } from './use-sheet';
import './entry-cards.css';
import './cell-bubble.css';

/** The grid on a phone: a card for each figure, a field for each column. Only cards near the screen are in the page. */
export const EntryCards = ({ sheet, props }: { sheet: Sheet; props: EntryGridProps }) => {
  const { t } = useTranslation('grid');
  const { view, stack, actions } = sheet;
  const list = useRef<HTMLUListElement>(null);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    if (!list.current) return;
    const found = nearestScroller(list.current);
    setScroller(found);
    setMargin(list.current.getBoundingClientRect().top - found.getBoundingClientRect().top + found.scrollTop);
  }, []);
  const virtual = useVirtualizer({
    count: view.rows.length,
    getScrollElement: () => scroller,
    estimateSize: index => (isFigure(view.rows[index]) ? 60 + 56 * view.columns.length : 40),
    getItemKey: index => view.rows[index]?.key ?? index,
    overscan: 4,
    scrollMargin: margin,
  });
  /** The card may have to be drawn first. */
  const goTo = ({ row, column }: At, tries = 10) => {
    virtual.scrollToIndex(row, { align: 'start' });
    const key = view.columns[column]?.key ?? '';
    const field = list.current?.querySelector<HTMLInputElement>(
      `[data-index="${row}"] [data-column="${CSS.escape(key)}"] > input`,
    );
    if (field) field.focus({ preventScroll: true });
    else if (tries > 0) requestAnimationFrame(() => goTo({ row, column }, tries - 1));
  };
  const comeBack = () => list.current?.focus({ preventScroll: true });
  useImperativeHandle(props.ref, () => ({
    goTo: (row, column) => {
      const at = placeNamed(actions.live.current.view, row, column);
      if (at) goTo(at);
    },
    comeBack,
  }));
  const problems = useMemo(() => findProblems(view), [view]);
  const [sought, setSought] = useState<At | null>(null);
  return (
    <section className="entry-cards" aria-label={props.label}>
      <div className="entry-tools">
        {(['must-fix', 'conflict', 'must-explain'] as const).map(kind => {
          const next = nextAfter(problems[kind], sought);
          return next ? (
            <button
              key={kind}
              type="button"
              className="entry-tool"
              onClick={() => {
                setSought(next);
                goTo(next);
              }}
            >
              <span className={`entry-mark ${kind}`} aria-hidden="true">
                {MARK_SHAPES[kind]}
              </span>{' '}
              {t(`tools.${kind}`, { count: problems[kind].length })}
            </button>
          ) : null;
        })}
        <span className="entry-gap" />
        {!view.readOnly && (
          <button
            type="button"
            className="entry-tool"
            disabled={stack.done.length === 0}
            onClick={() => {
              actions.undo();
              if (stack.done.length === 1) comeBack();
            }}
          >
            {t('tools.undo')}
          </button>
        )}
      </div>
      <StatusLine sheet={sheet} keys={false} />
      {view.rows.length === 0 && <p className="quiet">{t('line.empty')}</p>}
      <ul ref={list} tabIndex={-1} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = view.rows[index];
          return (
            row && (
              <li
                key={key}
                data-index={index}
                ref={virtual.measureElement}
                style={{ transform: `translateY(${start - margin}px)` }}
              >
                {isFigure(row) ? (
                  <EntryCard row={row} sheet={sheet} props={props} />
                ) : (
                  <h3 className="entry-card-section">{row.name}</h3>
                )}
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
};
