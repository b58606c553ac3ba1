import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { processesIn } from '../../src/platform/database/embedded/left-behind';
import { startEmbedded } from '../../src/platform/database/embedded/start-embedded';

const folder = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));
const dataDir = join(folder, 'data');
const data = join(dataDir, 'postgres', 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A Node of its own that runs the database; resolves when the database answers. */
async function startElsewhere(): Promise<ChildProcess> {
  const module = join(import.meta.dirname, '../../src/platform/database/embedded/start-embedded.ts');
  const program = `import(${JSON.stringify(module)}).then(m => m.startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log() {} }))
    .then(() => console.log('ready'), error => { console.error(error); process.exit(1); });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', code => reject(new Error(`exit code ${code}`)));
  });
  return child;
}

const parentOf = (pid: number | string): number => {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return Number.NaN;
  }
};

/** The guardian of a database, and its other self that watches Node. */
const guardiansOf = (postmaster: number): number[] => {
  const guardian = parentOf(postmaster);
  const others = readdirSync('/proc').filter(pid => parentOf(pid) === guardian && Number(pid) !== postmaster);
  return [...others.map(Number), guardian];
};

const postmaster = (): number => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);

async function nothingRuns(): Promise<boolean> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    if (processesIn(data).length === 0) return true;
    await sleep(50);
  }
  return false;
}

async function startsAgain(): Promise<void> {
  const server = await startEmbedded({ dataDir, log: () => {} });
  await server.stop();
  expect(existsSync(join(data, 'postmaster.pid'))).toBe(false);
}

it('ends with Node when Node is killed, and starts again', async () => {
  const child = await startElsewhere();
  child.kill('SIGKILL');
  expect(await nothingRuns()).toBe(true);
  await startsAgain();
});

it.runIf(process.platform === 'linux')('stops an orphan that even the guardian left behind', async () => {
  const child = await startElsewhere();
  const orphan = postmaster();
  for (const guardian of guardiansOf(orphan)) process.kill(guardian, 'SIGKILL');
  child.kill('SIGKILL');
  expect(processesIn(data)).toContain(orphan);
  await startsAgain();
  expect(processesIn(data)).toEqual([]);
});

it.runIf(process.platform === 'linux')('starts right after both were killed', async () => {
  const child = await startElsewhere();
  child.kill('SIGKILL');
  process.kill(postmaster(), 'SIGKILL');
  await startsAgain();
});

it('starts PostgreSQL again when it alone was killed', async () => {
  const lines: string[] = [];
  const server = await startEmbedded({ dataDir, log: line => lines.push(line), language: 'en' });
  const before = postmaster();
  process.kill(before, 'SIGKILL');
  for (let waited = 0; waited < 30_000; waited += 50) {
    if (existsSync(join(data, 'postmaster.pid')) && postmaster() !== before) break;
    await sleep(50);
  }
  expect(postmaster()).not.toBe(before);
  expect(lines.join('\n')).toMatch(/ended unexpectedly/);
  await server.stop();
  expect(processesIn(data)).toEqual([]);
});
