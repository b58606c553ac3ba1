import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { dropLine, type FormLine, moveLine } from './form-lines';

/**
 * Lines that can be moved by a handle: dragged (mouse, pen or finger), or with the arrow keys while it has the keyboard. `placeOf`
 * says where a line stands, for those who do not see it.
 */
export const useLineMoves = (
  lines: readonly FormLine[],
  onChange: (lines: readonly FormLine[]) => void,
  placeOf: (key: string, lines: readonly FormLine[]) => string,
) => {
  const box = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [said, say] = useState('');
  const now = useRef({ lines, onChange });
  useLayoutEffect(() => {
    now.current = { lines, onChange };
  });
  // What is taken to another place in the page loses the keyboard on the way.
  const held = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (held.current === null) return;
    box.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(held.current)}"] .design-handle`)?.focus();
    held.current = null;
  });

  const step = (event: KeyboardEvent, key: string) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (by === null) return;
    event.preventDefault();
    const moved = moveLine(lines, key, by);
    say(placeOf(key, moved));
    if (moved === lines) return;
    held.current = key;
    onChange(moved);
  };

  useEffect(() => {
    if (dragged === null) return;
    const over = ({ clientX, clientY }: globalThis.PointerEvent) => {
      const line = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-line]');
      const target = line?.dataset.line;
      if (!line || !target || !box.current?.contains(line)) return;
      const { top, height } = line.getBoundingClientRect();
      const { lines: before, onChange: change } = now.current;
      const after = dropLine(before, dragged, target, clientY > top + height / 2);
      if (after.some(({ key }, at) => key !== before[at]?.key)) change(after);
    };
    const end = () => setDragged(null);
    addEventListener('pointermove', over);
    addEventListener('pointerup', end);
    addEventListener('pointercancel', end);
    return () => {
      removeEventListener('pointermove', over);
      removeEventListener('pointerup', end);
      removeEventListener('pointercancel', end);
    };
  }, [dragged]);

  return {
    box,
    dragged,
    said,
    handle: (key: string) => ({
      onKeyDown: (event: KeyboardEvent) => step(event, key),
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button === 0) setDragged(key);
      },
    }),
  };
};
