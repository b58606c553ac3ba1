import type { Breakdown, Draft, DraftTarget, Region } from '../draft';
import type { Comparator } from '../ledger';
import { cleanNoun, SCOPE } from './clean-noun';
import { type Before, clauseAfter, clauseBefore } from './context';
import { type Peeled, peel } from './peel';
import { findQuantities, type Quantity } from './quantities';
import { addingIn, isClearVerb, KIND_VERB, STRIVE } from './target-words';

const BOUND_AFTER = /^ ?(?:及?以上|及?以内|之内|及?以下|左右|上下)/;
const RHYTHM = /每(?:个?(?:天|日|周|星期|月|季度|学期|学年)|节|课|晚)/;
const PAST = /(?:去年|上年(?!增)|上一年|目前|现有|已有|已建|已达|截至)/;
const RATE =
  /(?:率|比例|占比|比重|指数|满意度|规模|总额|产值|总量|数量|人数|面积|收入|投资额?|增加值|零售总额|生产总值|覆盖面|密度|强度)$/;
const BARE_RATE = /^(?:[一-龥]{2,3}率|比例|占比|满意度|覆盖面)$/;
const LIST = /^ ?(?:、|和|及|以及|与)/;
const RESULT = /^(项目|工程)(竣工投用|竣工|投用|开工|完工|建成投用|建成|投产)/;
// 193所中幼儿园70所: of these; but 中小学, 中职 are words.
const AMONG = /^中(?!小学|学|职|等|专|心|国|外|医|央|华|型|青年|层|部|共)/;
const NOUN_CUT = /(?:,|并(?=[一-龥]{2})|用于|投入使用|参加|参与|进行|达到|达标率|(?:的)?(?:任务|目标)$)/;

/** What a sentence has said so far, for what the next number leaves out. */
type Said = { target: DraftTarget; verb: string | null; end: number; noun: string } | null;

type Reading = {
  comparator: Comparator | null;
  negative: boolean;
  verb: string | null;
  noun: string;
  nounAt: Region | null;
};

/** Reads the targets of one sentence, from left to right; what a number does not say itself, the one before it may have said. */
export const readSentence = (draft: Draft, sentence: Region): { targets: DraftTarget[]; breakdowns: Breakdown[] } => {
  const { text } = draft;
  const quantities = findQuantities(text, sentence.start, sentence.end);
  const targets: DraftTarget[] = [];
  const places = new Map<DraftTarget, { bracket: number | null; after: string; end: number }>();
  let said: Said = null;
  let consumed = sentence.start;
  let baseline: { value: number; subject: Region } | null = null;

  quantities.forEach((quantity, index) => {
    const next = quantities[index + 1];
    const clause = clauseBefore(text, sentence.start, quantity.start);
    const before = { ...clause, start: Math.max(clause.start, Math.min(consumed, quantity.start)) };
    const phrase = text.slice(before.start, before.end);
    const lead = text.slice(clause.start, quantity.start);
    const tail = readTail(text, quantity, next?.start ?? sentence.end, sentence.end);
    if (clause.quoted || RHYTHM.test(lead.slice(-24)) || /^(?:\/|每)/.test(text.slice(quantity.end, quantity.end + 1)))
      return;
    if (/[由从]$/.test(phrase) && next && text.slice(quantity.end, next.start).length <= 12) {
      baseline = { value: quantity.value, subject: { start: before.start, end: before.end - 1 } };
      consumed = quantity.end;
      return;
    }
    if (PAST.test(lead)) return;
    const subject: Before = baseline ? { ...before, ...baseline.subject } : before;
    const peeled = peel(text, before);
    const reading = baseline
      ? {
          ...fromSubject(draft, subject),
          comparator: peeled.comparator ?? ('eq' as const),
          negative: false,
          verb: null,
        }
      : interpret(draft, { before, peeled, tail, said, sentence, quantity });
    const continues = said !== null && LIST.test(phrase) && said.end <= before.start + 1;
    if (!reading || (quantity.han && !clearCount(peeled, continues))) {
      consumed = Math.max(consumed, quantity.end);
      baseline = null;
      return;
    }
    const bound = tail.bound ?? null;
    const strive = STRIVE.test(lead) || (continues && said?.target.strength === 'strive');
    const noun = completeNoun(reading.noun, said, continues, clause.bracket);
    if (noun === '') {
      consumed = Math.max(consumed, quantity.end);
      baseline = null;
      return;
    }
    const start = Math.min(reading.nounAt?.start ?? quantity.start, spanStart(text, subject, peeled));
    const target: DraftTarget = {
      start,
      end: Math.max(tail.boundEnd, reading.nounAt?.end ?? 0),
      indicator: noun,
      ...numbersOf(quantity, reading, bound),
      unit: quantity.unit,
      strength: strive ? 'strive' : 'commit',
      approximate: quantity.approximate || bound === 'about' || /[约近]$/.test(phrase.trimEnd()),
      baseline: baseline?.value ?? null,
    };
    targets.push(target);
    places.set(target, { bracket: clause.bracket, after: text.slice(target.end, target.end + 4), end: target.end });
    said = { target, verb: reading.verb ?? (continues ? said!.verb : null), end: target.end, noun };
    consumed = target.end;
    baseline = null;
  });
  return { targets, breakdowns: findBreakdowns(text, targets, places) };
};

