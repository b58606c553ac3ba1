import { useSyncExternalStore } from 'react';

/** `system` follows the machine; the other two are chosen in the menu. */
export type Shade = 'system' | 'light' | 'dark';
const STORED = 'luoshi.shade';
const machine = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  machine.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    machine.removeEventListener('change', listener);
  };
};

export const shade = (): Shade => {
  const stored = localStorage.getItem(STORED);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
};

export const chooseShade = (next: Shade): void => {
  if (next === 'system') localStorage.removeItem(STORED);
  else localStorage.setItem(STORED, next);
  for (const listener of listeners) listener();
};

export const isDark = (): boolean => (shade() === 'system' ? machine.matches : shade() === 'dark');

export const useShade = (): Shade => useSyncExternalStore(subscribe, shade);
export const useDark = (): boolean => useSyncExternalStore(subscribe, isDark);

// Set before the first paint, so that nobody working at night is blinded.
document.documentElement.toggleAttribute('data-dark', isDark());
