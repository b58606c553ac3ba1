import { useSyncExternalStore } from 'react';

const phone = matchMedia('(max-width: 640px)');
const subscribe = (listener: () => void) => {
  phone.addEventListener('change', listener);
  return () => phone.removeEventListener('change', listener);
};

/** Whether this is a phone (at most 640 px wide): cards instead of tables. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => phone.matches);
