import type { Region } from '../draft';
import { matchesOf } from '../plain/matches-of';
import { cleanNoun, SCOPE } from './clean-noun';
import { clauseBefore } from './context';
import { governingAtEnd, governingAtStart, LESSENING } from './governing-verbs';
import { peel } from './peel';
import { AMONG, type Facts, isEmpty, kindPrefix, type Reading, surfaceOf } from './reading';
import { addingIn, HANDLING_VERB, NOMINAL_VERB } from './target-words';

type Way = (facts: Facts) => Reading | null;

const RATE =
  /(?:率|比例|占比|比重|指数|满意度|规模|总额|产值|总量|数量|人数|面积|收入|投资额?|增加值|零售总额|生产总值|覆盖面|密度|强度)$/;
const RESULT = /^(项目|工程)(竣工投用|竣工|投用|开工|完工|建成投用|建成|投产)/;

const reading = ({ peeled }: Facts, given: Partial<Reading>): Reading => ({
  comparator: given.comparator === undefined ? (peeled.comparator ?? 'add') : given.comparator,
  negative: given.negative ?? peeled.negative,
  verb: given.verb === undefined ? peeled.verb : given.verb,
  noun: given.noun ?? '',
  nounAt: given.nounAt ?? null,
});

/** 完成食堂改造60个: what is completed is the whole. */
const completed: Way = facts => {
  const { draft, before, rest, restSaid, scope, peeled } = facts;
  if (!peeled.verb || restSaid === '' || scope !== '') return null;
  if (!/(?:完成|实现)$/.test(draft.text.slice(before.start, rest.start))) return null;
  const whole = { start: rest.start, end: rest.end + peeled.verb.length };
  return reading(facts, { comparator: peeled.comparator ?? 'eq', noun: surfaceOf(draft, whole), nounAt: whole });
};

/** 评选10所特色普通高中: verb, number, thing. */
const verbNumberThing: Way = facts => {
  const { draft, peeled, tail, tailSaid, scope } = facts;
  if (!peeled.verb || tailSaid === '') return null;
  return reading(facts, { noun: scope + kindPrefix(peeled.verb) + surfaceOf(draft, tail.noun), nounAt: tail.noun });
};

/** 举办文艺演出30场: a verb leads, so that the one before the number is a noun. */
const ledNominal: Way = facts => {
  const { before, draft, peeled, rest, restSaid } = facts;
  const leading = peeled.verb && !/^新/.test(peeled.verb) ? governingAtStart(restSaid) : null;
  if (!leading || peeled.rest.end + peeled.verb!.length !== before.end) return null;
  const object = { start: rest.start + leading.length, end: before.end };
  return reading(facts, { noun: surfaceOf(draft, object), nounAt: object });
};

/** 高标准农田建设5万亩: the verb is a noun here. */
const nominal: Way = facts => {
  const { draft, before, peeled, rest, restSaid, scope } = facts;
  if (!peeled.verb || !NOMINAL_VERB.test(peeled.verb) || restSaid === '' || scope !== '') return null;
  if (peeled.rest.end + peeled.verb.length !== before.end) return null;
  const whole = { start: rest.start, end: before.end };
  return reading(facts, { noun: surfaceOf(draft, whole), nounAt: whole });
};

/** 抽查学校不少于40所, 新增就业达到5万人: a verb leads the thing although a comparator follows. */
const handledThing: Way = facts => {
  const { draft, peeled, quantity, rest, restSaid } = facts;
  if (!peeled.comparator || peeled.verb || restSaid === '') return null;
  const handled = HANDLING_VERB.exec(restSaid)?.[0] ?? '';
  const making = addingIn(restSaid, 0);
  const adds = making?.at === 0 && making.verb.startsWith('新');
  const verb = adds ? making.verb : handled;
  if (verb === '' || (!adds && quantity.unit === '%') || restSaid.length - verb.length < 2) return null;
  const object = { start: rest.start + verb.length, end: rest.end };
  const comparator = adds && peeled.comparator === 'eq' ? 'add' : peeled.comparator;
  return reading(facts, { comparator, verb, noun: kindPrefix(verb) + surfaceOf(draft, object), nounAt: rest });
};

