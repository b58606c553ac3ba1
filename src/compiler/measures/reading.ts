import type { Draft, DraftTarget, Region } from '../draft';
import type { Comparator } from '../ledger';
import { cleanNoun } from './clean-noun';
import { clauseAfter } from './context';
import { governingAtStart } from './governing-verbs';
import type { Peeled } from './peel';
import type { Quantity } from './quantities';
import { KIND_VERB, STATE_VERB } from './target-words';

/** What is counted, and how: one way to read a number. */
export type Reading = {
  comparator: Comparator | null;
  negative: boolean;
  verb: string | null;
  /** The indicator, as written. */
  noun: string;
  /** Where it stands, if it stands beside the number. */
  nounAt: Region | null;
};

/** The target before in the same sentence: what the next number leaves out, it may have said. */
export type Said = { target: DraftTarget; verb: string | null; end: number; noun: string } | null;

/** What stands behind a number: 以上, 左右, and the thing that is counted (10所特色普通高中). */
export type Tail = { noun: Region; bound: 'ge' | 'le' | 'about' | null; boundEnd: number };

/** All that is known about a number before it is read. */
export type Facts = {
  draft: Draft;
  sentence: Region;
  quantity: Quantity;
  /** The text before the number, back to the comma or the number before. */
  before: Region;
  /** In a bracket: (小学72所、初中26所). */
  inBracket: boolean;
  /** One more member of a list: …10所、20所. */
  continues: boolean;
  peeled: Peeled;
  /** What is left of `before` without comparators and verb, cleaned; and as text. */
  rest: Region;
  restSaid: string;
  /** 全市 or the like, where the rest is nothing else. */
  scope: string;
  tail: Tail;
  tailSaid: string;
  said: Said;
  /** More names wait for their numbers: A、B分别达到5个、6个. */
  shared: boolean;
};

const BOUND_AFTER = /^ ?(?:及?以上|及?以内|之内|及?以下|左右|上下)/;
const NOUN_CUT =
  /(?:,|并(?=[一-龥]{2})|用于|投入使用|参加|参与|进行|达到|达标率|(?:的)?(?:任务|目标)$|的(?=校内|全面|年度|专项)|通过|入选|列入|纳入|获批|获评|获得|竣工|投产|投用|开工|落地|上线|出栏|建成|完成|实现|加快|有序|开展|实施|推进|发展(?=[一-龥]{2})|(?:到|赴)(?=乡|农村|基层|一线|社区|企业|村))/;

/** 193所中幼儿园70所: of these; but 中小学, 中职 are words. */
export const AMONG = /^中(?!小学|学|职|等|专|心|国|外|医|央|华|型|青年|层|部|共)/;

export const readTail = (text: string, { start, end, unit }: Quantity, next: number, sentenceEnd: number): Tail => {
  const said = BOUND_AFTER.exec(text.slice(end, end + 5))?.[0] ?? '';
  const bound = /以上/.test(said) ? 'ge' : /以内|之内|以下/.test(said) ? 'le' : said ? 'about' : null;
  // 9万人口 are 9万人.
  const more = unit === '人' && text[end] === '口' && text[end + 1] !== '腔' ? 1 : 0;
  const from = end + more + said.length + (text.startsWith('大关', end + said.length) ? 2 : 0);
  let to = clauseAfter(text, from, Math.min(next, sentenceEnd)).end;
  if (to === next) while (to > from && /[和及与或、\s]/.test(text[to - 1]!)) to -= 1;
  const cut = NOUN_CUT.exec(text.slice(from, to));
  if (cut && cut.index > 0) to = from + cut.index;
  // 为600名老人提供服务, 在12个社区安装路灯: for whom and where, and then what is done.
  if (FOR_WHOM.test(text.slice(Math.max(0, start - 3), start))) to = verbBehind(text, from, to) ?? to;
  // 9个县(市、区): the bracket is part of the word.
  if (text[to - 1] === '县' && text.startsWith('(市、区)', to)) to += 5;
  if (AMONG.test(text.slice(from, from + 4))) to = from;
  return { noun: cleanNoun(text, { start: from, end: to }), bound, boundEnd: from };
};

const FOR_WHOM = /[为对给在](?:全[市省县区镇乡校院国])?$/;
const DONE_FOR = /^(?:免费|上门|适配)/;

/** Where the verb begins that follows the thing behind a number. */
export const verbBehind = (text: string, from: number, to: number): number | null => {
  const said = text.slice(from, to);
  for (let at = 1; at < said.length - 2; at += 1) {
    if (DONE_FOR.test(said.slice(at, at + 2)) || governingAtStart(said.slice(at))) return from + at;
  }
  return null;
};

/** As written, without blanks. */
export const surfaceOf = (draft: Draft, region: Region): string =>
  draft.plain.surface.slice(region.start, region.end).replace(/\s+/g, '');

/** The verb where it names a kind of thing that is counted: 新改扩建, 竣工. */
export const kindPrefix = (verb: string | null): string =>
  verb && (KIND_VERB.test(verb) || STATE_VERB.test(verb)) ? verb : '';

export const isEmpty = ({ start, end }: Region): boolean => end <= start;
