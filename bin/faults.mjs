// `npm run faults -- --kills 200`: installs and builds what is missing, then kills the server so many times under load.
import { join } from 'node:path';
import { root } from './say.mjs';
import { ensureReady, run } from './setup.mjs';

await ensureReady(['server', 'web']);
const script = join(root, 'tests/faults/run.ts');
process.exitCode = await run(process.execPath, ['--import', 'tsx', script, ...process.argv.slice(2)], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