/** 学前三年毛入学率达到93.5%, 教师可用编制新增1500名: subject, then how much. */
const subjectNumber: Way = facts => {
  const { draft, peeled, rest, restSaid, scope } = facts;
  if ((!peeled.comparator && !peeled.verb) || restSaid === '' || scope !== '') return null;
  // 巩固提升16个卫生乡镇: 提升 is no measure of them.
  const { quantity, tail, tailSaid } = facts;
  if (peeled.comparator === 'add' && tailSaid.length > 1 && !AMOUNT.test(quantity.unit ?? '') && !peeled.negative)
    return reading(facts, { comparator: 'eq', noun: surfaceOf(draft, tail.noun), nounAt: tail.noun });
  return reading(facts, { noun: surfaceOf(draft, rest), nounAt: rest });
};

/** 全市达到5所示范校; or nothing is said beside the number, but before: 新增15所、达到175所. */
const saidElsewhere: Way = facts => {
  const { draft, before, peeled, said, scope, sentence, tail, tailSaid } = facts;
  if (!peeled.comparator && !peeled.verb) return null;
  if (tailSaid !== '' && !RESULT.test(tailSaid)) {
    return reading(facts, { noun: scope + surfaceOf(draft, tail.noun), nounAt: tail.noun });
  }
  if (kindPrefix(peeled.verb) !== '') return reading(facts, { noun: peeled.verb! });
  // 其中新建8万亩、改造4.5万亩: parts of what was counted, told by how they come about.
  if (said && peeled.verb && isPart(facts)) return reading(facts, { noun: partNoun(peeled.verb, said.noun) });
  if (said) return reading(facts, { noun: said.noun });
  const earlier = objectOfClauseBefore(facts, sentence, before.start);
  if (earlier) return reading(facts, { noun: surfaceOf(draft, earlier) });
  return peeled.verb ? reading(facts, { noun: peeled.verb }) : null;
};

const LONGEST_WHOLE = 40;

const partNoun = (verb: string, whole: string): string =>
  whole.length > LONGEST_WHOLE || whole.startsWith(verb) ? whole : verb + whole.replace(PART_VERB, '');

const PART_VERB = /^(?:新建|改造提升|改扩建|改造|新开工|续建)/;

const isPart = ({ continues, draft, inBracket, before, sentence }: Facts): boolean =>
  inBracket || continues || draft.text.slice(Math.max(sentence.start, before.start), before.end).includes('其中');

/** A、B和C3个项目竣工投用 */
const result: Way = facts => {
  const { draft, quantity } = facts;
  const match = RESULT.exec(draft.text.slice(quantity.end, quantity.end + 12));
  return match && reading(facts, { comparator: 'eq', noun: `${match[2]}${match[1]}` });
};

/** 每个县至少配备营养指导员2名: the bound stands before the thing that is counted. */
const boundFirst: Way = facts => {
  const { draft, peeled } = facts;
  const said = draft.text.slice(peeled.rest.start, peeled.rest.end);
  const match = /(至少|不少于|不低于|最少)|(?:至多|最多|不超过)/.exec(said);
  if (!match) return null;
  const from = match.index + match[0].length;
  const making = addingIn(said, from);
  const verb = making?.at === from ? making.verb : null;
  const object = cleanNoun(draft.text, { start: peeled.rest.start + from + (verb?.length ?? 0), end: peeled.rest.end });
  if (isEmpty(object)) return null;
  return reading(facts, { comparator: match[1] ? 'ge' : 'le', verb, noun: surfaceOf(draft, object), nounAt: object });
};

const OWN_RATE = /^.{0,2}率$/;