type Tail = { noun: Region; bound: 'ge' | 'le' | 'about' | null; boundEnd: number };

/** What stands behind a number: 以上, 左右, and the thing that is counted (10所特色普通高中). */
const readTail = (text: string, { end }: Quantity, next: number, sentenceEnd: number): Tail => {
  const said = BOUND_AFTER.exec(text.slice(end, end + 5))?.[0] ?? '';
  const bound = /以上/.test(said) ? 'ge' : /以内|之内|以下/.test(said) ? 'le' : said ? 'about' : null;
  const from = end + said.length;
  const clause = clauseAfter(text, from, Math.min(next, sentenceEnd));
  let to = clause.end;
  if (to === next) while (to > from && /[和及与或、\s]/.test(text[to - 1]!)) to -= 1;
  const cut = NOUN_CUT.exec(text.slice(from, to));
  if (cut && cut.index > 0) to = from + cut.index;
  if (AMONG.test(text.slice(from, from + 4))) to = from;
  return { noun: cleanNoun(text, { start: from, end: to }), bound, boundEnd: from };
};

const surfaceOf = (draft: Draft, region: Region): string =>
  draft.plain.surface.slice(region.start, region.end).replace(/\s+/g, '');

const fromSubject = (draft: Draft, region: Region): { noun: string; nounAt: Region | null } => {
  const noun = cleanNoun(draft.text, region);
  return { noun: surfaceOf(draft, noun), nounAt: noun.end > noun.start ? noun : null };
};

type Facts = { before: Region; peeled: Peeled; tail: Tail; said: Said; sentence: Region; quantity: Quantity };

