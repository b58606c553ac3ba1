import type { Region } from '../draft';
import type { Comparator } from '../ledger';
import { ADVERB, addingAtEnd, boundAtEnd } from './target-words';

export type Peeled = {
  comparator: Comparator | null;
  negative: boolean;
  /** A comparator such as 达到 or 不少于, which no noun contains. */
  explicit: boolean;
  /** The verb of adding directly before the number. */
  verb: string | null;
  /** What is left before them. */
  rest: Region;
};

const LONGEST_STEP = 8;

/** Takes adverbs, comparators and one verb off the end of what stands before a number: 每个县|至少|建设 4个. */
export const peel = (text: string, before: Region): Peeled => {
  let { end } = before;
  const peeled: Peeled = { comparator: null, negative: false, explicit: false, verb: null, rest: before };
  for (;;) {
    const phrase = text.slice(Math.max(before.start, end - LONGEST_STEP), end);
    if (/[\s、]$/.test(phrase)) {
      end -= 1;
      continue;
    }
    const adverb = ADVERB.exec(phrase);
    if (adverb) {
      end -= adverb[0].length;
      continue;
    }
    const verb = peeled.comparator || peeled.verb ? null : addingAtEnd(phrase);
    const found = peeled.explicit ? null : boundAtEnd(phrase);
    // 乡村学校提升改造: behind a verb, 提升 is part of the noun.
    const bound = peeled.verb && found?.comparator === 'add' ? null : found;
    if (bound && (!verb || bound.length >= verb.length)) {
      peeled.comparator = bound.comparator;
      peeled.negative = bound.negative ?? false;
      peeled.explicit = bound.comparator !== 'add';
      end -= bound.length;
      continue;
    }
    if (!verb) break;
    peeled.verb = verb;
    end -= verb.length;
  }
  peeled.rest = { start: before.start, end };
  return peeled;
};
