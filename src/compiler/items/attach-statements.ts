import { type Draft, type DraftNode, type Statement, trimRegion } from '../draft';
import type { LabelStyle } from '../outline/labels';
import { addAll } from '../plain/add-all';
import { LONGEST_LABEL, labelWord } from '../responsibilities/label-words';

/** Gives each statement to the innermost labelled node that it stands in. Both lists are in document order: one walk. */
export const attachStatements = (draft: Draft): void => {
  let next = 0;
  const visit = (node: DraftNode): void => {
    for (const child of node.children) {
      take(node, child.start);
      visit(child);
    }
    take(node, node.end);
  };
  const take = (node: DraftNode, until: number): void => {
    for (; next < draft.statements.length; next += 1) {
      const statement: Statement = draft.statements[next]!;
      if (statement.start >= until) return;
      if (statement.start >= node.start && statement.end <= until && node.label) node.statements.push(statement);
    }
  };
  for (const node of draft.nodes) {
    visit(node);
    raiseStatements(draft, node);
  }
};

const INNER: ReadonlySet<LabelStyle> = new Set(['一是', '①', '(1)', '1)', 'bullet']);

/**
 * What stands behind the last part of an item is said of the whole item: 一是…;二是…。(责任科室:A). So is what stands on its own
 * numbered line: 三、协办单位:A.
 */
const raiseStatements = (draft: Draft, node: DraftNode): void => {
  for (const child of node.children) raiseStatements(draft, child);
  const stating = node.children.filter(({ statements }) => statements.length > 0);
  const last = node.children.at(-1);
  if (last?.label && stating.length === 1 && last === stating[0]) {
    const inner = INNER.has(last.label.style);
    const behind = last.statements.filter(
      ({ start, end }) => end >= last.end && (inner || (node.children.length > 1 && startsLine(draft, start))),
    );
    for (const statement of behind) {
      last.end = trimRegion(draft.text, { start: last.start, end: statement.start }).end;
      node.statements.push(statement);
    }
    last.statements = last.statements.filter(statement => !behind.includes(statement));
  }
  for (const child of stating) {
    if (!isField(draft, child)) continue;
    addAll(node.statements, child.statements);
    child.statements = [];
  }
  node.statements.sort((a, b) => a.start - b.start);
};

const startsLine = ({ text }: Draft, at: number): boolean => /\n *$/.test(text.slice(Math.max(0, at - 4), at));

/** A numbered line that only fills in one thing about its item: 二、完成时限:5月30日前. */
export const isField = ({ text }: Draft, { label, end }: DraftNode): boolean => {
  if (!label || label.style === 'row') return false;
  const said = text.slice(label.end, Math.min(end, label.end + LONGEST_LABEL + 2));
  const colon = said.indexOf(':');
  return (
    colon > 0 &&
    (labelWord(said.slice(0, colon)) !== null || /^(?:建设|工作|主要|实施)内容$/.test(said.slice(0, colon)))
  );
};
