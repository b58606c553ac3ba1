import fc from 'fast-check';

// `npm test` tells every law the same stories each time, so that a change is judged by itself and not by luck; other stories, and more,
// are what `npm run laws` is for. LUOSHI_SEED repeats a run of those.
const seed = process.env.LUOSHI_SEED ?? (process.env.LUOSHI_STORIES ? undefined : '20261130');
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });
