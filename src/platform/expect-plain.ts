import { refuse } from '../kernel/refusal';

// Deeper than any input of ours by far, and far less deep than a stack.
const DEEPEST = 24;
const unstorable = /[\0\p{Surrogate}]/u;

/**
 * What no operation can take, whatever its schema says: text that cannot be stored (NUL, halves of surrogate pairs) and nesting
 * without end. Refuses `invalid-input` with the place. Nothing is repaired silently: a login or a file name would become another.
 */
export const expectPlain = (input: unknown, path: readonly (string | number)[] = []): void => {
  if (typeof input === 'string') {
    if (unstorable.test(input)) refuse('invalid-input', { field: path.join('.'), reason: '' });
    return;
  }
  if (input === null || typeof input !== 'object') return;
  if (path.length >= DEEPEST) refuse('invalid-input', { field: path.slice(0, 3).join('.'), reason: '' });
  if (Array.isArray(input)) for (const [at, element] of input.entries()) expectPlain(element, [...path, at]);
  else
    for (const [key, value] of Object.entries(input)) {
      expectPlain(key, path);
      expectPlain(value, [...path, key]);
    }
};
