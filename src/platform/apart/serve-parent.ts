import { writeFileSync } from 'node:fs';
import { Refusal } from '../../kernel/refusal';

/** What became of a job: its answer, bad news of ours, or a bug. With the work that this process has done in its life. */
export type Said<Answer> = (
  | { answer: Answer }
  | { refusal: { code: string; detail: Record<string, unknown> } }
  | { broken: Error }
) & { workedMs: number };

const worked = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

const outcomeOf = async <Job, Answer>(
  job: Job,
  work: (job: Job, piece: (text: string) => void) => Promise<Answer>,
  unreadable: (job: Job) => Refusal,
) => {
  try {
    return { answer: await work(job, text => process.send!(text)) };
  } catch (thrown) {
    // No room for what it unpacks to, or nested deeper than can be followed.
    const error = thrown instanceof RangeError ? unreadable(job) : thrown;
    if (error instanceof Refusal) return { refusal: { code: error.code, detail: error.detail } };
    return { broken: error as Error };
  }
};

/** The whole life of a process that works apart: one job after the other, what is long handed over in pieces of text. */
export const serveParent = <Job, Answer>(
  work: (job: Job, piece: (text: string) => void) => Promise<Answer>,
  unreadable: (job: Job) => Refusal,
): void => {
  // Where memory runs out, the system takes this process first.
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch {
    // Not every system has it, or lets one say so.
  }
  process.on('message', async (job: Job) => {
    process.send!({ ...(await outcomeOf(job, work, unreadable)), workedMs: worked() } satisfies Said<Answer>);
  });
  process.on('disconnect', () => process.exit());
  process.send!('ready');
};
