import { ConfigProvider } from 'antd';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import './dialog.css';

type Props = {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Without a visible head: the content brings its own. */
  bare?: boolean;
  width?: number;
};

/** A dialog of the browser's own: it keeps the focus, closes on Escape and gives the focus back. */
export const Dialog = ({ title, onClose, children, bare = false, width = 600 }: Props) => {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  // A layout effect: once the dialog has gone from the page, the browser gives the focus back to nobody.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Not the cross, which the browser would take: the first field, or the dialog itself.
    (shown?.querySelector<HTMLElement>('[data-first]') ?? shown)?.focus();
    return () => shown?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside it closes; the keyboard has Escape
    <dialog
      ref={dialog}
      className="dialog"
      tabIndex={-1}
      aria-label={title}
      style={{ width: `min(${width}px, calc(100vw - 24px))` }}
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
      onClick={event => {
        if (event.target === dialog.current) onClose();
      }}
    >
      {!bare && (
        <header className="dialog-head">
          <h2>{title}</h2>
          <button type="button" className="plain-button dialog-close" aria-label={t('frame:close')} onClick={onClose}>
            ✕
          </button>
        </header>
      )}
      <div className={bare ? '' : 'dialog-body'}>
        {/* A modal dialog lies above the page: what pops up from inside must hang in it. */}
        <ConfigProvider getPopupContainer={() => dialog.current ?? document.body}>{children}</ConfigProvider>
      </div>
    </dialog>
  );
};
