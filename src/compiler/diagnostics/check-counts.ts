import { allNodes, type Draft, type DraftNode } from '../draft';
import { chineseNumber } from '../plain/numerals';
import { report } from './catalogue';

const ANNOUNCED =
  /([二三四五六七八九十两]{1,3})(?:大|项|个|条|类|方面)(?:重点|主要|专项)?(工程|改革|行动|任务|举措|措施|工作|计划|项目|重点|体系|攻坚|提升)/;
const LISTED =
  /“([^“”\n]{4,400})”等?(?:的)?([二三四五六七八九十两]{1,3})(?:大|项|个|条)(?:重点|主要|专项)?(工程|改革|行动|任务|举措|措施|工作|计划|项目|重点|体系)/g;

/** “八项改革” followed by seven: in a list between quotation marks, and between a section's heading and its parts. */
export const checkCounts = (draft: Draft): void => {
  for (const match of draft.text.matchAll(LISTED)) {
    const announced = chineseNumber(match[2]!);
    const names = match[1]!.split(/[、,]/).filter(name => name.trim() !== '');
    const listed = names.length;
    if (announced === null || listed < 2 || listed === announced) continue;
    const at = { start: match.index, end: match.index + match[0].length };
    const what = match[3]!;
    report(draft, 'count-mismatch', at, `文中说有${match[2]}项${what}，实际列出 ${listed} 项。`, {
      announced,
      found: listed,
      what,
      names,
      node: null,
    });
  }
  for (const node of allNodes(draft))
    if (node.kind === 'section' || node.kind === 'subsection') checkParts(draft, node);
};

const checkParts = (draft: Draft, node: DraftNode): void => {
  if (!node.heading) return;
  const match = ANNOUNCED.exec(draft.text.slice(node.heading.start, node.heading.end));
  const announced = match ? chineseNumber(match[1]!) : null;
  const parts = node.children.filter(({ kind }) => kind === 'subsection' || kind === 'item');
  const counted = parts.some(({ kind }) => kind === 'subsection')
    ? parts.filter(({ kind }) => kind === 'subsection')
    : parts;
  if (announced === null || counted.length === 0 || counted.length === announced) return;
  const what = match![2]!;
  report(draft, 'count-mismatch', node.heading, `标题说有${match![1]}项${what}，下面列出 ${counted.length} 项。`, {
    announced,
    found: counted.length,
    what,
    names: counted.map(({ heading }) => (heading ? draft.plain.surface.slice(heading.start, heading.end) : '')),
    node: node.id,
  });
};
