// How many stories a law over the database hears: few in `npm test`, many in `npm run laws -- 30`.
const FACTOR = Number(process.env.LUOSHI_STORIES ?? 1);

/** So many stories, times what was asked for. */
export const stories = (count: number): number => Math.round(count * FACTOR);

/** A test's own limit in ms, as much longer as it has more to hear. */
export const patience = (ms: number): number => ms * Math.max(FACTOR, 1);
