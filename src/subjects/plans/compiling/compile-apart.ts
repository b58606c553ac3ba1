import type { ChildProcess } from 'node:child_process';
import type { Plan } from '../../../compiler/ledger';
import { type RefusalCode, refuse } from '../../../kernel/refusal';
import { askReader, startReader } from './reader-process';
import type { Job } from './worker';

const LONGEST_MS = 30_000;
const MOST_READERS = 2;
const MOST_WAITING = 20;
const IDLE_MS = 60_000;
// Used up: the system ends a process after 120 seconds of work, whatever it is about.
const MOST_WORK_MS = 60_000;

// Started with the first document, ended a minute after the last: an idle server keeps its memory small.
const idle: { reader: ChildProcess; until: NodeJS.Timeout }[] = [];
const busy = new Set<ChildProcess>();
let starting = 0;
const waiting: (() => void)[] = [];

/** One of the few, once it is this document's turn. */
const takeReader = async (): Promise<ChildProcess> => {
  while (busy.size + starting >= MOST_READERS) {
    if (waiting.length >= MOST_WAITING) refuse('unavailable');
    await new Promise<void>(resolve => waiting.push(resolve));
  }
  const known = idle.pop();
  clearTimeout(known?.until);
  if (known?.reader.connected) {
    busy.add(known.reader);
    return known.reader;
  }
  starting += 1;
  const reader = await startReader().finally(() => {
    starting -= 1;
  });
  busy.add(reader);
  return reader;
};

const giveBack = (reader: ChildProcess, isSound: boolean): void => {
  busy.delete(reader);
  if (isSound) idle.push({ reader, until: setTimeout(() => retire(reader), IDLE_MS).unref() });
  waiting.shift()?.();
};

const retire = (reader: ChildProcess): void => {
  const at = idle.findIndex(one => one.reader === reader);
  if (at >= 0) idle.splice(at, 1);
  reader.kill('SIGKILL');
};

/**
 * Reads and compiles a document beside the server, as JSON of format `plan/1`: a large or hostile one keeps nobody else waiting, and
 * is given up after 30 s or 640 MB. Refuses what `readDocument` refuses, `unreadable-document` for what takes too long or too much,
 * and `unavailable` where too many wait.
 */
export const compileToJson = async (job: Job): Promise<string> => {
  const reader = await takeReader();
  const answer = await askReader(reader, job, LONGEST_MS);
  const isSound = answer !== null && answer.workedMs < MOST_WORK_MS;
  if (answer && !isSound) reader.kill('SIGKILL');
  giveBack(reader, isSound);
  if (answer === null) return refuse('unreadable-document', { name: job.name });
  if ('broken' in answer) throw answer.broken;
  if ('plan' in answer) return answer.plan;
  return refuse(answer.refusal.code as RefusalCode, answer.refusal.detail);
};

export const compileApart = async (job: Job): Promise<Plan> => JSON.parse(await compileToJson(job)) as Plan;

/** Ends the processes; the next document starts new ones. */
export const stopCompiling = async (): Promise<void> => {
  for (const { reader, until } of idle.splice(0)) {
    clearTimeout(until);
    reader.kill('SIGKILL');
  }
  for (const reader of busy) reader.kill('SIGKILL');
};
