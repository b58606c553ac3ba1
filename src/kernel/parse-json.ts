const DEEPEST = 100;

const QUOTE = 34;
const BACKSLASH = 92;
const isOpening = (code: number): boolean => code === 91 || code === 123;
const isClosing = (code: number): boolean => code === 93 || code === 125;

/** How deep brackets stand in each other, those in texts left out. */
const depthOf = (text: string): number => {
  let deepest = 0;
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length && deepest <= DEEPEST; at += 1) {
    const code = text.charCodeAt(at);
    if (isText) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) isText = false;
    } else if (code === QUOTE) isText = true;
    else if (isOpening(code)) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (isClosing(code)) depth -= 1;
  }
  return deepest;
};

/** JSON that somebody sent: a million brackets in each other are refused before anybody follows them. Throws a SyntaxError. */
export const parseJson = (text: string): unknown => {
  if (depthOf(text) > DEEPEST) throw new SyntaxError('nested too deep');
  return JSON.parse(text);
};
