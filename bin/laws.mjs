// `npm run laws [-- factor [file …]]`: the laws over the whole database (roll-ups, reforms, hand-overs, access) hear so many times the
// stories of `npm test`, other ones at every run. A failure names the seed to repeat it with.
import { join } from 'node:path';
import { root } from './say.mjs';
import { run } from './setup.mjs';

const LAWS = [
  'tests/rollups.test.ts',
  'tests/unit-reforms.test.ts',
  'tests/hand-overs.test.ts',
  'tests/awaited-reports.test.ts',
  'tests/access/law.test.ts',
  'tests/access/law-of-figures.test.ts',
  'tests/access/own-review.test.ts',
  'tests/journeys/ledger-search.test.ts',
];
const [factor = '30', ...files] = process.argv.slice(2);
process.env.LUOSHI_STORIES = factor;
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const limits = ['--testTimeout=7200000', '--hookTimeout=7200000'];
process.exitCode = await run(process.execPath, [vitest, 'run', ...(files.length > 0 ? files : LAWS), ...limits], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
