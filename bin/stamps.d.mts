/** What the tests use of stamps.mjs. */
export function sourceStamp(part: 'server' | 'web'): string;
export function isFresh(part: 'server' | 'web', stamp: string): boolean;
