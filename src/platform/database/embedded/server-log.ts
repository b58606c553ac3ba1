import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import type { EmbeddedError, EmbeddedProblem, Voice } from './embedded-error';

const LIMIT = 10 * 1024 * 1024;

/** PostgreSQL's log, opened for appending; `size` is where this start begins in it. An overlong one is put aside. */
export function openServerLog(file: string): { fd: number; size: number; close: () => void } {
  let size = sizeOf(file);
  if (size > LIMIT) {
    renameSync(file, `${file}.1`);
    size = 0;
  }
  const fd = openSync(file, 'a', 0o600);
  return { fd, size, close: () => closeSync(fd) };
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

/** What was written to the log since `size`. */
export const logSince = (file: string, size: number): string => {
  try {
    return readFileSync(file).subarray(size).toString('utf8');
  } catch {
    return '';
  }
};

const known: [RegExp, EmbeddedProblem][] = [
  [/still in use|is another postmaster|lock file .* already exists/i, 'still-in-use'],
  [/incompatible with server|not compatible with this version|was initialized by PostgreSQL version/i, 'other-version'],
  [/No space left on device|Disk quota exceeded/i, 'disk-full'],
];

/** Says from the log why a start failed: a known trouble by its name, else PostgreSQL's own words. */
export function explainFailure(text: string, otherwise: EmbeddedProblem, log: string, voice: Voice): EmbeddedError {
  const reason = reasonIn(text);
  const problem = known.find(([pattern]) => pattern.test(text))?.[1] ?? otherwise;
  return voice.fail(problem, { reason, log });
}

function reasonIn(text: string): string {
  const lines = text.split('\n').map(line => line.trim());
  const telling = lines.filter(line =>
    /FATAL:|PANIC:|ERROR:|LOG:\s+(unrecognized|invalid|syntax error|could not)|error while loading|initdb: error|unshare:|not found/.test(
      line,
    ),
  );
  const chosen = telling.length > 0 ? telling : lines.filter(line => line !== '');
  return chosen
    .slice(-2)
    .map(line => line.replace(/^[\d-]+ [\d:.]+ \S+ \[\d+\] /, ''))
    .join(' ');
}
