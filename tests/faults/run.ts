// `npm run faults -- --kills 200 [--seed 1] [--desks 6] [--calm 1500]`: the long run. A line per kill goes to the error output;
// the last line of the output is «kills K acknowledged N found N torn 0», and the exit code 0 only where that is so.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runKills } from './kills/run-kills';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    desks: { type: 'string', default: '6' },
    calm: { type: 'string', default: '1500' },
  },
});
const dataDir = mkdtempSync(join(tmpdir(), 'luoshi-faults-'));
const tell = (line: string) => process.stderr.write(`${line}\n`);
tell(`seed ${values.seed}, data in ${dataDir}`);
const report = await runKills({
  kills: Number(values.kills),
  seed: Number(values.seed),
  desks: Number(values.desks),
  calm: Number(values.calm),
  dataDir,
  tell,
});
const { kills, acknowledged, found, torn, complaints } = report;
const good = acknowledged === found && torn === 0 && complaints.length === 0;
// The scene of a fault is kept.
if (good) rmSync(dataDir, { recursive: true, force: true });
else tell(`kept: ${dataDir}`);
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
process.stdout.write(`kills ${kills} acknowledged ${acknowledged} found ${found} torn ${torn}\n`);
process.exit(good ? 0 : 1);
