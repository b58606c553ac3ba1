import { type Draft, type DraftNode, itemsOf } from '../draft';
import { report } from './catalogue';

const names = (node: DraftNode): boolean => node.responsibilities.length > 0 || node.people.length > 0;

const namedAbove = (node: DraftNode): boolean => {
  for (let above = node.parent; above; above = above.parent) if (names(above)) return true;
  return false;
};

const namedBelow = (node: DraftNode): boolean => node.children.some(child => names(child) || namedBelow(child));

/** An item that names nobody, where most others do. */
export const checkResponsibility = (draft: Draft): void => {
  const items = itemsOf(draft);
  const silent = items.filter(item => !names(item) && !namedAbove(item) && !namedBelow(item));
  if (silent.length * 2 >= items.length) return;
  for (const item of silent) {
    const at = item.heading ?? { start: item.start, end: item.end };
    report(draft, 'no-responsibility', at, '这一条没有写明责任单位。', { node: item.id });
  }
};
