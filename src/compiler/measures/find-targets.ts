import { allNodes, type Draft, type DraftNode, ownRegions, type Region } from '../draft';
import { readCoverage } from './coverage';
import { readSentence } from './read-sentence';

const SENTENCE_END = /[。;!?\n]/;

/** Finds the quantified targets of each node, in the text that is in none of its children. Sections and the preamble tell, they do not set targets. */
export const findTargets = (draft: Draft): void => {
  for (const node of allNodes(draft)) {
    if (node.kind !== 'item' && node.kind !== 'measure') continue;
    for (const sentence of sayings(draft.text, node)) {
      const { targets, breakdowns } = readSentence(draft, sentence);
      node.targets.push(...[...targets, ...readCoverage(draft, sentence)].sort((a, b) => a.start - b.start));
      node.breakdowns.push(...breakdowns);
    }
  }
};

/** The sentences of a node's own text, without its label and its statements. */
export const sayings = (text: string, node: DraftNode): Region[] => {
  const found: Region[] = [];
  const taken = node.statements.toSorted((a, b) => a.start - b.start);
  for (const own of ownRegions(node)) {
    let at = Math.max(own.start, node.label?.end ?? own.start);
    for (const { start, end } of [...taken, { start: own.end, end: own.end }]) {
      if (end <= at || start > own.end) continue;
      if (start > at) found.push(...cutSentences(text, { start: at, end: start }));
      at = Math.max(at, end);
    }
    if (own.end > at) found.push(...cutSentences(text, { start: at, end: own.end }));
  }
  return found;
};

const cutSentences = (text: string, region: Region): Region[] => {
  const found: Region[] = [];
  let start = region.start;
  for (let at = region.start; at < region.end; at += 1) {
    if (!SENTENCE_END.test(text[at]!)) continue;
    if (at > start) found.push({ start, end: at });
    start = at + 1;
  }
  if (region.end > start) found.push({ start, end: region.end });
  return found;
};
