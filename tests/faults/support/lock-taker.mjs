// Takes a lock again and again. Whoever has it puts its name into a folder in which nobody else's may stand meanwhile. Sometimes
// it dies with the lock in its hands, as it were: what it leaves is made to name a process that is gone.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '../../../bin/process-lock.mjs';

const [folder, rounds] = process.argv.slice(2);
const file = join(folder, 'lock');
const mark = join(folder, 'inside');
const counts = { taken: 0, met: 0 };
for (let n = 0; n < Number(rounds); n += 1) {
  const lock = takeLock(file);
  if ('heldBy' in lock) continue;
  counts.taken += 1;
  writeFileSync(mark, String(process.pid));
  for (let look = 0; look < 5; look += 1)
    if (!existsSync(mark) || readFileSync(mark, 'utf8') !== String(process.pid)) {
      counts.met += 1;
      break;
    }
  if (n % 2 === 0) lock.release();
  else writeFileSync(file, JSON.stringify({ pid: 1, born: 'long ago', id: `${process.pid}-${n}` }));
}
process.stdout.write(JSON.stringify(counts));
