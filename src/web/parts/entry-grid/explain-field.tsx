import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  saved: string;
  onSave: (text: string) => void;
  /** After Enter: the keyboard goes back to the cell. */
  onDone?: (() => void) | undefined;
  fieldRef?: RefObject<HTMLTextAreaElement | null> | undefined;
};

/** The reason for what stands in a cell. Kept when one goes elsewhere, Enter too; Escape takes back what was typed. */
export const ExplainField = ({ saved, onSave, onDone, fieldRef }: Props) => {
  const { t } = useTranslation('grid');
  const id = useId();
  const [text, setText] = useState(saved);
  const live = useRef({ text, saved, onSave });
  useEffect(() => {
    live.current = { text, saved, onSave };
  });
  const save = (): void => {
    const { text, saved, onSave } = live.current;
    if (text.trim() === saved) return;
    live.current.saved = text.trim();
    onSave(text.trim());
  };
  // Nothing typed is lost when the bubble goes with its cell.
  const atEnd = useRef(save);
  useEffect(() => () => atEnd.current(), []);
  return (
    <div className="entry-explain">
      <label htmlFor={id}>{t('explain.label')}</label>
      <textarea
        ref={fieldRef}
        id={id}
        rows={2}
        maxLength={500}
        value={text}
        placeholder={t(onDone ? 'explain.keys' : 'explain.hint')}
        onChange={event => {
          live.current.text = event.target.value;
          setText(event.target.value);
        }}
        onBlur={save}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') {
            live.current.text = saved;
            setText(saved);
          } else if (event.key === 'Enter' && !event.shiftKey && onDone) {
            event.preventDefault();
            save();
            onDone();
          }
        }}
      />
    </div>
  );
};
