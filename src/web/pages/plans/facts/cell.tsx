import { type KeyboardEvent, useRef, useState } from 'react';

type Props = {
  value: string;
  label: string;
  onCommit: (text: string) => void;
  /** Refuses what cannot be: the cell keeps what was typed and says so. */
  isRight?: (text: string) => boolean;
  className?: string;
  list?: string;
  placeholder?: string;
};

/** A cell that is text until one types in it: Enter or leaving it keeps, Escape gives back what was there. */
export const Cell = ({ value, label, onCommit, isRight, className = '', list, placeholder }: Props) => {
  const [typed, setTyped] = useState<string | null>(null);
  const given = useRef(false);
  const wrong = typed !== null && typed !== value && isRight !== undefined && !isRight(typed);
  const leave = () => {
    if (typed !== null && !given.current && typed.trim() !== value && !wrong) onCommit(typed.trim());
    if (!wrong || given.current) setTyped(null);
    given.current = false;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key === 'Escape') {
      given.current = true;
      event.currentTarget.blur();
    }
  };
  return (
    <input
      className={`cell ${className}`}
      aria-label={label}
      aria-invalid={wrong || undefined}
      value={typed ?? value}
      list={list}
      placeholder={placeholder}
      title={typed === null ? value : undefined}
      autoComplete="off"
      spellCheck={false}
      onChange={event => setTyped(event.target.value)}
      onBlur={leave}
      onKeyDown={onKeyDown}
    />
  );
};
