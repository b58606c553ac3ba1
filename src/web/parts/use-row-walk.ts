import { type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from './use-keys';

/**
 * J and K walk the rows of a list: every element with `data-row` in the box; its first link or button takes the focus,
 * and Enter opens it by itself. For lists that are wholly in the page (a virtual table walks by its own index).
 */
export const useRowWalk = <T extends HTMLElement>(): RefObject<T | null> => {
  const { t } = useTranslation();
  const box = useRef<T>(null);
  const walk = (step: 1 | -1) => {
    const rows = [...(box.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const now = rows.findIndex(row => row.contains(document.activeElement));
    const next = rows[now === -1 ? (step === 1 ? 0 : rows.length - 1) : now + step];
    next?.querySelector<HTMLElement>('a, button')?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  useKeys([
    { key: 'j', label: t('frame:keys.next'), act: () => walk(1) },
    { key: 'k', label: t('frame:keys.previous'), act: () => walk(-1) },
  ]);
  return box;
};
