import { allNodes, type Draft, type DraftNode, newNode, type Region, trimRegion } from '../draft';
import { charactersOf, isHan } from '../plain/characters';

const SENTENCE_END = charactersOf('。!?\n');
const CLOSING = charactersOf('”’)】》');

/** Cuts the text of an item behind its heading into measures, a sentence each; numbered parts inside are measures already. */
export const splitMeasures = (draft: Draft): void => {
  for (const node of allNodes(draft)) {
    if (node.kind !== 'item') continue;
    const found = freeRegions(node).flatMap(region => sentences(draft.text, region));
    const measures = found.map(({ start, end }) => newNode('measure', start, end, node));
    node.children = [...node.children, ...measures].sort((a, b) => a.start - b.start);
  }
};

/** The item's text behind the heading that is in no child and in no statement. */
const freeRegions = (node: DraftNode): Region[] => {
  const taken = [...node.children, ...node.statements].sort((a, b) => a.start - b.start);
  const free: Region[] = [];
  let at = node.bodyStart;
  for (const { start, end } of taken) {
    if (start > at) free.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  if (node.end > at) free.push({ start: at, end: node.end });
  return free;
};

const sentences = (text: string, region: Region): Region[] => {
  const found: Region[] = [];
  let start = region.start;
  const push = (end: number): void => {
    const sentence = trimRegion(text, { start, end });
    start = end;
    if (hasHan(text, sentence)) found.push(sentence);
  };
  for (let at = region.start; at < region.end; at += 1) {
    if (SENTENCE_END[text.charCodeAt(at)] !== 1) continue;
    while (at + 1 < region.end && CLOSING[text.charCodeAt(at + 1)] === 1) at += 1;
    push(at + 1);
  }
  push(region.end);
  return found;
};

const hasHan = (text: string, { start, end }: Region): boolean => {
  for (let at = start; at < end; at += 1) if (isHan(text.charCodeAt(at))) return true;
  return false;
};
