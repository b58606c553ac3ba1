/** What an element scrolls in: the page's main, or the window's own element where there is none. */
export const nearestScroller = (element: HTMLElement): HTMLElement => {
  for (let at = element.parentElement; at; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowY) && at !== document.body) return at;
  return document.documentElement;
};
