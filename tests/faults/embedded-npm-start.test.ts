import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';

// The whole way of `npm start`, as a person at a terminal or a service manager meets it.
const folder = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const root = join(import.meta.dirname, '../..');

type Started = { npm: ChildProcess; address: string; ended: Promise<number | null> };

/** Resolves when the address is printed. */
async function npmStart(): Promise<Started> {
  const env = {
    ...process.env,
    PORT: '0',
    LUOSHI_DATA: folder,
    DATABASE_URL: undefined,
    npm_lifecycle_event: undefined,
  };
  const npm = spawn('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const ended = new Promise<number | null>(resolve => npm.once('exit', code => resolve(code)));
  let output = '';
  const address = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk;
      const found = /http:\/\/[\d.]+:\d+/.exec(output)?.[0];
      if (found) resolve(found);
    };
    npm.stdout?.on('data', listen);
    npm.stderr?.on('data', listen);
    ended.then(() => reject(new Error(output)));
  });
  return { npm, address, ended };
}

/** Command lines that name the data folder, or belong to the process group. */
const remains = (group: number): string[] =>
  execFileSync('ps', ['-eo', 'pgid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter(line => !/^\s*\d+ Z/.test(line))
    .filter(line => line.includes(folder) || Number.parseInt(line, 10) === group);

async function nothingRemains(group: number): Promise<string[]> {
  for (let waited = 0; waited < 30_000 && remains(group).length > 0; waited += 100) await sleep(100);
  return remains(group);
}

it.each([
  ['Ctrl-C in the terminal', (npm: ChildProcess) => process.kill(-npm.pid!, 'SIGINT')],
  ['SIGTERM to npm', (npm: ChildProcess) => npm.kill('SIGTERM')],
  ['SIGKILL to npm', (npm: ChildProcess) => npm.kill('SIGKILL')],
  ['SIGKILL to npm and Node', (npm: ChildProcess) => process.kill(-npm.pid!, 'SIGKILL')],
])('leaves no process after %s, and starts again', async (_, end) => {
  const { npm, address, ended } = await npmStart();
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  end(npm);
  await ended;
  expect(await nothingRemains(npm.pid!)).toEqual([]);
});
