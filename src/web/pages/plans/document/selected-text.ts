import type { Span } from '../../../../compiler/ledger';

const offsetOf = (node: Node, offset: number): number | null => {
  const element = node instanceof Element ? node : node.parentElement;
  const run = element?.closest<HTMLElement>('[data-at]');
  if (run?.dataset.at) {
    const inner = node === run || node instanceof Element ? (offset > 0 ? (run.textContent?.length ?? 0) : 0) : offset;
    return Number(run.dataset.at) + inner;
  }
  // Between two runs: the end of the one before, or the beginning of the one after.
  const after = node.childNodes[offset];
  const next =
    after instanceof Element ? (after.matches('[data-at]') ? after : after.querySelector('[data-at]')) : null;
  if (next instanceof HTMLElement) return Number(next.dataset.at);
  return null;
};

export type SelectedText = { span: Span; text: string; node: string; rect: DOMRect };

/** What is selected inside `pane`, as a span of the source without white space at its ends; null where nothing is. */
export function selectedText(pane: HTMLElement, source: string): SelectedText | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!pane.contains(range.commonAncestorContainer)) return null;
  const [from, to] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
  if (from === null || to === null || to <= from) return null;
  const raw = source.slice(from, to);
  const text = raw.trim();
  if (!text) return null;
  const start = from + raw.indexOf(text);
  const begin = range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
  const node = begin?.closest<HTMLElement>('[data-node]')?.dataset.node;
  if (!node) return null;
  return { span: [start, start + text.length], text, node, rect: range.getBoundingClientRect() };
}
