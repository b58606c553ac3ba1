import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import './floating.css';

type Props = { anchor: DOMRect; label: string; onClose: () => void; children: ReactNode; menu?: boolean };

/** A small panel at the place that opened it: closes on Escape or a click beside it, and gives the focus back. */
export const Floating = ({ anchor, label, onClose, children, menu = false }: Props) => {
  const panel = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  useLayoutEffect(() => {
    const own = panel.current!.getBoundingClientRect();
    const left = Math.max(8, Math.min(anchor.left, innerWidth - own.width - 8));
    const below = anchor.bottom + 4;
    setPlace({ left, top: below + own.height > innerHeight - 8 ? Math.max(8, anchor.top - own.height - 4) : below });
  }, [anchor]);
  useEffect(() => {
    const opener = document.activeElement;
    panel.current?.querySelector<HTMLElement>('input, button')?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    const away = (event: PointerEvent) => {
      if (!panel.current?.contains(event.target as Node)) onClose();
    };
    addEventListener('pointerdown', away, true);
    return () => removeEventListener('pointerdown', away, true);
  }, [onClose]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    }
    if (!menu || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    const buttons = [...panel.current!.querySelectorAll<HTMLElement>('button')];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    buttons.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % buttons.length)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it has a role: menu or dialog
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: see above
    <div
      ref={panel}
      className={menu ? 'floating floating-menu' : 'floating'}
      role={menu ? 'menu' : 'dialog'}
      aria-label={label}
      style={place}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  );
};

/** One thing to choose in a menu. */
export const MenuItem = ({ children, onClick }: { children: ReactNode; onClick: () => void }) => (
  <button type="button" role="menuitem" onClick={onClick}>
    {children}
  </button>
);

/** A panel that a button opens: where it is, while it is open. */
export const useFloating = () => {
  const [anchor, setAnchor] = useState<DOMRect | null>(null);
  return {
    anchor,
    open: (element: Element) => setAnchor(element.getBoundingClientRect()),
    close: () => setAnchor(null),
  };
};
