import { type RefObject, useEffect, useRef, useState } from 'react';

type Editing<E extends HTMLElement> = { box: RefObject<E | null>; editing: boolean; setEditing: (on: boolean) => void };

/**
 * A part of a page that is read, or edited in its place: the keyboard goes to its first field, and afterwards back to its first button,
 * which began it.
 */
export const useEditing = <E extends HTMLElement>(): Editing<E> => {
  const box = useRef<E>(null);
  const [editing, setEditing] = useState(false);
  const was = useRef(false);
  useEffect(() => {
    if (was.current === editing) return;
    was.current = editing;
    box.current?.querySelector<HTMLElement>(editing ? 'input, textarea, select' : 'button')?.focus();
  }, [editing]);
  return { box, editing, setEditing };
};
