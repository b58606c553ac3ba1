export type TextLine = { text: string; left: number; top: number };

/** The lines into which the browser broke a text, each with the place of its first letter in the window. */
export const textLines = (node: Text): TextLine[] => {
  const lines: TextLine[] = [];
  const range = document.createRange();
  let at = 0;
  for (const letter of node.data) {
    range.setStart(node, at);
    at += letter.length;
    range.setEnd(node, at);
    const rect = range.getClientRects()[0];
    // White space that was folded away has no place.
    if (!rect || (rect.width === 0 && letter.trim() === '')) continue;
    const last = lines.at(-1);
    if (last && Math.abs(rect.top - last.top) < 2) last.text += /\s/.test(letter) ? ' ' : letter;
    else if (letter.trim() !== '') lines.push({ text: letter, left: rect.left, top: rect.top });
  }
  return lines.map(line => ({ ...line, text: line.text.trimEnd() }));
};
