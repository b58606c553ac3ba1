import { type RefObject, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { cellName, shownText } from './cell-words';
import type { EntryCell, EntryColumn, EntryRow } from './entry-types';
import type { Draft, SheetActions } from './use-sheet';

type Props = {
  row: EntryRow;
  column: EntryColumn;
  cell: EntryCell | undefined;
  draft: Draft | null;
  /** Can be written. */
  open: boolean;
  wrong: boolean;
  actions: SheetActions;
  fieldRef: RefObject<HTMLInputElement | null>;
  describedBy: string;
};

/**
 * A real field in the active cell, there before anything is typed: an input method finds it, a screen reader reads it. While one
 * only stands on the cell its text is wholly selected, so that the first letter replaces it.
 */
export const ActiveField = ({ row, column, cell, draft, open, wrong, actions, fieldRef, describedBy }: Props) => {
  const { t } = useTranslation('grid');
  const shown = draft ? draft.text : shownText(cell?.text ?? '');
  const how = draft?.how ?? null;
  useLayoutEffect(() => {
    const field = fieldRef.current;
    if (how === 'edit' && field) field.setSelectionRange(field.value.length, field.value.length);
  }, [how, fieldRef]);
  useLayoutEffect(() => {
    if (how === null && document.activeElement === fieldRef.current) fieldRef.current?.select();
  });
  return (
    <input
      ref={fieldRef}
      className={`entry-field ${how ? 'typing' : 'standing'}`}
      value={shown}
      readOnly={!open}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      aria-label={cellName(t, row, column)}
      aria-describedby={describedBy}
      aria-invalid={wrong || undefined}
      onChange={event => actions.type({ text: event.target.value, how: actions.live.current.draft?.how ?? 'over' })}
      onFocus={event => {
        if (how === null) event.target.select();
      }}
      onBlur={() => actions.commit()}
    />
  );
};
