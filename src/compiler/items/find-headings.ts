import { allNodes, type Draft, type DraftNode, type Region, trimRegion } from '../draft';
import type { LabelStyle } from '../outline/labels';
import { smallest } from '../plain/add-all';
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
    if (node.heading && isWholeParagraph(draft.text, node)) {
      node.heading = null;
      node.bodyStart = node.label.end;
    }
  }
  cutAtBlanks(draft);
};

const LONGEST_HEADING = 90;

/** A sentence as long as a paragraph is no title; the item has none. */
const isWholeParagraph = (text: string, { heading, label }: DraftNode): boolean =>
  heading !== null &&
  label !== null &&
  heading.end - heading.start > LONGEST_HEADING &&
  findWithin(text, ',', heading.start, heading.end) >= 0;

const BLANK_TITLE = /^[^,;:。 ]{3,24} {1,4}(?=[^ ])/;

/** 强化理论武装 组织学习12次,开展宣讲: where most titles of a style end with a blank, it ends them all. */
const cutAtBlanks = (draft: Draft): void => {
  const byStyle = new Map<LabelStyle, DraftNode[]>();
  for (const node of allNodes(draft)) {
    if (!node.label || !node.heading || node.label.title) continue;
    const list = byStyle.get(node.label.style) ?? [];
    byStyle.set(node.label.style, list);
    list.push(node);
  }
  for (const nodes of byStyle.values()) {
    const cuts = nodes.flatMap(node => {
      const said = draft.text.slice(node.heading!.start, Math.min(node.heading!.end, node.heading!.start + 30));
      const match = BLANK_TITLE.exec(said);
      if (!match) return [];
      const bodyStart = node.heading!.start + match[0].length;
      const rest = draft.text.slice(bodyStart, node.heading!.end);
      const goesOn = rest.includes(',') || (draft.text[node.heading!.end] === '。' && rest.length > match[0].length);
      return goesOn ? [{ node, bodyStart }] : [];
    });
    if (cuts.length < 2 || cuts.length * 5 < nodes.length * 3) continue;
    for (const { node, bodyStart } of cuts) {
      node.heading = trimRegion(draft.text, { start: node.heading!.start, end: bodyStart });
      node.bodyStart = bodyStart;
    }
  }
};

/** From behind the label to the end of the line, the first child or the first statement. */
const firstLine = (draft: Draft, node: DraftNode): Region => {
  const start = node.label!.end;
  const stops = [node.end, node.children[0]?.start, node.statements[0]?.start];
  const behind = stops.filter(stop => stop !== undefined && stop >= start).map(Number);
  // A label can reach beyond the end of its node: then nothing stands behind it.
  const end = behind.length > 0 ? smallest(behind) : start;
  const newline = findWithin(draft.text, '\n', start, end);
  if (newline < 0) return { start, end };
  if (draft.text.slice(start, newline).trim() !== '') return { start, end: newline };
  // The number has a line of its own: the next one is the title.
  const from = trimRegion(draft.text, { start: newline, end }).start;
  const next = findWithin(draft.text, '\n', from, end);
  return { start: from, end: next < 0 ? end : next };
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
