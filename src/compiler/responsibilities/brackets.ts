import type { Region } from '../draft';

const PAIRS = ['()', '[]', '【】', '〔〕', '{}'];
const LONGEST = 1500;
const LINE_FEED = 10;

// What a character is: n opens pair n, -n closes it, 0 is no bracket. A table, because every character is looked at.
const bracketOf = new Int8Array(65_536);
for (const [index, pair] of PAIRS.entries()) {
  bracketOf[pair.charCodeAt(0)] = index + 1;
  bracketOf[pair.charCodeAt(1)] = -(index + 1);
}

/** A bracket with its two marks at `start` and `end - 1`; `depth` 0 is outermost. */
export type Bracket = Region & { depth: number };

/** All closed brackets of a text, in the order of their opening marks. A line break within is allowed, an empty line is not. */
export const findBrackets = (text: string): Bracket[] => {
  const found: Bracket[] = [];
  let open: Array<{ at: number; pair: number }> = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const pair = bracketOf[code]!;
    if (pair > 0) open.push({ at, pair });
    else if (pair < 0) {
      const last = open.at(-1);
      if (last?.pair === -pair) {
        open.pop();
        if (at - last.at < LONGEST) found.push({ start: last.at, end: at + 1, depth: open.length });
      } else if (open.length > 0) open = [];
    } else if (code === LINE_FEED && open.length > 0 && text.charCodeAt(at + 1) === LINE_FEED) open = [];
  }
  return found.sort((a, b) => a.start - b.start);
};
