import { writeFile } from 'node:fs/promises';
import type { Plan } from '../compiler/ledger';
import { say } from '../locales/say';
import { print, readPlan, unreadable } from './read-plan';

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
  try {
    const plan = await readPlan(file);
    if (workbook) await writeBook(plan, workbook);
    else await print(`${JSON.stringify(plan, null, 1)}\n`);
    return 0;
  } catch (error) {
    const message = unreadable(error, file);
    if (message !== null) return complain(message);
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