/** 全市力争补充师资4000人: verb, thing, number. What is before the verb may say how the number is meant. */
const verbThingNumber: Way = facts => {
  const { draft, peeled, rest } = facts;
  const said = draft.text.slice(peeled.rest.start, peeled.rest.end);
  const making = addingIn(said, rest.start - peeled.rest.start);
  if (!making) return null;
  const verbAt = peeled.rest.start + making.at;
  const object = withoutVerbs(draft.text, { start: verbAt + making.verb.length, end: peeled.rest.end });
  if (isEmpty(object)) return null;
  const counted = draft.text.slice(object.start, object.end);
  // 抽检合格率98%, 抽查任务完成率100%: the verb is part of the rate's name.
  if (OWN_RATE.test(counted) || (facts.quantity.unit === '%' && RATE.test(counted))) return bareRate(facts);
  const ahead = peel(draft.text, { start: peeled.rest.start, end: verbAt });
  const subject = cleanNoun(draft.text, ahead.rest);
  const scope = SCOPE.test(draft.text.slice(subject.start, subject.end)) ? surfaceOf(draft, subject) : '';
  const level = /完成$/.test(draft.text.slice(peeled.rest.start, verbAt));
  return reading(facts, {
    comparator: level ? 'eq' : (ahead.comparator ?? 'add'),
    negative: false,
    verb: making.verb,
    noun: scope + kindPrefix(making.verb) + surfaceOf(draft, object),
    nounAt: { start: scope ? subject.start : verbAt, end: object.end },
  });
};

const ACHIEVED = /完成|实现|确保|保持|争取/g;

/** 完成普通高中招生计划9万人, 争取专项资金4.5亿元 */
const achievedThing: Way = facts => {
  const { draft, before, peeled } = facts;
  const said = draft.text.slice(before.start, peeled.rest.end);
  const last = matchesOf(ACHIEVED, said).at(-1);
  if (!last) return null;
  const object = cleanNoun(draft.text, { start: before.start + last.index + last[0].length, end: peeled.rest.end });
  if (isEmpty(object)) return null;
  return reading(facts, {
    comparator: last[0] === '争取' ? 'add' : 'eq',
    noun: surfaceOf(draft, object),
    nounAt: object,
  });
};

/** 新改扩建中小学36所、幼儿园34所; 10所党建示范校、100个先进党支部: verb and comparator were said before. */
const listMember: Way = facts => {
  const { continues, draft, inBracket, rest, restSaid, said, tail } = facts;
  if (!continues || !said) return null;
  const at = restSaid !== '' ? rest : tail.noun;
  if (isEmpty(at)) return null;
  const { comparator } = said.target;
  const noun = (inBracket ? '' : kindPrefix(said.verb)) + surfaceOf(draft, at);
  // 项目120个以上、总投资300亿元: a sum is a level of its own.
  const level = RATE.test(noun) && facts.quantity.unit !== said.target.unit;
  return reading(facts, { comparator: level ? 'eq' : comparator === 'range' ? 'add' : comparator, noun, nounAt: at });
};

/** 改造25个、4500户, and 分别增长6%、7.5%: one more number for what was said. */
const anotherNumber: Way = facts => {
  const { continues, inBracket, quantity, restSaid, said, shared, tailSaid } = facts;
  if (!continues || !said || inBracket || restSaid !== '' || tailSaid !== '') return null;
  if (!shared && quantity.unit === said.target.unit) return null;
  const { comparator } = said.target;
  const negative = (said.target.value ?? 0) < 0;
  return reading(facts, { comparator: comparator === 'range' ? 'eq' : comparator, negative, noun: said.noun });
};

