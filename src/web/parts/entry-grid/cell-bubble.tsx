import { Button } from 'antd';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { spotOf } from './bubble-spot';
import { cellName, faultSentence, shownText } from './cell-words';
import type { At, EntryCell, EntryGridProps, EntryRow } from './entry-types';
import { ExplainField } from './explain-field';
import { MarkLine } from './mark-line';
import { markWords } from './mark-words';
import { cellAt, isOpen } from './sheet-view';
import type { Sheet } from './use-sheet';

type Props = {
  sheet: Sheet;
  props: EntryGridProps;
  at: At;
  /** Under the pointer only: nothing to press or type. */
  passing: boolean;
  boxRef: RefObject<HTMLDivElement | null>;
  /** Where the keyboard goes with Alt and arrow down. */
  explainRef: RefObject<HTMLTextAreaElement | null>;
  onLeave: () => void;
  onClose: () => void;
};

/** Whether a cell has something to say: at the cell (`passing` false) or under the pointer, where formulas speak too. */
export const hasBubble = (row: EntryRow | undefined, cell: EntryCell | undefined, wrong: boolean, passing: boolean) =>
  row !== undefined &&
  cell !== undefined &&
  (wrong || (cell.marks?.length ?? 0) > 0 || (passing && !isOpen(cell) && Boolean(cell.formula || cell.why)));

/** What a cell has to say, beside it, and the place to answer. It leaves the cells below and to the right of the next free. */
export const CellBubble = ({ sheet, props, at, passing, boxRef, explainRef, onLeave, onClose }: Props) => {
  const { t } = useTranslation('grid');
  const bubble = useRef<HTMLElement>(null);
  const [spot, setSpot] = useState<{ left: number; top: number } | null>(null);
  useLayoutEffect(() => {
    const box = boxRef.current;
    if (!box) return;
    const follow = () => setSpot(spotOf(box, at, bubble.current));
    follow();
    // The table scrolls, and so may what is around it.
    addEventListener('scroll', follow, true);
    addEventListener('resize', follow);
    return () => {
      removeEventListener('scroll', follow, true);
      removeEventListener('resize', follow);
    };
  }, [at, boxRef]);
  const [row, column, cell] = [sheet.view.rows[at.row], sheet.view.columns[at.column], cellAt(sheet.view, at)];
  if (!row || !column || !cell) return null;
  const fault = faultSentence(t, row, cell);
  const explain = cell.marks?.find(mark => mark.kind === 'must-explain');
  const conflict = cell.marks?.find(mark => mark.kind === 'conflict');
  const mayExplain = !passing && explain && props.onExplain && !props.readOnly;
  return (
    <aside
      ref={bubble}
      // A press on its words is not a step out of the grid.
      tabIndex={-1}
      className={`entry-bubble ${passing ? 'passing' : ''}`}
      style={spot ?? { visibility: 'hidden' }}
      aria-label={t('bubble.label', { cell: cellName(t, row, column) })}
      onKeyDown={event => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onLeave();
      }}
    >
      {!passing && (
        <button
          type="button"
          className="plain-button entry-bubble-close"
          aria-label={t('frame:close')}
          onClick={onClose}
        >
          ✕
        </button>
      )}
      {fault && <MarkLine kind="must-fix" text={fault} />}
      {cell.marks?.map(mark => (
        <MarkLine key={`${mark.kind} ${'message' in mark ? mark.message : ''}`} {...markWords(t, mark)} />
      ))}
      {cell.formula && <p className="entry-formula">{t('bubble.formula', { formula: cell.formula })}</p>}
      {passing && cell.why && <p>{cell.why}</p>}
      {mayExplain && (
        <ExplainField
          key={`${row.key} ${column.key}`}
          fieldRef={explainRef}
          saved={explain.explanation ?? ''}
          onSave={text => props.onExplain?.(row.key, column.key, text)}
          onDone={onLeave}
        />
      )}
      {!passing && conflict && props.onResolve && !props.readOnly && (
        <div className="entry-bubble-actions">
          {(['mine', 'theirs'] as const).map(take => (
            <Button
              key={take}
              size="small"
              onClick={() => {
                props.onResolve?.(row.key, column.key, take);
                onLeave();
              }}
            >
              {t(`bubble.take.${take}`, { text: shownText(conflict[take]) || '—' })}
            </Button>
          ))}
        </div>
      )}
    </aside>
  );
};
