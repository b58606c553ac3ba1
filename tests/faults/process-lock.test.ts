import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lockHolder, takeLock } from '../../bin/process-lock.mjs';
import { patience, stories } from '../support/stories';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (rounds: number) =>
  new Promise<{ taken: number; met: number }>((resolve, reject) => {
    const taker = spawn(process.execPath, [join(import.meta.dirname, 'support/lock-taker.mjs'), folder, `${rounds}`]);
    let said = '';
    taker.stdout.on('data', chunk => {
      said += chunk;
    });
    taker.stderr.on('data', chunk => {
      said += chunk;
    });
    taker.once('exit', code => (code === 0 ? resolve(JSON.parse(said)) : reject(new Error(said))));
  });

it(
  'has one holder, however many come at once to a free lock or to one that a dead process left',
  async () => {
    const takers = await Promise.all(Array.from({ length: 6 }, () => run(stories(1_500))));
    expect(takers.reduce((sum, { taken }) => sum + taken, 0)).toBeGreaterThan(100);
    expect(takers.map(({ met }) => met)).toEqual([0, 0, 0, 0, 0, 0]);
    // Neither drafts nor what was on the way.
    expect(
      readdirSync(folder)
        .filter(name => name !== 'lock')
        .sort(),
    ).toEqual(['inside']);
  },
  patience(120_000),
);

it('sees through half a lock, and through one succeeded by a process that died on the way', () => {
  const file = join(folder, 'cut');
  for (const left of ['', '{"pid":', '4242', JSON.stringify({ pid: process.ppid, born: '1' })]) {
    writeFileSync(file, left);
    expect(lockHolder(file)).toBeNull();
    const lock = takeLock(file);
    expect(takeLock(file)).toEqual({ heldBy: process.pid });
    expect(lockHolder(file)).toBe(process.pid);
    if ('release' in lock) lock.release();
    expect(readdirSync(folder).filter(name => name.startsWith('cut'))).toEqual([]);
  }
});
