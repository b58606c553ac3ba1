import { allNodes, type Draft, type DraftNode, type Region, trimRegion } from '../draft';
import { findWithin } from '../plain/find-within';

const LONGEST_COLON_TITLE = 22;
const LONGEST_QUOTE = 60;
const QUOTES: Record<string, string> = { '“': '”', '‘': '’', '《': '》', '(': ')' };

/**
 * The heading of each labelled node: the rest of its line, or its first sentence where the text goes on behind it. A statement
 * of who is responsible is never part of it.
 */
export const findHeadings = (draft: Draft): void => {
  for (const node of allNodes(draft)) {
    if (!node.label) continue;
    if (node.label.title) {
      const { heading, bodyStart } = node.label.title;
      node.heading = heading.end > heading.start ? heading : null;
      node.bodyStart = bodyStart;
      continue;
    }
    const line = firstLine(draft, node);
    const { heading, bodyStart } = cutHeading(draft.text, line);
    node.heading = heading.end > heading.start ? heading : null;
    node.bodyStart = bodyStart;
  }
};

/** From behind the label to the end of the line, the first child or the first statement. */
const firstLine = (draft: Draft, node: DraftNode): Region => {
  const start = node.label!.end;
  const stops = [node.end, node.children[0]?.start, node.statements[0]?.start];
  const end = Math.min(...stops.filter(stop => stop !== undefined && stop >= start).map(Number));
  const newline = findWithin(draft.text, '\n', start, end);
  return { start, end: newline < 0 ? end : newline };
};

const cutHeading = (text: string, line: Region): { heading: Region; bodyStart: number } => {
  const closers: string[] = [];
  for (let at = line.start; at < line.end; at += 1) {
    const character = text[at]!;
    const closer = QUOTES[character];
    if (closer && findWithin(text, closer, at, Math.min(line.end, at + LONGEST_QUOTE)) >= 0) closers.push(closer);
    else if (character === closers.at(-1)) closers.pop();
    if (closers.length > 0) continue;
    const short = at - line.start <= LONGEST_COLON_TITLE;
    const ends =
      character === '。' ||
      character === '!' ||
      (character === ':' && short && at + 1 < line.end && !/[,;]/.test(text.slice(line.start, at))) ||
      (character === ' ' && short && text[at + 1] === ' ' && at > line.start);
    if (ends) return { heading: trimRegion(text, { start: line.start, end: at }), bodyStart: at + 1 };
  }
  const whole = trimRegion(text, line);
  const end = /[。;:,]/.test(text[whole.end - 1] ?? '') ? whole.end - 1 : whole.end;
  return { heading: { start: whole.start, end: Math.max(whole.start, end) }, bodyStart: line.end };
};
