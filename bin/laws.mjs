// `npm run laws [-- factor [file …]]`: every test that states a law (a property of any input) hears other cases than in `npm test`, and
// those over the whole database (roll-ups, reforms, hand-overs, access) so many times as many. A failure names the seed to repeat it with.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './say.mjs';
import { run } from './setup.mjs';

/** Tests that hear made-up cases; those under tests/hostile have a command of their own (`npm run fuzz`). */
const laws = ['src', 'tests']
  .flatMap(folder => readdirSync(join(root, folder), { recursive: true }).map(file => join(folder, file)))
  .filter(file => /\.test\.tsx?$/.test(file) && !file.startsWith(join('tests', 'hostile')))
  .filter(file => readFileSync(join(root, file), 'utf8').includes("'fast-check'"));
const [factor = '30', ...files] = process.argv.slice(2);
process.env.LUOSHI_STORIES = factor;
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const limits = ['--testTimeout=7200000', '--hookTimeout=7200000'];
process.exitCode = await run(process.execPath, [vitest, 'run', ...(files.length > 0 ? files : laws), ...limits], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
