import { allNodes, type Draft, type DraftNode, newNode, type Region, type Statement } from '../draft';
import type { Label } from '../outline/labels';
import { type Line, lineAt } from '../outline/lines';

/**
 * Items without numbers: where a part of the outline says more than once who is responsible, each stretch up to such a statement is
 * an item of its own. In a text without any labels the same holds for the whole.
 */
export const findUnnumbered = (draft: Draft): void => {
  const labelled = allNodes(draft).filter(({ label }) => label);
  const leaves = labelled.filter(
    ({ children, label }) => label!.style !== 'row' && !children.some(child => child.label),
  );
  for (const node of leaves) split(draft, node, node.statements, node.label!.end, 2);
  // Where parts of a style turn out to be sections, one with a single item is a section too.
  const sections = new Set(
    leaves.filter(({ children }) => children.some(child => child.label)).map(({ label }) => label!.style),
  );
  for (const node of leaves) {
    if (sections.has(node.label!.style) && !node.children.some(child => child.label))
      split(draft, node, node.statements, node.label!.end, 1);
  }
  const [preamble] = draft.nodes;
  if (labelled.length === 0 && preamble?.kind === 'preamble')
    split(draft, preamble, draft.statements, preamble.start, 2);
};

const split = (draft: Draft, node: DraftNode, statements: Statement[], from: number, least: number): void => {
  const groups = groupStatements(draft, statements, node);
  if (groups.length < least) return;
  const lines = draft.lines.slice(lineAt(draft.lines, from), lineAt(draft.lines, node.end - 1) + 1);
  // The title of a text, or the heading of a part, stands on a line before the first item.
  let next = lines.findIndex(({ start }) => start >= from && (node.label ? start > node.start : true));
  const items: DraftNode[] = [];
  for (const group of groups) {
    const own = linesUpTo(lines, next < 0 ? Math.max(0, lines.length + next) : next, group.end, items.at(-1)?.end ?? 0);
    const leading = items.length === 0 && !node.label ? own.slice(firstTask(draft, own)) : own;
    const first = leading[0];
    next += own.length;
    if (!first || first.start >= group.start) continue;
    items.push(makeItem(node, { start: first.start, end: group.end }, statements));
  }
  if (items.length < least) return;
  const inItem = (at: number): boolean => (items[lineAt(items, at)]?.start ?? Number.POSITIVE_INFINITY) <= at;
  node.statements = node.statements.filter(({ start }) => !inItem(start));
  if (node.kind === 'preamble') {
    node.end = draft.lines.findLast(({ end }) => end <= items[0]!.start)?.end ?? node.start;
    for (const item of items) item.parent = null;
    draft.nodes = [...(node.end > node.start ? [node] : []), ...items, ...draft.nodes.slice(1)];
  } else node.children = [...node.children, ...items].sort((a, b) => a.start - b.start);
};

/** The lines from `next` on that begin before `until` and end behind `covered`; no line further on is looked at. */
const linesUpTo = (lines: Line[], next: number, until: number, covered: number): Line[] => {
  const own: Line[] = [];
  for (let at = next; at < lines.length && lines[at]!.start < until; at += 1) {
    if (lines[at]!.end > covered) own.push(lines[at]!);
  }
  return own;
};

/** Statements that follow one another (责任领导… 责任单位…) are of one item; only those that end a line count. */
const groupStatements = (draft: Draft, statements: Statement[], node: DraftNode): Region[] => {
  const groups: Region[] = [];
  for (const { start, end } of statements) {
    if (start < node.start || end > node.end) continue;
    const last = groups.at(-1);
    if (last && draft.text.slice(last.end, start).trim() === '') last.end = end;
    else groups.push({ start, end });
  }
  const endsLine = groups.every(({ end }) => /^[。;. ]*(?:\n|$)/.test(draft.text.slice(end, end + 8)));
  return endsLine ? groups : [];
};

/** The first line that is a sentence: what is before it is a title. */
const firstTask = (draft: Draft, lines: Region[]): number =>
  Math.max(
    0,
    lines.findIndex(({ start, end }) => /[。;,]/.test(draft.text.slice(start, end))),
  );

/** Those that lie in a stretch; statements are in order. */
const statementsIn = (statements: Statement[], region: Region): Statement[] => {
  const found: Statement[] = [];
  for (let at = lineAt(statements, region.start); at < statements.length; at += 1) {
    const statement = statements[at]!;
    if (statement.start >= region.end) break;
    if (statement.start >= region.start && statement.end <= region.end) found.push(statement);
  }
  return found;
};

const makeItem = (parent: DraftNode, region: Region, statements: Statement[]): DraftNode => {
  const label: Label = {
    style: 'paragraph',
    ordinal: null,
    start: region.start,
    end: region.start,
    markEnd: region.start,
    first: true,
    depth: 0,
    restart: false,
  };
  return {
    ...newNode('item', region.start, region.end, parent),
    label,
    statements: statementsIn(statements, region),
  };
};
