import { type RefObject, useEffect, useState } from 'react';

type Bubble = { text: string; left: number; top: number };

/**
 * Says on hover and on focus why a light is as it is. One bubble for the whole table (cells carry `data-reason`): a tooltip of its own
 * for each of ten thousand rows would make scrolling heavy.
 */
export const ReasonBubble = ({ within }: { within: RefObject<HTMLElement | null> }) => {
  const [bubble, setBubble] = useState<Bubble | null>(null);
  useEffect(() => {
    const box = within.current;
    if (!box) return;
    const show = (event: Event) => {
      const target = event.target as Element;
      // The keyboard stands on the title of a row; the pointer on the light itself.
      const within = event.type === 'focusin' && target.matches(':focus-visible') ? target.closest('tr') : null;
      const cell = within?.querySelector<HTMLElement>('[data-reason]') ?? target.closest<HTMLElement>('[data-reason]');
      const text = cell?.dataset.reason;
      if (!cell || !text) return setBubble(null);
      const { left, bottom, top } = cell.getBoundingClientRect();
      const below = bottom + 60 < innerHeight;
      setBubble({ text, left: Math.min(left, innerWidth - 340), top: below ? bottom + 2 : top - 46 });
    };
    const hide = () => setBubble(null);
    box.addEventListener('pointerover', show);
    box.addEventListener('focusin', show);
    box.addEventListener('focusout', hide);
    box.addEventListener('pointerleave', hide);
    box.addEventListener('scroll', hide);
    return () => {
      box.removeEventListener('pointerover', show);
      box.removeEventListener('focusin', show);
      box.removeEventListener('focusout', hide);
      box.removeEventListener('pointerleave', hide);
      box.removeEventListener('scroll', hide);
    };
  }, [within]);
  if (!bubble) return null;
  return (
    <div className="reason-bubble" aria-hidden="true" style={{ left: bubble.left, top: bubble.top }}>
      {bubble.text}
    </div>
  );
};
