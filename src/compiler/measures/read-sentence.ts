import type { Breakdown, Draft, DraftTarget, Region } from '../draft';
import { noteBases, scopeOf } from './annotate-targets';
import { findBreakdowns, type Stand } from './breakdowns';
import { cleanNoun, SCOPE, withoutExamples } from './clean-noun';
import { clauseBefore } from './context';
import { interpret } from './interpret';
import { peel } from './peel';
import { findQuantities, type Quantity } from './quantities';
import { type Facts, isEmpty, type Reading, readTail, type Said, surfaceOf, type Tail, verbBehind } from './reading';
import { splitNames } from './shared-subject';
import { isClearVerb, STRIVE } from './target-words';

// Standing norms of frequency and duration, and what is told of the past, are no targets.
const RHYTHM = /每(?:个?(?:天|日|周|星期|月|季度|学期|学年)|节|课|晚)/;
const PAST =
  /(?<![比较])(?:去年|上年|上一年|20[0-9]{2}年全年)(?!.{0,3}(?:增|提|下|减|降|少))|目前|现有|原有|已有|已建|已达|已累计|已完成|累计已|截至|截止/;
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
  let pending: string[] = [];

  for (const [index, quantity] of quantities.entries()) {
    const next = quantities[index + 1];
    const clause = clauseBefore(text, sentence.start, quantity.start);
    const before = { start: Math.max(clause.start, Math.min(consumed, quantity.start)), end: quantity.start };
    const lead = text.slice(clause.start, quantity.start);
    if (
      clause.quoted ||
      (RHYTHM.test(lead.slice(-24)) && quantity.unit !== '元') ||
      /^(?:\/|每)/.test(text.slice(quantity.end, quantity.end + 1))
    )
      continue;
    if (next && /[由从]$/.test(lead) && next.start - quantity.end <= LONGEST_BASELINE) {
      // 由86%提高到95%: the first is where it starts from.
      baseline = { value: quantity.value, subject: { start: before.start, end: before.end - 1 } };
      consumed = quantity.end;
      continue;
    }
    const place = placeUntil(text, quantity, next, lead);
    if (place !== null) {
      consumed = place;
      continue;
    }
    if (isTrait(text, quantity, next)) continue;
    const ahead = text.slice(sentence.start, Math.min(quantity.start, sentence.start + 60));
    if (STATE.test(ahead) && !GOAL.test(ahead)) continue;
    if (PAST.test(lead) || tellsOfEarlier(lead, draft.year)) continue;
    const tail = readTail(text, quantity, next?.start ?? sentence.end, sentence.end);
    const facts = gather({
      draft,
      sentence,
      quantity,
      before,
      tail,
      said,
      inBracket: clause.bracket !== null,
      shared: pending.length > 0,
    });
    const reading: Reading | null = baseline ? fromBaseline(facts, baseline.subject) : interpret(facts);
    const noun = reading ? withoutExamples(completeNoun(reading.noun, facts)) : '';
    if (reading && noun !== '' && isTarget(facts, reading, noun)) {
      const names = namesOf(facts, noun, lead, stands, clause.start, pending);
      pending = names.pending;
      const { comparator, value, low, high } = numbersOf(quantity, reading, tail.bound);
      const target: DraftTarget = {
        start: startOf(facts, reading, baseline?.subject ?? before),
        end: Math.max(tail.boundEnd, reading.nounAt?.end ?? 0),
        indicator: names.first,
        comparator,
        value,
        low,
        high,
        unit: unitOf(draft, quantity),
        strength: STRIVE.test(lead) || (facts.continues && said?.target.strength === 'strive') ? 'strive' : 'commit',
        approximate: quantity.approximate || tail.bound === 'about' || /[约近]$/.test(lead.trimEnd()),
        baseline: baseline?.value ?? null,
      };
      const scope = scopeOf(text, draft.plain.surface, { start: clause.start, end: quantity.end });
      if (scope) target.scope = scope;
      stands.push({ target, bracket: clause.bracket });
      for (const indicator of names.alike) stands.push({ target: { ...target, indicator }, bracket: clause.bracket });
      const verb: string | null = reading.verb ?? (facts.continues && said ? said.verb : null);
      said = { target, verb, end: target.end, noun: names.first };
      consumed = target.end;
    } else if (!quantity.han) consumed = Math.max(consumed, quantity.end);
    baseline = null;
  }
  const targets = stands.map(({ target }) => target);
  noteBases(targets);
  return { targets, breakdowns: findBreakdowns(text, stands) };
};

/** 個 stays as it is written; a full-width ％ is the same sign. */
const unitOf = (draft: Draft, { unit, end }: Quantity): string | null => {
  if (unit === null || unit === '%') return unit;
  const surface = draft.plain.surface.slice(end - unit.length, end);
  return [...unit].map((character, at) => (/[一-龥]/.test(character) ? surface[at] : character)).join('');
};

