import type { ChildProcess } from 'node:child_process';
import { Refusal, type RefusalCode, refuse } from '../../kernel/refusal';
import { askChild, type Limits, startChild } from './child';

const MOST_WAITING = 20;
const IDLE_MS = 60_000;
// Used up: the system ends a process after 120 seconds of work, whatever it is about.
const MOST_WORK_MS = 60_000;

export type Apart<Job, Answer> = {
  /** Refuses what the work refuses, `unreadable` for what takes too long or too much, and `unavailable` where too many wait. */
  ask: (job: Job, unreadable: Refusal, onPiece?: (text: string) => void) => Promise<Answer>;
};

const stops: (() => void)[] = [];

/** Ends all processes; the next job starts new ones. */
export const stopApart = async (): Promise<void> => {
  for (const stop of stops) stop();
};

/**
 * Work on what people upload, beside the server: a large or hostile file keeps nobody else waiting. Started with the first job, ended a
 * minute after the last: an idle server keeps its memory small.
 */
export const workApart = <Job extends object, Answer>(
  limits: Limits & { longestMs: number; mostAtOnce: number },
): Apart<Job, Answer> => {
  const idle: { child: ChildProcess; until: NodeJS.Timeout }[] = [];
  const busy = new Set<ChildProcess>();
  let starting = 0;
  const waiting: (() => void)[] = [];

  /** One of the few, once it is this job's turn. */
  const take = async (): Promise<ChildProcess> => {
    while (busy.size + starting >= limits.mostAtOnce) {
      if (waiting.length >= MOST_WAITING) refuse('unavailable');
      await new Promise<void>(resolve => waiting.push(resolve));
    }
    const known = idle.pop();
    clearTimeout(known?.until);
    if (known?.child.connected) {
      busy.add(known.child);
      return known.child;
    }
    starting += 1;
    const child = await startChild(limits).finally(() => {
      starting -= 1;
    });
    busy.add(child);
    return child;
  };

  const retire = (child: ChildProcess): void => {
    const at = idle.findIndex(one => one.child === child);
    if (at >= 0) idle.splice(at, 1);
    child.kill('SIGKILL');
  };

  const giveBack = (child: ChildProcess, isSound: boolean): void => {
    busy.delete(child);
    if (isSound) idle.push({ child, until: setTimeout(() => retire(child), IDLE_MS).unref() });
    waiting.shift()?.();
  };

  stops.push(() => {
    for (const { child, until } of idle.splice(0)) {
      clearTimeout(until);
      child.kill('SIGKILL');
    }
    for (const child of busy) child.kill('SIGKILL');
  });

  return {
    ask: async (job, unreadable, onPiece = () => undefined) => {
      const child = await take();
      const said = await askChild<Answer>(child, job, limits, onPiece);
      const isSound = said !== null && said.workedMs < MOST_WORK_MS;
      if (said && !isSound) child.kill('SIGKILL');
      giveBack(child, isSound);
      if (said === null) throw unreadable;
      if ('broken' in said) throw said.broken;
      if ('answer' in said) return said.answer;
      throw new Refusal(said.refusal.code as RefusalCode, said.refusal.detail);
    },
  };
};
