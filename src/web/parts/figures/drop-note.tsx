import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

type Props = {
  label: ReactNode;
  /** Name of the panel for those who do not see it. */
  title: string;
  className?: string;
  children: (close: () => void) => ReactNode;
};

/** A button with a small panel under it, kept inside the window; Escape or a click elsewhere closes it and the keyboard goes on behind it. */
export const DropNote = ({ label, title, className = '', children }: Props) => {
  const [open, setOpen] = useState(false);
  const id = useId();
  const box = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!open) return;
    const away = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Element)) setOpen(false);
    };
    addEventListener('pointerdown', away);
    const shown = panel.current;
    if (shown) {
      const { right, left } = shown.getBoundingClientRect();
      const width = document.documentElement.clientWidth;
      if (right > width - 8) shown.style.left = `${Math.max(8 - left, width - 8 - right)}px`;
    }
    return () => removeEventListener('pointerdown', away);
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape from anywhere in it closes the panel
    <span
      className={`fig-drop ${className}`}
      ref={box}
      onKeyDown={event => {
        if (event.key !== 'Escape' || !open) return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={button}
        type="button"
        className="fig-tool on-paper"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open && (
        <section ref={panel} id={id} className="fig-drop-panel no-print" aria-label={title}>
          {children(close)}
        </section>
      )}
    </span>
  );
};