/** 193所中幼儿园70所, 230所(小学72所…): the first part of a total. */
const firstPart: Way = facts => {
  const { before, draft, rest, restSaid, said } = facts;
  const among = AMONG.test(draft.text.slice(before.start, before.start + 4));
  if (!said || restSaid === '' || (!among && draft.text[before.start - 1] !== '(')) return null;
  const at = among ? { start: rest.start + 1, end: rest.end } : rest;
  const noun = (among ? kindPrefix(said.verb) : '') + surfaceOf(draft, at);
  return reading(facts, { comparator: said.target.comparator, verb: among ? said.verb : null, noun, nounAt: at });
};

/** 新增学位1.1万个,其中小学6500个: a part is meant as the whole is. */
const partOfWhole: Way = facts => {
  const { before, draft, quantity, rest, restSaid, said } = facts;
  if (!said || restSaid === '' || quantity.unit !== said.target.unit || said.target.comparator === 'range') return null;
  if (
    governingAtStart(restSaid) ||
    !(AMONG_THESE.test(draft.text.slice(before.start, before.start + 3)) || isNextPart(facts))
  )
    return null;
  return reading(facts, { comparator: said.target.comparator, noun: surfaceOf(draft, rest), nounAt: rest });
};

const AMONG_THESE = /^[,、 ]?其中/;

/** 学位5000个,其中幼儿园420个,中小学4580个: a clause of its own for each part. */
const isNextPart = ({ before, draft, restSaid, sentence, said, rest }: Facts): boolean => {
  if (!said || rest.start !== before.start || draft.text[before.start - 1] !== ',' || addingIn(restSaid, 0))
    return false;
  const clause = clauseBefore(draft.text, sentence.start, before.start - 1);
  return said.target.start >= clause.start && AMONG_THESE.test(draft.text.slice(clause.start, clause.start + 3));
};

/** 毛入园率95%以上: a rate needs no verb. */
const bareRate: Way = facts => {
  const { draft, rest, restSaid } = facts;
  return RATE.test(restSaid) ? reading(facts, { comparator: 'eq', noun: surfaceOf(draft, rest), nounAt: rest }) : null;
};

/** 走访慰问困难群众: without the verbs that lead it. */
const withoutVerbs = (text: string, region: Region): Region => {
  let { start, end } = cleanNoun(text, region);
  for (let verb = governingAtStart(text.slice(start, end)); verb; verb = governingAtStart(text.slice(start, end))) {
    ({ start, end } = cleanNoun(text, { start: start + verb.length, end }));
  }
  return { start, end };
};

/** 惠及1.2万余人: nothing but the verb is said. */
const verbAlone: Way = facts => {
  const { quantity, rest, restSaid, said, scope } = facts;
  if (
    quantity.han ||
    TIME.test(quantity.unit ?? '') ||
    scope !== '' ||
    restSaid.length < 2 ||
    governingAtEnd(restSaid) !== restSaid
  )
    return null;
  // 新辟线路10条,优化20条: done to more of what was counted.
  const thing = said && said.target.unit === quantity.unit && quantity.unit !== '%' ? said.noun : '';
  return reading(facts, { comparator: 'eq', noun: thing === '' ? restSaid : partNoun(restSaid, thing), nounAt: rest });
};

/** 压减法人户数4户: so many less. */
const lessened: Way = facts => {
  const { draft, restSaid, rest } = facts;
  const verb = LESSENING.exec(restSaid)?.[0];
  if (!verb) return null;
  const object = { start: rest.start + verb.length, end: rest.end };
  return reading(facts, { comparator: 'add', negative: true, noun: surfaceOf(draft, object), nounAt: object });
};

/** 出栏生猪2.5万头, 失业人员再就业1500人: what stands before the number, without the verb that governs it. */
const plainThing: Way = facts => {
  const { draft, quantity, rest, restSaid, scope } = facts;
  if (
    quantity.han ||
    scope !== '' ||
    draft.text[quantity.end] === '的' ||
    TIME.test(quantity.unit ?? '') ||
    governingAtEnd(restSaid) === restSaid
  )
    return null;
  const object = withoutVerbs(draft.text, rest);
  const said = draft.text.slice(object.start, object.end);
  if (said.length < 2 || NO_THING.test(said)) return null;
  return reading(facts, { comparator: 'eq', noun: surfaceOf(draft, object), nounAt: object });
};

