import { allNodes, type Draft, type DraftNode, written } from '../draft';
import type { LabelStyle } from '../outline/labels';
import { report } from './catalogue';

/** One run of numbers of a style; a new one begins where the numbering begins anew. */
const sequencesOf = (draft: Draft): DraftNode[][] => {
  const open = new Map<LabelStyle, DraftNode[]>();
  const all: DraftNode[][] = [];
  for (const node of allNodes(draft)) {
    if (node.label?.ordinal == null) continue;
    const { style, ordinal } = node.label;
    const running = open.get(style);
    const before = running?.at(-1);
    const anew =
      !before || (ordinal === 1 && before.parent !== node.parent) || node.label.restart || fallsBack(before, node);
    if (anew) {
      const fresh = [node];
      open.set(style, fresh);
      all.push(fresh);
    } else running!.push(node);
  }
  return all;
};

/** Under another heading with a smaller number: the sequence of that heading, whose beginning is missing. */
const fallsBack = (before: DraftNode, node: DraftNode): boolean =>
  before.parent !== node.parent && node.label!.ordinal! <= before.label!.ordinal!;

/** Gaps, doubles and jumps back in the numbering. */
export const checkNumbering = (draft: Draft): void => {
  sequencesOf(draft).forEach((sequence, index) => {
    const present = new Set(sequence.map(({ label }) => label!.ordinal!));
    const beginsInside =
      index > 0 && sequence[0]!.parent !== null && sequence[0]!.label!.ordinal! > 1 && sequence.length > 0;
    let highest = beginsInside && isRestarting(sequence[0]!) ? 0 : sequence[0]!.label!.ordinal! - 1;
    let before: DraftNode | null = null;
    const holders = new Map<number, DraftNode>();
    for (const node of sequence) {
      const ordinal = node.label!.ordinal!;
      const first = holders.get(ordinal);
      if (first) reportDuplicate(draft, first, node);
      else if (ordinal < highest && before) reportOutOfOrder(draft, before, node);
      else if (ordinal > highest + 1) reportGaps(draft, { from: highest + 1, to: ordinal - 1 }, present, before, node);
      if (!first) holders.set(ordinal, node);
      highest = Math.max(highest, ordinal);
      before = node;
    }
  });
};

/** (二) as the first of its section, where other sections begin with (一). */
const isRestarting = (node: DraftNode): boolean =>
  node.label!.style !== '1.' && node.label!.style !== 'row' && node.kind !== 'measure';

const MOST_GAPS = 50;

const reportGaps = (
  draft: Draft,
  range: { from: number; to: number },
  present: Set<number>,
  before: DraftNode | null,
  node: DraftNode,
): void => {
  let [from, reported] = [range.from, 0];
  for (let number = range.from; number <= range.to + 1 && reported < MOST_GAPS; number += 1) {
    if (number <= range.to && !present.has(number)) continue;
    if (number > from) {
      reportGap(draft, from, number - 1, before, node);
      reported += 1;
    }
    from = number + 1;
  }
};

const reportGap = (draft: Draft, first: number, last: number, before: DraftNode | null, node: DraftNode): void => {
  const arabic = /[0-9]/.test(mark(draft, node));
  const neighbours = { from: before ? mark(draft, before) : first, to: mark(draft, node) };
  const which = first === last ? `${first}` : `${first} 至 ${last}`;
  const between = before ? `“${mark(draft, before)}”与“${mark(draft, node)}”之间` : `“${mark(draft, node)}”之前`;
  report(
    draft,
    'missing-items',
    { start: node.start, end: node.label!.end },
    `编号不连续：${between}缺少第 ${which} 条。`,
    {
      ...(arabic ? { from: first, to: last } : neighbours),
      first,
      last,
      after: before?.id ?? null,
      before: node.id,
    },
  );
};

const reportDuplicate = (draft: Draft, first: DraftNode, node: DraftNode): void => {
  const number = mark(draft, node);
  report(draft, 'duplicate-number', { start: node.start, end: node.label!.end }, `编号“${number}”重复出现。`, {
    number,
    ordinal: node.label!.ordinal!,
    nodes: [first.id, node.id],
  });
};

const reportOutOfOrder = (draft: Draft, before: DraftNode, node: DraftNode): void => {
  const number = mark(draft, node);
  report(
    draft,
    'out-of-order',
    { start: node.start, end: node.label!.end },
    `编号“${number}”排在“${mark(draft, before)}”之后，次序颠倒。`,
    {
      number,
      ordinal: node.label!.ordinal!,
      node: node.id,
      after: before.id,
    },
  );
};

const mark = (draft: Draft, { label }: DraftNode): string =>
  written(draft, label!.mark ?? { start: label!.start, end: label!.markEnd });