type Names = { first: string; alike: string[]; pending: string[] };

/** 及时率和准确率均达到99%: one value for both. 分别达到52个、140个: a value for each of the things that were named. */
const namesOf = (
  facts: Facts,
  noun: string,
  lead: string,
  stands: Stand[],
  clauseStart: number,
  pending: string[],
): Names => {
  const [next, ...later] = pending;
  if (next !== undefined && facts.continues && facts.restSaid === '') return { first: next, alike: [], pending: later };
  const shared = /(均|都|全部|分别)[^,、]{0,8}$/.exec(lead.slice(-12))?.[1];
  if (!shared) return { first: noun, alike: [], pending: [] };
  const names = splitNames(noun) ?? (isTotal(facts) ? earlierNames(facts, stands, clauseStart) : null);
  if (!names || names.length < 2) return { first: noun, alike: [], pending: [] };
  const [first, ...others] = names as [string, ...string[]];
  return shared === '分别' ? { first, alike: [], pending: others } : { first, alike: others, pending: [] };
};

const isTotal = ({ restSaid }: Facts): boolean => restSaid === '' || /^总[数量]$/.test(restSaid);

/** The things that the clause before counted. */
const earlierNames = ({ draft, sentence }: Facts, stands: Stand[], clauseStart: number): string[] => {
  if (clauseStart - 1 <= sentence.start) return [];
  const clause = clauseBefore(draft.text, sentence.start, clauseStart - 1);
  return stands.filter(({ target }) => target.start >= clause.start).map(({ target }) => target.indicator);
};

const isTarget = (facts: Facts, reading: Reading, noun: string): boolean => {
  const { quantity } = facts;
  return (quantity.unit !== null || isScore(facts, noun)) && (!quantity.han || isClear(facts, reading));
};

/** 产值达到10亿元的企业达到5家: the first number says which ones. */
const isTrait = (text: string, { end }: Quantity, next: Quantity | undefined): boolean =>
  next !== undefined &&
  next.start - end <= 24 &&
  /^(?:以上|以下)?的[一-龥]{2,16}(?:达到|[0-9])/.test(text.slice(end, end + 24));

const FARTHEST_PLACE = 40;

/** 在17个乡镇硬化道路10万平方米: the first number tells where; it reaches to the verb. */
const placeUntil = (text: string, { end }: Quantity, next: Quantity | undefined, lead: string): number | null => {
  if (
    !next ||
    !lead.endsWith('在') ||
    next.start - end > FARTHEST_PLACE ||
    /[,;。!?\n]/.test(text.slice(end, next.start))
  )
    return null;
  return verbBehind(text, end, next.start);
};

const PER = /^(?:每[个名所家座县市区镇乡村校班户]|各)[^,、]{0,14}$/;

/** 目前共有机构120家,床位1万张: a whole sentence tells how things stand. */
const STATE = /^(?:目前|截至|截止|近年来)/;
const GOAL = /今年|力争|计划|确保|将|达到/;

/** 2025年新建学校12所 in a plan of 2026; but 比2025年提高 measures from there. */
const tellsOfEarlier = (lead: string, year: number | null): boolean => {
  const stated = year === null ? null : /(?<![比较由从至-])(20[0-9]{2})年/.exec(lead);
  return stated !== null && Number(stated[1]) < year!;
};

type Given = Pick<Facts, 'draft' | 'sentence' | 'quantity' | 'before' | 'tail' | 'said' | 'inBracket' | 'shared'>;

const gather = (given: Given): Facts => {
  const { draft, sentence, quantity, before, said, tail, inBracket, shared } = given;
  const peeled = peel(draft.text, before);
  const cleaned = cleanNoun(draft.text, peeled.rest);
  // 每个乡镇不少于2名专职人员: where, not what.
  const place = !isEmpty(tail.noun) && PER.test(draft.text.slice(cleaned.start, cleaned.end));
  const rest = place ? { start: cleaned.end, end: cleaned.end } : cleaned;
  const restSaid = draft.text.slice(rest.start, rest.end);
  // Field by field: this is made for every number, and a spread costs more than all the rest.
  return {
    draft,
    sentence,
    quantity,
    before,
    tail,
    said,
    inBracket,
    shared,
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

// The noun is written as the document writes it.
const SCORE = /(?:得分|比|人次|[数數]|量|值|[强強]度)$/;

/** 健康发展指数达到85: a number without a unit counts only where a measure reaches it. */
const isScore = ({ peeled }: Facts, noun: string): boolean => peeled.comparator !== null && SCORE.test(noun);

/** Chinese numerals are part of many words; they count only where it is plain. */
const isClear = ({ continues, peeled, quantity }: Facts, { verb }: Reading): boolean =>
  continues ||
  quantity.unit === '%' ||
  quantity.low !== null ||
  (peeled.comparator !== null && peeled.explicit) ||
  (verb !== null && isClearVerb(verb));

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
