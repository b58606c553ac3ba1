import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { compile } from '../compiler/compile';
import type { Plan } from '../compiler/ledger';
import { documentLimits } from '../compiler/readers/limits';
import { readDocument } from '../compiler/readers/read-document';
import { Refusal } from '../kernel/refusal';
import { say } from '../locales/say';

const complain = (message: string): 2 => {
  process.stderr.write(`${message}\n`);
  return 2;
};

/**
 * `compile FILE [--json | --xlsx OUT]`: prints the plan as JSON, or writes it as a workbook. Answers the exit code: 0, or 2
 * with one clear line on standard error.
 */
export const runCompile = async (args: string[]): Promise<number> => {
  const { file, workbook } = understand(args) ?? {};
  if (!file) return complain(say('zh-CN', 'cli:usage'));
  const name = basename(file);
  try {
    const plan = compile(await readDocument(await readBytes(file), name));
    if (workbook) await writeBook(plan, workbook);
    else await print(`${JSON.stringify(plan, null, 1)}\n`);
    return 0;
  } catch (error) {
    if (error instanceof Refusal) return complain(say('zh-CN', `refusal:${error.code}`, { name, ...error.detail }));
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (typeof code === 'string') return complain(say('zh-CN', 'cli:unreadable-file', { file, code }));
    throw error;
  }
};

/** The arguments, or null where they are none that we know. */
const understand = (args: string[]): { file: string; workbook: string | null } | null => {
  const at = args.indexOf('--xlsx');
  const workbook = at === -1 ? null : args[at + 1];
  const rest = args.filter(
    (argument, index) => argument !== '--json' && (at === -1 || (index !== at && index !== at + 1)),
  );
  const [file] = rest;
  return rest.length === 1 && file && !file.startsWith('--') && workbook !== undefined ? { file, workbook } : null;
};

// Loaded only when asked for: the writer of workbooks is larger than the compiler.
const writeBook = async (plan: Plan, out: string): Promise<void> => {
  const [{ writeWorkbook }, { planWorkbook }] = await Promise.all([
    import('../platform/papers/workbook'),
    import('../subjects/plans/compiling/plan-workbook'),
  ]);
  await writeFile(out, await writeWorkbook(planWorkbook(plan)));
  process.stderr.write(`${say('zh-CN', 'cli:written', { file: out })}\n`);
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