/** Works out what is counted, and whether the number is a level or an increase; null where it is no target. */
const interpret = (draft: Draft, { before, peeled, tail, said, sentence, quantity }: Facts): Reading | null => {
  const { text } = draft;
  const rest = cleanNoun(text, peeled.rest);
  const restSaid = text.slice(rest.start, rest.end);
  const tailSaid = text.slice(tail.noun.start, tail.noun.end);
  const { comparator, negative, verb } = peeled;
  const scope = SCOPE.test(restSaid) ? surfaceOf(draft, rest) : '';
  const make = (given: Partial<Reading>): Reading => ({ comparator, negative, verb, noun: '', nounAt: null, ...given });
  const continues =
    said !== null && LIST.test(text.slice(before.start, before.start + 2)) && said.end <= before.start + 1;

  if (verb && tailSaid !== '') {
    return make({
      comparator: comparator ?? 'add',
      noun: scope + kindPrefix(verb) + surfaceOf(draft, tail.noun),
      nounAt: tail.noun,
    });
  }
  if (comparator || verb) {
    if (comparator && !verb) {
      const making = addingIn(restSaid, 0);
      if (making?.at === 0 && /^新/.test(making.verb)) {
        const object = { start: rest.start + making.verb.length, end: rest.end };
        if (object.end > object.start)
          return make({
            comparator: comparator === 'eq' ? 'add' : comparator,
            verb: making.verb,
            noun: surfaceOf(draft, object),
            nounAt: rest,
          });
      }
    }
    if (restSaid !== '' && scope === '')
      return make({ comparator: comparator ?? 'add', noun: surfaceOf(draft, rest), nounAt: rest });
    if (tailSaid !== '' && !RESULT.test(tailSaid)) {
      return make({ comparator: comparator ?? 'add', noun: scope + surfaceOf(draft, tail.noun), nounAt: tail.noun });
    }
    if (verb && KIND_VERB.test(verb)) return make({ comparator: comparator ?? 'add', noun: verb });
    if (said) return make({ comparator: comparator ?? 'add', noun: said.noun });
    const earlier = objectOfClauseBefore(draft, sentence, before.start);
    if (earlier) return make({ comparator: comparator ?? 'add', noun: surfaceOf(draft, earlier), nounAt: null });
    return verb ? make({ comparator: comparator ?? 'add', noun: verb }) : null;
  }
  const result = RESULT.exec(text.slice(quantity.end, quantity.end + 12));
  if (result) return make({ comparator: 'eq', noun: `${result[2]}${result[1]}` });
  const making = addingIn(text.slice(peeled.rest.start, peeled.rest.end), rest.start - peeled.rest.start);
  if (making) return verbObject(draft, peeled, making);
  if (
    /^(?:完成|实现|确保|保持)/.test(text.slice(before.start, before.end).replace(/^(?:全面|确保|力争|努力)/, '')) &&
    restSaid !== ''
  ) {
    return make({ comparator: 'eq', noun: surfaceOf(draft, rest), nounAt: rest });
  }
  if (continues && said) {
    const at = restSaid !== '' ? rest : tail.noun;
    const counts = at.end > at.start;
    const prefix = said.verb ? kindPrefix(said.verb) : partPrefix(said);
    return counts
      ? make({
          comparator: said.target.comparator === 'range' ? 'add' : said.target.comparator,
          noun: prefix + surfaceOf(draft, at),
          nounAt: at,
        })
      : null;
  }
  const among = AMONG.test(text.slice(before.start, before.start + 4));
  if ((among || text[before.start - 1] === '(') && said && restSaid !== '') {
    const part = among ? { start: rest.start + 1, end: rest.end } : rest;
    const prefix = among && said.verb ? kindPrefix(said.verb) : '';
    return make({ comparator: said.target.comparator, noun: prefix + surfaceOf(draft, part), nounAt: part });
  }
  return RATE.test(restSaid) ? make({ comparator: 'eq', noun: surfaceOf(draft, rest), nounAt: rest }) : null;
};

const kindPrefix = (verb: string): string => (KIND_VERB.test(verb) ? verb : '');
const partPrefix = (_said: NonNullable<Said>): string => '';

