import type { Region } from '../draft';

const CLOSING: Record<string, string> = { '(': ')', '[': ']', '【': '】', '〔': '〕', '{': '}' };
const CLOSERS = new Set(Object.values(CLOSING));
const LONGEST = 1500;

/** A bracket with its two marks at `start` and `end - 1`; `depth` 0 is outermost. */
export type Bracket = Region & { depth: number };

/** All closed brackets of a text, in the order of their opening marks. A line break within is allowed, an empty line is not. */
export const findBrackets = (text: string): Bracket[] => {
  const found: Bracket[] = [];
  let open: Array<{ at: number; closer: string }> = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    const closer = CLOSING[character];
    if (closer) open.push({ at, closer });
    else if (CLOSERS.has(character)) {
      const index = open.length > 0 && open.at(-1)!.closer === character ? open.length - 1 : -1;
      if (index >= 0) {
        const { at: start } = open.pop()!;
        if (at - start < LONGEST) found.push({ start, end: at + 1, depth: open.length });
      } else open = [];
    } else if (character === '\n' && text[at + 1] === '\n') open = [];
  }
  return found.sort((a, b) => a.start - b.start);
};
