/** The date in China at an instant: public bodies keep Beijing time wherever the server stands. */
export const dateInChina = (instant: string): string =>
  new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** What time it is for somebody: a demonstration keeps its own date (`demoToday`), with the hour of the real one. */
export function clockAt(realNow: string, demoToday: string | null): { now: string; realNow: string; today: string } {
  const real = dateInChina(realNow);
  if (!demoToday) return { now: realNow, realNow, today: real };
  const shift = Date.parse(demoToday) - Date.parse(real);
  return { now: new Date(Date.parse(realNow) + shift).toISOString(), realNow, today: demoToday };
}