/** 全市力争补充师资4000人: verb, thing, number. What is before the verb may say how the number is meant. */
const verbObject = (draft: Draft, peeled: Peeled, making: { verb: string; at: number }): Reading | null => {
  const { text } = draft;
  const verbAt = peeled.rest.start + making.at;
  const object = cleanNoun(text, { start: verbAt + making.verb.length, end: peeled.rest.end });
  if (object.end <= object.start) return null;
  const ahead = peel(text, { start: peeled.rest.start, end: verbAt });
  const scope = cleanNoun(text, ahead.rest);
  const scopeSaid = SCOPE.test(text.slice(scope.start, scope.end)) ? surfaceOf(draft, scope) : '';
  const level = /完成$/.test(text.slice(peeled.rest.start, verbAt));
  return {
    comparator: ahead.comparator && !level ? ahead.comparator : level ? 'eq' : 'add',
    negative: false,
    verb: making.verb,
    noun: scopeSaid + kindPrefix(making.verb) + surfaceOf(draft, object),
    nounAt: { start: scopeSaid ? scope.start : verbAt, end: object.end },
  };
};

/** 面向社会开展免费职业技能培训,全年培训1万人次: what the clause before was about. */
const objectOfClauseBefore = (draft: Draft, sentence: Region, at: number): Region | null => {
  if (at - 1 <= sentence.start || draft.text[at - 1] !== ',') return null;
  const clause = clauseBefore(draft.text, sentence.start, at - 1);
  const noun = cleanNoun(draft.text, clause);
  const making = addingIn(draft.text.slice(noun.start, noun.end), 0);
  const object =
    making?.at === 0 ? cleanNoun(draft.text, { start: noun.start + making.verb.length, end: noun.end }) : noun;
  const length = object.end - object.start;
  return length >= 2 && length <= 30 ? object : null;
};

/** 义务教育入学率达到100%、巩固率达到98%: the second rate is of the same thing. A bare rate is of what was counted before. */
const completeNoun = (noun: string, said: Said, continues: boolean, bracket: number | null): string => {
  if (!said || bracket !== null || !BARE_RATE.test(noun) || noun === said.noun) return noun;
  if (continues && said.noun.at(-1) === noun.at(-1) && said.noun.length > noun.length) {
    return said.noun.slice(0, said.noun.length - noun.length) + noun;
  }
  return /率$|比例$|占比$/.test(said.noun) || said.target.unit === '%' ? noun : said.noun + noun;
};

const clearCount = (peeled: Peeled, continues: boolean): boolean =>
  continues || (peeled.comparator !== null && peeled.explicit) || (peeled.verb !== null && isClearVerb(peeled.verb));

const spanStart = (text: string, before: Region, peeled: Peeled): number => {
  const { start } = cleanNoun(text, { start: before.start, end: before.end });
  return Math.min(start, peeled.rest.end > peeled.rest.start ? before.end : start);
};

const numbersOf = (
  { value, low }: Quantity,
  { comparator, negative }: Reading,
  bound: Tail['bound'],
): Pick<DraftTarget, 'comparator' | 'value' | 'low' | 'high'> => {
  if (low !== null) return { comparator: 'range', value: null, low, high: value };
  const sign = negative && comparator === 'add' ? -1 : 1;
  const stated = comparator ?? 'eq';
  const bounded = bound === 'ge' && stated !== 'gt' ? 'ge' : bound === 'le' && stated !== 'lt' ? 'le' : stated;
  return { comparator: bounded, value: sign * value, low: null, high: null };
};

/** 230所(新改扩建193所、…37所), and 193所中幼儿园70所、小学72所…: a total and its parts of one unit. */
const findBreakdowns = (
  text: string,
  targets: DraftTarget[],
  places: Map<DraftTarget, { bracket: number | null; after: string; end: number }>,
): Breakdown[] => {
  const found: Breakdown[] = [];
  targets.forEach((total, index) => {
    const place = places.get(total)!;
    if (total.value === null) return;
    const later = targets.slice(index + 1, index + 25);
    let parts: DraftTarget[] = [];
    if (text[place.end] === '(') parts = later.filter(part => places.get(part)!.bracket === place.end);
    else if (AMONG.test(place.after)) parts = later.filter(part => places.get(part)!.bracket === place.bracket);
    const same = parts.filter(({ unit, value }) => unit === total.unit && value !== null);
    if (same.length >= 2) found.push({ total, parts: same });
  });
  return found;
};