/** 指导3支救援队伍, 力争3件作品入选展演: the thing stands behind the number. */
const thingBehind: Way = facts => {
  const { draft, quantity, restSaid, scope, tail, tailSaid } = facts;
  if (
    (quantity.han && quantity.low === null) ||
    tailSaid === '' ||
    NO_THING.test(tailSaid) ||
    governingAtStart(tailSaid)
  )
    return null;
  const governed = restSaid === '' || scope !== '' || governingAtEnd(restSaid) !== null;
  if (TIME.test(quantity.unit ?? '')) return null;
  if (!governed && AMOUNT.test(quantity.unit ?? '')) return null;
  return reading(facts, { comparator: 'eq', noun: scope + surfaceOf(draft, tail.noun), nounAt: tail.noun });
};

// 投资3亿元改造宿舍: what follows an amount is another matter.
const AMOUNT = /元|%|亩|吨|米|公里|千瓦|人次|^$/;

// Alone, a time or a length says how far or how long something is, not how much of it is wanted.
const TIME = /^(?:小时|分钟|秒|天|日|米|岁|学时|课时)$/;

// Words before or behind a number that announce a list, count a part of the plan, or tell a place and not a goal.
const NO_THING =
  /^(?:方面|要求|原则|环节|层面|维度|阶段|步骤|以上|以下|以内|左右|工作日|月|(?:重点|关键|任务|问题)$)|(?:不到|仅|只有|原有|现|距离|时隔|历时|长达|为期|经过|坚持|围绕|聚焦|突出|紧扣|抓住|连续|前移|进位)$|20[0-9]{2}年/;

// The first way that fits is taken. The upper ones need a comparator or a verb directly before the number, the lower ones have none.
const stated: Way[] = [completed, verbNumberThing, ledNominal, handledThing, nominal, subjectNumber, saidElsewhere];
const unstated: Way[] = [
  result,
  boundFirst,
  lessened,
  verbThingNumber,
  achievedThing,
  partOfWhole,
  listMember,
  anotherNumber,
  firstPart,
  bareRate,
  thingBehind,
  plainThing,
  verbAlone,
];

/** Works out what a number counts, and whether it is a level or an increase; null where it is no target. */
export const interpret = (facts: Facts): Reading | null => {
  const { comparator, verb } = facts.peeled;
  for (const way of comparator || verb ? stated : unstated) {
    const found = way(facts);
    if (found) return withFixedName(facts, found);
  }
  return null;
};

// Names that hold a verb: 城镇新增就业 is what statistics call it.
const FIXED_NAME = /城[镇乡]新增就业(?=人数|达到|完成|超过|不少于|不低于|力争|保持|稳定|为|[0-9]|$)/;

const withFixedName = ({ draft, before, quantity }: Facts, found: Reading): Reading => {
  if (found.noun !== '就业' && found.noun !== '就业人数') return found;
  const name = FIXED_NAME.exec(draft.text.slice(before.start, quantity.start))?.[0];
  return name ? { ...found, noun: name } : found;
};

/** 面向社会开展免费职业技能培训,全年培训1万人次: what the clause before was about. */
const objectOfClauseBefore = ({ draft }: Facts, sentence: Region, at: number): Region | null => {
  if (at - 1 <= sentence.start || draft.text[at - 1] !== ',') return null;
  const clause = clauseBefore(draft.text, sentence.start, at - 1);
  const noun = cleanNoun(draft.text, clause);
  const making = addingIn(draft.text.slice(noun.start, noun.end), 0);
  const object =
    making?.at === 0 ? cleanNoun(draft.text, { start: noun.start + making.verb.length, end: noun.end }) : noun;
  const length = object.end - object.start;
  return length >= 2 && length <= 30 ? object : null;
};
