// So long after the last touch somebody counts as being at the page.
const HERE_MS = 5 * 60_000;

let touchedAt = performance.now();
const touch = () => {
  touchedAt = performance.now();
};
if (typeof addEventListener === 'function')
  for (const event of ['pointerdown', 'keydown', 'wheel'])
    addEventListener(event, touch, { capture: true, passive: true });

/** Nobody has touched the page for minutes: what it asks now, it asks by itself. */
export const isAway = (): boolean => performance.now() - touchedAt > HERE_MS;
