import type { Draft } from '../draft';
import { report } from './catalogue';

const PAIRS: Record<string, string> = {
  '“': '”',
  '‘': '’',
  '《': '》',
  '(': ')',
  '[': ']',
  '【': '】',
  '〔': '〕',
  '〈': '〉',
};
const OPENERS = Object.fromEntries(Object.entries(PAIRS).map(([open, close]) => [close, open]));
// Every character is looked at, so marks are told by a table: 1 opens, 2 closes.
const markOf = new Uint8Array(65_536);
for (const [open, close] of Object.entries(PAIRS)) {
  markOf[open.charCodeAt(0)] = 1;
  markOf[close.charCodeAt(0)] = 2;
}
// A label such as 1) or (1 has a bracket of its own.
const LABEL = /^ *(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z])\)/;

/** Quotation marks and brackets that are opened and not closed in their paragraph, or closed and never opened. */
export const checkPunctuation = (draft: Draft): void => {
  for (const line of draft.lines) {
    const open: Array<{ mark: string; at: number }> = [];
    const label = LABEL.exec(draft.text.slice(line.start, line.start + 8))?.[0].length ?? 0;
    for (let at = line.start + label; at < line.end; at += 1) {
      const kind = markOf[draft.text.charCodeAt(at)]!;
      if (kind === 1) open.push({ mark: draft.text[at]!, at });
      else if (kind === 2) closeMark(draft, open, draft.text[at]!, at);
    }
    for (const { mark, at } of open) reportAlone(draft, mark, PAIRS[mark]!, at);
  }
};

/** A closing mark ends the last opened one of its kind; what was opened within that one was never closed. */
const closeMark = (draft: Draft, open: Array<{ mark: string; at: number }>, mark: string, at: number): void => {
  let index = open.length - 1;
  while (index >= Math.max(0, open.length - 8) && open[index]!.mark !== OPENERS[mark]) index -= 1;
  if (open[index]?.mark !== OPENERS[mark]) {
    reportAlone(draft, mark, OPENERS[mark]!, at);
    return;
  }
  for (const left of open.splice(index).slice(1)) reportAlone(draft, left.mark, PAIRS[left.mark]!, left.at);
};

const reportAlone = (draft: Draft, mark: string, missing: string, at: number): void => {
  const shown = draft.plain.surface[at] ?? mark;
  const said = PAIRS[mark]
    ? `“${shown}”没有对应的“${missing}”，标点不配对。`
    : `“${shown}”前面没有“${missing}”，标点不配对。`;
  report(draft, 'unbalanced-punctuation', { start: at, end: at + 1 }, said, {
    mark: shown,
    missing,
    at: draft.plain.offsets?.[at] ?? at,
  });
};
