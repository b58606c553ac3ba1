import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponsibilityRole } from '../../../../compiler/ledger';
import type { SelectedText } from './selected-text';

type Props = {
  selected: SelectedText;
  onTarget: () => void;
  onBody: (role: ResponsibilityRole) => void;
  onDeadline: () => void;
  onSplit: () => void;
  onClose: () => void;
};

/** Over selected text: what it is. */
export const SelectionBar = ({ selected, onTarget, onBody, onDeadline, onSplit, onClose }: Props) => {
  const { t } = useTranslation('plans');
  const bar = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  const [roles, setRoles] = useState(false);
  const { rect } = selected;
  // biome-ignore lint/correctness/useExhaustiveDependencies: its own width changes with the roles
  useLayoutEffect(() => {
    const own = bar.current!.getBoundingClientRect();
    const left = Math.max(8, Math.min(rect.left + rect.width / 2 - own.width / 2, innerWidth - own.width - 8));
    const above = rect.top - own.height - 8;
    setPlace({ left, top: above > 60 ? above : rect.bottom + 8 });
  }, [rect, roles]);
  useEffect(() => {
    const close = (event: KeyboardEvent) => event.key === 'Escape' && onClose();
    const away = (event: PointerEvent) => {
      if (!bar.current?.contains(event.target as Node)) onClose();
    };
    addEventListener('keydown', close);
    addEventListener('pointerdown', away, true);
    return () => {
      removeEventListener('keydown', close);
      removeEventListener('pointerdown', away, true);
    };
  }, [onClose]);
  const button = (label: string, act: () => void) => (
    <button key={label} type="button" onClick={act}>
      {label}
    </button>
  );
  return (
    <div
      ref={bar}
      className="selection-bar"
      role="toolbar"
      aria-label={t('select.label')}
      style={place}
      // The selection must not go away by the click.
      onMouseDown={event => event.preventDefault()}
    >
      {roles ? (
        (['lead', 'assist', 'responsible'] as const).map(role => button(t(`role.${role}`), () => onBody(role)))
      ) : (
        <>
          {button(t('select.target'), onTarget)}
          {button(t('select.body'), () => setRoles(true))}
          {button(t('select.deadline'), onDeadline)}
          {button(t('select.split'), onSplit)}
        </>
      )}
    </div>
  );
};
