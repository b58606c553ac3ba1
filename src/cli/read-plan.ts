import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { compile } from '../compiler/compile';
import type { Plan } from '../compiler/ledger';
import { documentLimits } from '../compiler/readers/limits';
import { readDocument } from '../compiler/readers/read-document';
import { Refusal } from '../kernel/refusal';
import { say } from '../locales/say';

/** The plan in a file. Refuses what `readDocument` refuses, and `too-large`. */
export const readPlan = async (file: string): Promise<Plan> =>
  compile(await readDocument(await readBytes(file), basename(file)));

/** A file that is too large is not even read. */
const readBytes = async (file: string): Promise<Uint8Array> => {
  const { size } = await stat(file);
  if (size > documentLimits.fileBytes)
    throw new Refusal('too-large', { limit: `${documentLimits.fileBytes / 2 ** 20} MB` });
  return readFile(file);
};

/** One clear line about a file that could not be read; null where the error is none of those. */
export const unreadable = (error: unknown, file: string): string | null => {
  if (error instanceof Refusal) return say('zh-CN', `refusal:${error.code}`, { name: basename(file), ...error.detail });
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? say('zh-CN', 'cli:unreadable-file', { file, code }) : null;
};

/** Waits until everything is written: a pipe takes a long plan in pieces. */
export const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, error => (error ? reject(error) : resolve()));
  });
