import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

type Props = {
  label: ReactNode;
  /** Name of the panel for those who do not see it. */
  title: string;
  /** Something is chosen in it. */
  active?: boolean;
  align?: 'left' | 'right';
  children: (close: () => void) => ReactNode;
};

/** A button with a panel under it: it stays in the order of the keyboard, closes on Escape and on a click elsewhere. */
export const DropPanel = ({ label, title, active = false, align = 'left', children }: Props) => {
  const [open, setOpen] = useState(false);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const away = (event: PointerEvent) => {
      const target = event.target as Element;
      // A list of antd that belongs to a field in the panel stands elsewhere in the page.
      if (!box.current?.contains(target) && !target.closest('.ant-select-dropdown, .ant-tooltip')) setOpen(false);
    };
    addEventListener('pointerdown', away);
    return () => removeEventListener('pointerdown', away);
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape from anywhere in it closes the panel
    <div
      className="drop"
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
        className={active ? 'drop-button active' : 'drop-button'}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {label} <span aria-hidden="true">▾</span>
      </button>
      {open && (
        <section id={id} className={`drop-panel ${align}`} aria-label={title}>
          {children(close)}
        </section>
      )}
    </div>
  );
};
