import { allNodes, type Draft, itemsOf } from '../draft';
import { report } from './catalogue';

/** What was set aside, and what could not be read. */
export const checkReading = (draft: Draft): void => {
  const judged = new Set(draft.notices.filter(({ aside }) => !aside).map(({ start }) => start));
  for (const node of allNodes(draft)) {
    if (node.kind !== 'notice' || !judged.has(node.start)) continue;
    report(draft, 'notice-removed', node, '这段文字不像文件本身的内容，已搁在一边，没有当作任务。', { node: node.id });
  }
  for (const { at, what } of draft.source.unread) {
    report(draft, 'unreadable-part', { start: at, end: at }, `文件中有一部分无法读取：${what}。`, { what });
  }
  if (itemsOf(draft).length === 0) {
    const message = '没有认出任何任务条目，请对照原文检查。';
    report(draft, 'unreadable-part', { start: 0, end: draft.text.length }, message, { what: 'no-items' });
  }
};
