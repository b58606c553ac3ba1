import { type Draft, type DraftNode, newNode, type Region, trimRegion } from '../draft';
import { findEnding } from './ending';

type Piece = Region & { depth: number; make: (parent: DraftNode | null) => DraftNode };

/**
 * Makes the nodes: one per label of the outline, from the label to the next one of its depth or above; before them the
 * preamble, behind them closing and attachments, and notices wherever they stand. Kinds of labelled nodes come later.
 */
export const growTree = (draft: Draft): void => {
  const { closings, attachments } = findEnding(draft);
  const tail = [
    ...closings.map(region => ({ ...region, kind: 'closing' as const })),
    ...attachments.map(region => ({ ...region, kind: 'attachment' as const })),
  ];
  tail.sort((a, b) => a.start - b.start);
  const bodyEnd = tail[0]?.start ?? draft.text.length;
  const labels = draft.labels.filter(({ start }) => start < bodyEnd);
  const pieces: Piece[] = labels.map(label => ({
    start: label.start,
    end: bodyEnd,
    depth: label.depth,
    make: parent => ({
      ...newNode('section', label.start, Math.min(bodyEnd, label.until ?? bodyEnd), parent),
      label,
      bodyStart: label.end,
    }),
  }));
  const firstLabel = labels[0]?.start ?? bodyEnd;
  const head = trimRegion(draft.text, { start: 0, end: firstLabel });
  // Even a text without anything to read is a preamble.
  if (head.end > head.start || pieces.length + tail.length === 0) {
    pieces.unshift({ ...head, depth: 0, make: () => newNode('preamble', head.start, head.end, null) });
  }
  for (const { kind, ...region } of tail) {
    pieces.push({ ...region, depth: 0, make: () => newNode(kind, region.start, region.end, null) });
  }
  const roots: DraftNode[] = [];
  const open: Array<{ node: DraftNode; depth: number }> = [];
  const closeDownTo = (depth: number, at: number): void => {
    while (open.length > 0 && open.at(-1)!.depth >= depth) {
      const { node } = open.pop()!;
      node.end = trimRegion(draft.text, { start: node.start, end: Math.min(node.end, at) }).end;
    }
  };
  for (const piece of pieces) {
    closeDownTo(piece.depth, piece.start);
    const parent = open.at(-1)?.node ?? null;
    const node = piece.make(parent);
    (parent?.children ?? roots).push(node);
    open.push({ node, depth: piece.depth });
  }
  closeDownTo(0, draft.text.length);
  draft.nodes = roots;
  placeNotices(draft);
};

/** A notice between two nodes closes the first and stands beside it; one in the middle of a text becomes a child there. */
const placeNotices = (draft: Draft): void => {
  const placed = new Map<DraftNode[], DraftNode[]>();
  for (const region of draft.notices) {
    let parent: DraftNode | null = null;
    let siblings = draft.nodes;
    for (;;) {
      const inside: DraftNode | undefined = siblings[lastBefore(siblings, region.start)];
      if (!inside || inside.end <= region.start) break;
      if (region.end >= inside.end) {
        // The node ends with the notice: what is before it stays in the node.
        const before = trimRegion(draft.text, { start: inside.start, end: region.start });
        if (before.end > before.start && inside.start < region.start) {
          shorten(inside, before.end);
          break;
        }
      }
      parent = inside;
      siblings = inside.children;
    }
    const notice = newNode('notice', region.start, region.end, parent);
    const beside = placed.get(siblings);
    if (beside) beside.push(notice);
    else placed.set(siblings, [notice]);
  }
  // All at once: one insertion after the other would cost the square of their number.
  for (const [siblings, notices] of placed) {
    const merged = [...siblings, ...notices].sort((one, other) => one.start - other.start);
    for (const [index, node] of merged.entries()) siblings[index] = node;
  }
};

/** The index of the last node that begins at or before `at`, or -1. */
const lastBefore = (nodes: DraftNode[], at: number): number => {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.start <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

const shorten = (node: DraftNode, end: number): void => {
  node.end = Math.min(node.end, end);
  const last = node.children.at(-1);
  if (last && last.end > end) shorten(last, end);
};
