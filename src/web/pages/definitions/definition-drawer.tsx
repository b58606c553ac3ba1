import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../parts/use-keys';

/** What was opened, beside the table it was opened from; over it on a phone. */
export const DefinitionDrawer = ({
  label,
  onClose,
  children,
}: {
  label: string;
  onClose: () => void;
  children: ReactNode;
}) => {
  const { t } = useTranslation();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  useKeys([{ key: 'Escape', label: t('frame:close'), act: onClose }]);
  return (
    <aside className="definition-drawer" ref={box} aria-label={label} tabIndex={-1}>
      <button type="button" className="plain-button definition-close" aria-label={t('frame:close')} onClick={onClose}>
        ✕
      </button>
      {children}
    </aside>
  );
};
