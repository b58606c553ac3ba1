/** The date in China at an instant: public bodies keep Beijing time wherever the server stands. */
export const dateInChina = (instant: string): string =>
  new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
