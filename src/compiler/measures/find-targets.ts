import { allNodes, type Draft, type DraftNode, ownRegions, type Region } from '../draft';
import { isAim, isSummary } from '../items/frames';
import { addAll } from '../plain/add-all';
import { charactersOf } from '../plain/characters';
import { readCoverage } from './coverage';
import { readSentence } from './read-sentence';

const SENTENCE_END = charactersOf('。;!?\n△▲▽▼●○■□◆◇★☆');
// What the year is to reach is told before the tasks, too.
const TELLS_AIMS = /(?:预期|主要|发展|工作|总体|奋斗|年度|全年|约束性)?(?:目标|指标)(?:任务)?(?:分别)?(?:是|为|:)/;

/** Finds the quantified targets of each node, in the text that is in none of its children. Sections and the preamble tell; they set targets only where they say what the aims are. */
export const findTargets = (draft: Draft): void => {
  for (const node of allNodes(draft)) {
    const task = node.kind === 'item' || node.kind === 'measure';
    if (!task && node.kind !== 'preamble' && node.kind !== 'section' && node.kind !== 'subsection') continue;
    // Behind 预期目标是:… further sentences of the paragraph may go on with them; 二、工作目标 announces them for its whole text.
    const announced = node.kind !== 'preamble' && announcesAims(draft, node);
    let told: Region | null = null;
    for (const sentence of sayings(draft.text, node)) {
      const goesOn = told !== null && draft.text[sentence.start - 1] !== '\n' && told.end + 1 === sentence.start;
      if (!task && !announced && !goesOn && !TELLS_AIMS.test(draft.text.slice(sentence.start, sentence.end))) continue;
      const { targets, breakdowns } = readSentence(draft, sentence);
      told = targets.length > 0 ? sentence : null;
      addAll(
        node.targets,
        [...targets, ...readCoverage(draft, sentence)].sort((a, b) => a.start - b.start),
      );
      addAll(node.breakdowns, breakdowns);
    }
  }
};

const announcesAims = (draft: Draft, node: DraftNode): boolean =>
  node.heading !== null &&
  /目标|指标|任务/.test(draft.text.slice(node.heading.start, node.heading.end)) &&
  (isAim(draft, node) || isSummary(draft, node));

/** The sentences of a node's own text, without its label and its statements. */
export const sayings = (text: string, node: DraftNode): Region[] => {
  const found: Region[] = [];
  const taken = node.statements.toSorted((a, b) => a.start - b.start);
  let next = 0;
  for (const own of ownRegions(node)) {
    let at = Math.max(own.start, node.label?.end ?? own.start);
    while (next < taken.length && taken[next]!.end <= own.start) next += 1;
    for (let index = next; index < taken.length && taken[index]!.start <= own.end; index += 1) {
      const { start, end } = taken[index]!;
      if (end <= at) continue;
      if (start > at) addAll(found, cutSentences(text, { start: at, end: start }));
      at = Math.max(at, end);
    }
    if (own.end > at) addAll(found, cutSentences(text, { start: at, end: own.end }));
  }
  return found;
};

const cutSentences = (text: string, region: Region): Region[] => {
  const found: Region[] = [];
  let start = region.start;
  for (let at = region.start; at < region.end; at += 1) {
    if (SENTENCE_END[text.charCodeAt(at)] !== 1) continue;
    if (at > start) found.push({ start, end: at });
    start = at + 1;
  }
  if (region.end > start) found.push({ start, end: region.end });
  return found;
};
