import { Button } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cellName, faultSentence, shownText } from './cell-words';
import type { EntryCell, EntryColumn, EntryGridProps, EntryRow } from './entry-types';
import { ExplainField } from './explain-field';
import { needOf } from './find-problems';
import { MarkLine } from './mark-line';
import { markWords } from './mark-words';
import { isFigure } from './move-active';
import { changeAt, isOpen, placeNamed } from './sheet-view';
import type { Sheet } from './use-sheet';

type Props = { row: EntryRow; sheet: Sheet; props: EntryGridProps };

/** One figure on a phone. */
export const EntryCard = ({ row, sheet, props }: Props) => {
  const { columns, cells } = sheet.view;
  return (
    <article className="entry-card" aria-label={row.name}>
      <h4>
        {row.name}
        {isFigure(row) && row.unit && <span className="quiet">（{row.unit}）</span>}
      </h4>
      {isFigure(row) && row.help && <p className="quiet entry-card-help">{row.help}</p>}
      {columns.map(column => {
        const cell = cells[row.key]?.[column.key];
        return cell && <CardCell key={column.key} row={row} column={column} cell={cell} sheet={sheet} props={props} />;
      })}
    </article>
  );
};

type CellProps = Props & { column: EntryColumn; cell: EntryCell };

/** One cell: its field, the last period, and all that it has to say below. */
const CardCell = ({ row, column, cell, sheet, props }: CellProps) => {
  const { t } = useTranslation('grid');
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const fault = faultSentence(t, row, cell);
  const open = isOpen(cell) && !props.readOnly;
  const marks = cell.marks ?? [];
  const conflict = marks.find(mark => mark.kind === 'conflict');
  const explain = marks.find(mark => mark.kind === 'must-explain');
  const typed = useRef<string | null>(null);
  const type = (text: string | null) => {
    typed.current = text;
    setDraft(text);
  };
  const commit = () => {
    const text = typed.current;
    if (text === null) return;
    type(null);
    const { actions } = sheet;
    const { view } = actions.live.current;
    const at = placeNamed(view, row.key, column.key);
    // A field that was only visited changes nothing, whatever it showed.
    const change = at === null || text === cell.text ? null : changeAt(view, at, text);
    if (change) actions.act('type', [change]);
  };
  // Nothing typed is lost when the card leaves the screen.
  const atEnd = useRef(commit);
  useEffect(() => {
    atEnd.current = commit;
  });
  useEffect(() => {
    const end = () => atEnd.current();
    addEventListener('pagehide', end);
    return () => {
      removeEventListener('pagehide', end);
      end();
    };
  }, []);
  const facts = [
    cell.formula && t('card.formula', { formula: cell.formula }),
    !isOpen(cell) && !cell.formula && (cell.why ?? t(`cell.${cell.kind ?? 'locked'}`)),
    cell.previous &&
      props.previousLabel &&
      t('card.previous', { label: props.previousLabel, value: shownText(cell.previous) }),
  ].filter(Boolean);
  return (
    <div data-column={column.key} className={`entry-card-cell ${needOf(cell, fault !== null) ?? ''}`}>
      <label htmlFor={id}>{column.name}</label>
      <input
        id={id}
        value={draft ?? shownText(cell.text)}
        readOnly={!open}
        inputMode="decimal"
        enterKeyHint="next"
        autoComplete="off"
        maxLength={200}
        aria-label={cellName(t, row, column)}
        aria-describedby={`${id}-notes`}
        aria-invalid={fault !== null || undefined}
        onFocus={event => {
          if (!open) return;
          type(cell.text);
          props.onActive?.(row.key, column.key);
          const field = event.target;
          requestAnimationFrame(() => field.select());
        }}
        onChange={event => type(event.target.value)}
        onBlur={commit}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          focusNext(event.currentTarget);
        }}
      />
      <div id={`${id}-notes`} className="entry-card-notes">
        {facts.length > 0 && <p className="quiet">{facts.join(t('line.join'))}</p>}
        {fault && <MarkLine kind="must-fix" text={fault} />}
        {marks.map(mark => (
          <MarkLine key={`${mark.kind} ${'message' in mark ? mark.message : ''}`} {...markWords(t, mark)} />
        ))}
      </div>
      {explain && props.onExplain && !props.readOnly && (
        <ExplainField saved={explain.explanation ?? ''} onSave={text => props.onExplain?.(row.key, column.key, text)} />
      )}
      {conflict && props.onResolve && !props.readOnly && (
        <div className="entry-bubble-actions">
          {(['mine', 'theirs'] as const).map(take => (
            <Button key={take} onClick={() => props.onResolve?.(row.key, column.key, take)}>
              {t(`bubble.take.${take}`, { text: shownText(conflict[take]) || '—' })}
            </Button>
          ))}
        </div>
      )}
      {props.onComment && (
        <button type="button" className="entry-tool" onClick={() => props.onComment?.(row.key, column.key)}>
          {t('tools.comment')}
        </button>
      )}
    </div>
  );
};

/** The next field that can be typed into; at the end the keyboard of the phone goes away. */
const focusNext = (field: HTMLInputElement): void => {
  const all = [...(field.closest('.entry-cards')?.querySelectorAll<HTMLInputElement>('input:not([readonly])') ?? [])];
  const next = all[all.indexOf(field) + 1];
  if (next) next.focus();
  else field.blur();
};
