// `npm run fuzz [-- runs [seed]]`: any input to any operation, so many times each, from another seed every time. A failure names
// the seed to repeat it with.
import { join } from 'node:path';
import { root } from './say.mjs';
import { run } from './setup.mjs';

const [runs = '1000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
process.stdout.write(`FUZZ_SEED=${seed} FUZZ_RUNS=${runs}\n`);
Object.assign(process.env, { FUZZ_RUNS: runs, FUZZ_SEED: seed });
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const limits = ['--testTimeout=3600000', '--maxWorkers=1'];
process.exitCode = await run(process.execPath, [vitest, 'run', 'tests/hostile/fuzz.test.ts', ...limits], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
