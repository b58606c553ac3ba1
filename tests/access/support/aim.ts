import type { Caller, Reply } from './caller';
import type { Marks, Own, Thing } from './thing';

export type At = { thing: Thing; own: Own; caller: Caller };

/** How a row of the matrix is asked: valid input that aims at the thing. */
export type Aim = {
  input?: (at: At) => Record<string, unknown>;
  /** A look: whether the answer holds the words that stand in the thing alone. Without it, whether it is done at all. */
  shows?: keyof Marks;
  /** Where it is no operation but an address. */
  ask?: (at: At) => Promise<Reply>;
  /** Aims at nothing of anybody: always about the caller. */
  self?: true;
};

/** By row: the name of an operation, alone or with what is looked for (`tasks.get report`). */
export type Aims = Record<string, Aim>;
