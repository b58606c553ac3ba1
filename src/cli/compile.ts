import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { compile } from '../compiler/compile';
import { documentLimits } from '../compiler/readers/limits';
import { readDocument } from '../compiler/readers/read-document';
import { Refusal } from '../kernel/refusal';
import { say } from '../locales/say';

const complain = (message: string): 2 => {
  process.stderr.write(`${message}\n`);
  return 2;
};

/** `compile FILE [--json]`: prints the plan as JSON. Answers the exit code: 0, or 2 with one clear line on standard error. */
export const runCompile = async (args: string[]): Promise<number> => {
  const files = args.filter(argument => !argument.startsWith('--'));
  const unknown = args.filter(argument => argument.startsWith('--') && argument !== '--json');
  const [file] = files;
  if (!file || files.length > 1 || unknown.length > 0) return complain(say('zh-CN', 'cli:usage'));
  const name = basename(file);
  try {
    const plan = compile(readDocument(await readBytes(file), name));
    await print(`${JSON.stringify(plan, null, 1)}\n`);
    return 0;
  } catch (error) {
    if (error instanceof Refusal) return complain(say('zh-CN', `refusal:${error.code}`, { name, ...error.detail }));
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (typeof code === 'string') return complain(say('zh-CN', 'cli:unreadable-file', { file, code }));
    throw error;
  }
};

/** A file that is too large is not even read. */
const readBytes = async (file: string): Promise<Uint8Array> => {
  const { size } = await stat(file);
  if (size > documentLimits.fileBytes)
    throw new Refusal('too-large', { limit: `${documentLimits.fileBytes / 2 ** 20} MB` });
  return readFile(file);
};

/** Waits until everything is written: a pipe takes a long plan in pieces. */
const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, error => (error ? reject(error) : resolve()));
  });
