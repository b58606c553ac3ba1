import type { QueryClient } from '@tanstack/react-query';

/**
 * What a reload without a line still shows as this tab saw it last: who is here, and the form that is being filled in. Kept by the tab, not
 * the browser: another tab, or whoever comes later, has nothing of it; and it is made fresh as soon as the server answers.
 */
const SEEN = ['org.me', 'reporting.entry'];
const PREFIX = 'luoshi.seen.';

const addressOf = (name: string, input: object): string => `${PREFIX}${name} ${JSON.stringify(input)}`;

/** Keeps what is on the screen when the page goes. */
export const keepSeen = (client: QueryClient): void => {
  forgetSeen();
  const shown = client
    .getQueryCache()
    .findAll({ type: 'active', predicate: ({ queryKey }) => SEEN.includes(String(queryKey[0])) });
  for (const { queryKey, state } of shown) {
    if (state.data === undefined) continue;
    try {
      sessionStorage.setItem(addressOf(String(queryKey[0]), queryKey[1] as object), JSON.stringify(state.data));
    } catch {
      // A full store must not stop anybody from leaving.
    }
  }
};

/** What this tab saw last of a read; undefined where it keeps nothing of it. */
export const seenLast = (name: string, input: object): unknown => {
  const text = sessionStorage.getItem(addressOf(name, input));
  return text === null ? undefined : JSON.parse(text);
};

export const forgetSeen = (): void => {
  for (const address of Object.keys(sessionStorage)) if (address.startsWith(PREFIX)) sessionStorage.removeItem(address);
};
