import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openKeyFile } from './open-key-file';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luoshi-key-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('is one and the same key for all that start at once, and leaves nothing else behind', async () => {
  const path = join(folder, 'secret.key');
  const boxes = await Promise.all(Array.from({ length: 60 }, () => openKeyFile(path)));
  const sealed = boxes[0]!.seal('暗号', 'here');
  for (const box of [...boxes, await openKeyFile(path)]) expect(box.open(sealed, 'here')).toBe('暗号');
  expect(await readdir(folder)).toEqual(['secret.key']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('is there whole or not at all, whenever another server looks', async () => {
  for (let round = 0; round < 50; round += 1) {
    const path = join(folder, `round-${round}.key`);
    let done = false;
    const made = openKeyFile(path).finally(() => {
      done = true;
    });
    while (!done) {
      if (existsSync(path)) expect(readFileSync(path, 'utf8')).toMatch(/^.{44}\n$/);
      await setImmediate();
    }
    await made;
  }
});

it('is never put in place of a file that holds something else', async () => {
  const path = join(folder, 'other.key');
  await writeFile(path, '');
  await expect(openKeyFile(path)).rejects.toThrow('32 bytes');
  expect((await stat(path)).size).toBe(0);
});
