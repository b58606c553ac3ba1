import { writeFileSync } from 'node:fs';
import { compile } from '../../../compiler/compile';
import { readDocument } from '../../../compiler/readers/read-document';
import { textSource } from '../../../compiler/source';
import { Refusal, refuse } from '../../../kernel/refusal';

// A yearbook has half a million characters.
const TEXT_LIMIT = 1_000_000;

/** `register`: the names of the bodies that there are; others are then asked about. */
export type Job = { name: string; document: Uint8Array | string; register?: string[] };
/** The plan as JSON: a string crosses between processes faster than an object. */
export type Outcome =
  | { plan: string }
  | { refusal: { code: string; detail: Record<string, unknown> } }
  | { broken: Error };
/** With the work that this process has done in its life. */
export type Answer = Outcome & { workedMs: number };

const compileJob = async ({ name, document, register }: Job): Promise<Outcome> => {
  try {
    const source = typeof document === 'string' ? textSource(name, document) : await readDocument(document, name);
    if (source.text.length > TEXT_LIMIT) refuse('too-large', { limit: TEXT_LIMIT.toLocaleString('en'), name });
    return { plan: JSON.stringify(compile(source, register ? { register } : {})) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: { code: error.code, detail: error.detail } };
    // No room for what it unpacks to, or nested deeper than can be followed.
    if (error instanceof RangeError) return { refusal: { code: 'unreadable-document', detail: { name } } };
    return { broken: error as Error };
  }
};

const worked = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

// Where memory runs out, the system takes this process first.
try {
  writeFileSync('/proc/self/oom_score_adj', '1000');
} catch {
  // Not every system has it, or lets one say so.
}
process.on('message', async (job: Job) => {
  process.send!({ ...(await compileJob(job)), workedMs: worked() } satisfies Answer);
});
process.on('disconnect', () => process.exit());
process.send!('ready');
