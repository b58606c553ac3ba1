/** Scrolls `pane` so that the element is in view, a little below its upper edge; leaves it alone where it already is. */
export function reveal(pane: HTMLElement | null, selector: string): void {
  const element = pane?.querySelector<HTMLElement>(selector);
  if (!pane || !element) return;
  const [outer, inner] = [pane.getBoundingClientRect(), element.getBoundingClientRect()];
  if (inner.height < outer.height && inner.top >= outer.top + 8 && inner.bottom <= outer.bottom - 8) return;
  pane.scrollTop += inner.top - outer.top - Math.min(96, outer.height / 5);
}

/** For a selector's attribute value. */
export const quoted = (value: string): string => `"${CSS.escape(value)}"`;
