/**
 * A set of characters, as a table by code. A loop over every character of a text asks it without making a string of each, which
 * `text[at]` does.
 */
export type Characters = Uint8Array;

/** The characters of a string, or all that a pattern matches. */
export const charactersOf = (listed: string | RegExp): Characters => {
  const found = new Uint8Array(65_536);
  if (typeof listed === 'string') for (const character of listed) found[character.charCodeAt(0)] = 1;
  else for (let code = 0; code < found.length; code += 1) if (listed.test(String.fromCharCode(code))) found[code] = 1;
  return found;
};

/** Is the character at `at` one of the set? Behind the end there is none. */
export const isOneOf = (set: Characters, text: string, at: number): boolean =>
  at >= 0 && at < text.length && set[text.charCodeAt(at)] === 1;

/** Does a stretch [start, end) of the text hold one of the set? */
export const holdsOneOf = (set: Characters, text: string, start: number, end: number): boolean => {
  for (let at = start; at < end; at += 1) if (set[text.charCodeAt(at)] === 1) return true;
  return false;
};

/** Is it a Chinese character of the common block? */
export const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fa5;
