import { type RefObject, useEffect, useRef } from 'react';

/**
 * Tab walks the open questions while the focus is on the page, on a pane or on a question; inside a field or on a button it
 * does what Tab does. After the last question (before the first) it goes on to the next control, so nobody is caught.
 */
export function useTabWalk(root: RefObject<HTMLElement | null>, walk: (back: boolean) => boolean): void {
  const latest = useRef(walk);
  useEffect(() => {
    latest.current = walk;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Tab' || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      const focused = document.activeElement;
      const free =
        focused === null ||
        focused === document.body ||
        focused.id === 'main' ||
        (root.current?.contains(focused) && focused.matches('[data-pane], [data-question-note]'));
      if (free && latest.current(event.shiftKey)) event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [root]);
}
