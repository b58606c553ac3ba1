import { comparePlans } from '../compiler/revisions/compare-plans';
import { say } from '../locales/say';
import { describeRevision } from './describe-revision';
import { print, readPlan, unreadable } from './read-plan';

/**
 * `diff BEFORE AFTER [--json]`: what became of a plan, clause by clause, for people or as JSON. Answers the exit code: 0, or 2
 * with one clear line on standard error.
 */
export const runDiff = async (args: string[]): Promise<number> => {
  const files = args.filter(argument => argument !== '--json');
  const [before, after] = files;
  if (files.length !== 2 || !before || !after || files.some(file => file.startsWith('--')))
    return complain('cli:usage');
  const plans = [];
  for (const file of [before, after]) {
    try {
      plans.push(await readPlan(file));
    } catch (error) {
      const message = unreadable(error, file);
      if (message === null) throw error;
      process.stderr.write(`${message}\n`);
      return 2;
    }
  }
  const revision = comparePlans(plans[0]!, plans[1]!);
  const lines = args.includes('--json') ? JSON.stringify(revision, null, 1) : describeRevision(revision, 'zh-CN');
  await print(`${lines}\n`);
  return 0;
};

const complain = (key: string): 2 => {
  process.stderr.write(`${say('zh-CN', key)}\n`);
  return 2;
};
