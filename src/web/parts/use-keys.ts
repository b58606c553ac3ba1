import { useEffect, useRef, useSyncExternalStore } from 'react';

/** A key of a page. `key`: `j`, `/`, `?`, `Enter`, `mod+k` (Ctrl or ⌘). `label` is shown in the list of keys (?). */
export type Key = { key: string; label: string; act: (event: KeyboardEvent) => void; hidden?: boolean };

const layers: { keys: Key[] }[] = [];
const listeners = new Set<() => void>();
let shown: Key[] = [];

const changed = () => {
  shown = layers.flatMap(layer => layer.keys).filter(key => !key.hidden);
  for (const listener of listeners) listener();
};

const nameOf = (event: KeyboardEvent): string => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : event.altKey ? `alt+${key}` : key;
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.role === 'combobox') &&
  // A ticked box takes no letters: the keys of the page go on.
  !(target instanceof HTMLInputElement && /^(checkbox|radio)$/.test(target.type));

// A focused button or link answers Enter by itself; a dialog or menu has the keyboard for itself.
const isTaken = (event: KeyboardEvent, name: string): boolean => {
  const target = event.target;
  if (!(target instanceof HTMLElement) || name.startsWith('mod+')) return false;
  if (isTyping(target)) return true;
  if ((name === 'Enter' || name === ' ') && target.closest('button, a, summary, [role=button], [role=tab]'))
    return true;
  return target.closest('[role=dialog], [role=menu], [role=listbox]') !== null;
};

addEventListener('keydown', event => {
  // While a Chinese input method composes, its keys are its own.
  if (event.isComposing || event.defaultPrevented) return;
  const name = nameOf(event);
  if (isTaken(event, name)) return;
  for (const layer of layers.toReversed())
    for (const key of layer.keys)
      if (key.key === name) {
        event.preventDefault();
        key.act(event);
        return;
      }
});

/**
 * Keys that hold while the component is shown; the innermost wins. Never while somebody types (but `mod+…`). `outer`: what is
 * around the page, which React tells after the page where both appear at once.
 */
export const useKeys = (keys: Key[], enabled = true, outer = false): void => {
  const layer = useRef({ keys });
  useEffect(() => {
    layer.current.keys = keys;
  });
  useEffect(() => {
    if (!enabled) return;
    const mine = layer.current;
    if (outer) layers.unshift(mine);
    else layers.push(mine);
    changed();
    return () => {
      layers.splice(layers.indexOf(mine), 1);
      changed();
    };
  }, [enabled, outer]);
};

/** All keys that hold now: for the list of keys. */
export const useShownKeys = (): Key[] =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
