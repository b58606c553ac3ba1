import type { Breakdown, Draft, DraftTarget, Region } from '../draft';
import { findBreakdowns, type Stand } from './breakdowns';
import { cleanNoun, SCOPE } from './clean-noun';
import { clauseBefore } from './context';
import { interpret } from './interpret';
import { peel } from './peel';
import { findQuantities, type Quantity } from './quantities';
import { type Facts, isEmpty, type Reading, readTail, type Said, surfaceOf, type Tail } from './reading';
import { isClearVerb, STRIVE } from './target-words';

// Standing norms of frequency and duration, and what is told of the past, are no targets.
const RHYTHM = /每(?:个?(?:天|日|周|星期|月|季度|学期|学年)|节|课|晚)/;
const PAST = /(?:去年|上年(?!增)|上一年|目前|现有|已有|已建|已达|截至)/;
const BARE_RATE = /^(?:[一-龥]{2,3}率|比例|占比|满意度|覆盖面)$/;
const LIST = /^ ?(?:、|和|及|以及|与)/;
const LONGEST_BASELINE = 12;

/** Reads the targets of one sentence, from left to right; what a number does not say itself, the one before it may have said. */
export const readSentence = (draft: Draft, sentence: Region): { targets: DraftTarget[]; breakdowns: Breakdown[] } => {
  const { text } = draft;
  const quantities = findQuantities(text, sentence.start, sentence.end);
  const stands: Stand[] = [];
  let said: Said = null;
  let consumed = sentence.start;
  let baseline: { value: number; subject: Region } | null = null;

  for (const [index, quantity] of quantities.entries()) {
    const next = quantities[index + 1];
    const clause = clauseBefore(text, sentence.start, quantity.start);
    const before = { start: Math.max(clause.start, Math.min(consumed, quantity.start)), end: quantity.start };
    const lead = text.slice(clause.start, quantity.start);
    if (clause.quoted || RHYTHM.test(lead.slice(-24)) || /^(?:\/|每)/.test(text.slice(quantity.end, quantity.end + 1)))
      continue;
    if (next && /[由从]$/.test(lead) && next.start - quantity.end <= LONGEST_BASELINE) {
      // 由86%提高到95%: the first is where it starts from.
      baseline = { value: quantity.value, subject: { start: before.start, end: before.end - 1 } };
      consumed = quantity.end;
      continue;
    }
    if (PAST.test(lead)) continue;
    const tail = readTail(text, quantity, next?.start ?? sentence.end, sentence.end);
    const facts = gather({ draft, sentence, quantity, before, tail, said, inBracket: clause.bracket !== null });
    const reading: Reading | null = baseline ? fromBaseline(facts, baseline.subject) : interpret(facts);
    const noun = reading ? completeNoun(reading.noun, facts) : '';
    if (reading && noun !== '' && (!quantity.han || isClear(facts, reading))) {
      const target: DraftTarget = {
        start: startOf(facts, reading, baseline?.subject ?? before),
        end: Math.max(tail.boundEnd, reading.nounAt?.end ?? 0),
        indicator: noun,
        ...numbersOf(quantity, reading, tail.bound),
        unit: quantity.unit,
        strength: STRIVE.test(lead) || (facts.continues && said?.target.strength === 'strive') ? 'strive' : 'commit',
        approximate: quantity.approximate || tail.bound === 'about' || /[约近]$/.test(lead.trimEnd()),
        baseline: baseline?.value ?? null,
      };
      stands.push({ target, bracket: clause.bracket });
      const verb: string | null = reading.verb ?? (facts.continues && said ? said.verb : null);
      said = { target, verb, end: target.end, noun };
      consumed = target.end;
    } else consumed = Math.max(consumed, quantity.end);
    baseline = null;
  }
  return { targets: stands.map(({ target }) => target), breakdowns: findBreakdowns(text, stands) };
};

type Given = Pick<Facts, 'draft' | 'sentence' | 'quantity' | 'before' | 'tail' | 'said' | 'inBracket'>;

const gather = (given: Given): Facts => {
  const { draft, before, said, tail } = given;
  const peeled = peel(draft.text, before);
  const rest = cleanNoun(draft.text, peeled.rest);
  const restSaid = draft.text.slice(rest.start, rest.end);
  return {
    ...given,
    peeled,
    rest,
    restSaid,
    scope: SCOPE.test(restSaid) ? surfaceOf(draft, rest) : '',
    tailSaid: draft.text.slice(tail.noun.start, tail.noun.end),
    continues:
      said !== null && LIST.test(draft.text.slice(before.start, before.start + 2)) && said.end <= before.start + 1,
  };
};

/** 覆盖率由86%提高到95%: the subject stands before 由. */
const fromBaseline = ({ draft, peeled, said }: Facts, subject: Region): Reading => {
  const nounAt = cleanNoun(draft.text, subject);
  const noun = isEmpty(nounAt) ? (said?.noun ?? '') : surfaceOf(draft, nounAt);
  const comparator = peeled.comparator === 'add' ? 'eq' : (peeled.comparator ?? 'eq');
  return { noun, nounAt: isEmpty(nounAt) ? null : nounAt, comparator, negative: false, verb: null };
};

/** 义务教育入学率达到100%、巩固率达到98%: the second rate is of the same thing. A bare rate is of what was counted before. */
const completeNoun = (noun: string, { said, continues, inBracket }: Facts): string => {
  if (!said || inBracket || !BARE_RATE.test(noun) || noun === said.noun) return noun;
  if (continues && said.noun.at(-1) === noun.at(-1) && said.noun.length > noun.length) {
    return said.noun.slice(0, said.noun.length - noun.length) + noun;
  }
  return /率$|比例$|占比$/.test(said.noun) || said.target.unit === '%' ? noun : said.noun + noun;
};

/** Chinese numerals are part of many words; they count only where it is plain. */
const isClear = ({ continues, peeled }: Facts, { verb }: Reading): boolean =>
  continues || (peeled.comparator !== null && peeled.explicit) || (verb !== null && isClearVerb(verb));

const startOf = ({ draft, peeled, quantity }: Facts, { nounAt }: Reading, subject: Region): number => {
  const { start } = cleanNoun(draft.text, subject);
  const verbAt = isEmpty(peeled.rest) ? start : subject.end;
  return Math.min(nounAt?.start ?? quantity.start, verbAt, quantity.start);
};

const numbersOf = (
  { value, low }: Quantity,
  { comparator, negative }: Reading,
  bound: Tail['bound'],
): Pick<DraftTarget, 'comparator' | 'value' | 'low' | 'high'> => {
  if (low !== null) return { comparator: 'range', value: null, low, high: value };
  const stated = comparator ?? 'eq';
  // 下降3.5%以上 is a fall, whatever its bound.
  if (negative && stated === 'add') return { comparator: 'add', value: -value, low: null, high: null };
  const bounded = bound === 'ge' && stated !== 'gt' ? 'ge' : bound === 'le' && stated !== 'lt' ? 'le' : stated;
  return { comparator: bounded, value, low: null, high: null };
};
