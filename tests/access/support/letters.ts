import type { Reply } from './caller';

const STATE = ['wrong-credentials', 'wrong-code', 'wrong-password', 'link-over', 'own-account'];

/**
 * The answer in one letter: `+` seen or done; `0` as if it did not exist (not found, or a list without it); `x` the post may not;
 * `s` not signed in; `e` there is one already; `~` may ask, and one's own account or link says no (a wrong code, a link that is
 * over). Anything else is spelled out, and is in no table.
 */
export function letterOf({ status, code, text }: Reply, words: readonly string[] | null): string {
  if (code === 'signed-out') return 's';
  if (code === 'not-permitted') return 'x';
  if (code === 'not-found') return '0';
  if (code === 'already-exists') return 'e';
  if (code !== null && STATE.includes(code)) return '~';
  if (status !== 200) return `(${status} ${text.slice(0, 160)})`;
  if (words === null) return '+';
  const found = words.filter(word => text.includes(word)).length;
  if (found === words.length) return '+';
  return found === 0 ? '0' : `(part of it: ${words.filter(word => text.includes(word)).join(' ')})`;
}
