/** `acknowledged`: the answer 2xx came whole. `refused`: a 4xx came. `unknown`: the connection broke, or the server said 5xx. */
export type Outcome = 'acknowledged' | 'refused' | 'unknown';

/** So many rows that carry `mark` are to be found at `where` (a name of `places.ts`) once the write is there. */
export type Trace = { where: string; mark: string; rows: number };

/** `presses`: how often it was sent, under one key. */
export type Write = {
  mark: string;
  operation: string;
  traces: Trace[];
  outcome: Outcome;
  status: number;
  presses: number;
};

/** What was written, as the writers know it. */
export type Book = {
  /** Names this run in every mark. */
  run: string;
  /** A text that nothing else contains; its last letter says what it marks. */
  mark: (letter: string) => string;
  writes: Write[];
  /** Answers 5xx whose code was not `unavailable`, and requests that were never answered. */
  rude: string[];
};

export function openBook(seed: number): Book {
  const run = seed.toString(36);
  let count = 0;
  return {
    run,
    mark: letter => {
      count += 1;
      return `mk${run}z${count}${letter}`;
    },
    writes: [],
    rude: [],
  };
}

/** The pattern of this run's marks, for the database's own regular expressions. */
export const patternOf = (run: string, letter = '[a-y]'): string => `mk${run}z[0-9]+${letter}`;
