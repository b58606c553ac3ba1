import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { patternOf } from './book';

/** The marks of files whose row is there; true where the bytes are there too and have the row's hash and size. */
export async function checkBytes(
  owner: pg.Client,
  dataDir: string,
  run: string,
  since: Date,
): Promise<Map<string, boolean>> {
  const { rows } = await owner.query<{ mark: string; sha256: string; size: string }>(
    'select substring(name from $1::text) as mark, sha256, size from files where created_at >= $2',
    [patternOf(run), since],
  );
  const whole = new Map<string, boolean>();
  for (const { mark, sha256, size } of rows) {
    if (mark === null) continue;
    const bytes = await readFile(join(dataDir, 'files', sha256.slice(0, 2), sha256.slice(2))).catch(() => null);
    const right =
      bytes !== null && String(bytes.length) === size && createHash('sha256').update(bytes).digest('hex') === sha256;
    whole.set(mark, right);
  }
  return whole;
}
