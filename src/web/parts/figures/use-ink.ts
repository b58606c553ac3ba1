import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void) => {
  const watch = new MutationObserver(listener);
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ['data-dark'] });
  return () => watch.disconnect();
};

/**
 * Which ink the page is written in now. It follows the page itself rather than the choice: colours of the style sheet can be read only
 * after they have changed. As the `key` of a drawing it makes it anew.
 */
export const useInk = (): 'dark' | 'light' =>
  useSyncExternalStore(subscribe, () => (document.documentElement.hasAttribute('data-dark') ? 'dark' : 'light'));
