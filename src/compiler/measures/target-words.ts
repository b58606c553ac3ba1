import type { Comparator } from '../ledger';
import { charactersOf } from '../plain/characters';

type Bound = { comparator: Comparator; negative?: boolean };

// What stands directly before a number and says how it is meant. Longer forms first where one ends with the other.
const BOUNDS: Array<[string, Bound]> = [
  [
    '达到或超过|达到或高于|不低于|不少于|不小于|不得低于|不得少于|至少|最少|最低|保底|≥|>=|以上达',
    { comparator: 'ge' },
  ],
  ['不超过|不高于|不多于|不大于|不得超过|不得高于|最多|至多|≤|<=', { comparator: 'le' }],
  ['控制在|压减到|压减至|压缩到|压缩至|压降到|压降至', { comparator: 'eq' }],
  ['低于|少于|小于|<', { comparator: 'lt' }],
  ['超过|突破|大于|高于|多于|超|>', { comparator: 'gt' }],
  [
    '达到|达至|达成|达|完成|实现|保持在|稳定在|维持在|保持|稳定|提高到|提高至|提升到|提升至|增加到|增加至|增至|增到|扩大到|扩大至|上升到|上升至|升至|升到|发展到|拓展到|拓展至|恢复到|降至|降到|降低到|降低至|下降到|下降至|减少到|减少至|减至|缩小到|缩短至|缩短到|压缩到|为|是|=|共计|共有|共',
    { comparator: 'eq' },
  ],
  ['下降|降低|减少|压减|压缩|缩减|缩短|减', { comparator: 'add', negative: true }],
  ['增长|提高|提升|上升|增加|增幅|扩大|增', { comparator: 'add' }],
];

// Verbs of making more of something, wherever they stand in a phrase: the number is added in the plan year.
const MAKING =
  '净增|净增加|再建|增建|新认证|新辟|新注册|新登记|新取得|新发展|新创|新开通|新推出|新招|新组建|新签约|新打造|新投放|新投用|新投入|新购|新引育|新获批|新获|新种植|新栽|新上|新落户|新落地|新配备|新布设|新铺设|新改扩建|新建改扩建|新改建|新改造|新建和改扩建|新改建|改扩建|更新改造|升级改造|改造升级|提升改造|改造提升|维修改造|新建改造|建设改造|招聘引进|引进培育|培育引进|评选表彰|新创建|新培育|新认定|新建成|新增加|新增设|新增|新建|新开设|新开工|新招聘|新引进|新设|新评|新选|新入库|新立项|争创|共建|' +
  '建成|创建|创成|培育|培养|打造|评选|评定|评出|遴选|选树|选拔|选派|选聘|推选|补充|引进|引育|招聘|招录|招收|增设|增配|举办|召开|培训|轮训|抽查|购置|采购|发放|改造|改建|扩建|迁建';

// The same, but also parts of many nouns: only at the beginning of a phrase or directly before the number.
const ALSO_NOUNS =
  '建设|发表|申请|放映|演出|接待|建立|认定|评审|命名|招引|录用|配备|配齐|配建|增加|扩充|开设|开通|开展|开办|承办|组织|举行|资助|救助|帮扶|检查|抽检|督查|巡察|巡视|审计|整治|整改|排查|查处|办理|化解|解决|发展|吸纳|签约|开工|竣工|投产|推出|推广|推荐|立项|申报|争取|获批|修订|制定|出台|编制|研制|发布|种植|新植|栽植|绿化|修复|治理|更新|投放|安装|铺设|提供|开发|建造|入库|孵化|实施|筹集|筹建|投入|安排|设立|关停|取缔|淘汰|拆除|奖励|表彰|走访|慰问|征集|编写|报送';

const longerFirst = (words: string): string[] => words.split('|').sort((a, b) => b.length - a.length);
const byCharacter = (words: string[], index: 0 | -1): Map<string, string[]> => {
  const found = new Map<string, string[]>();
  for (const word of words) found.set(word.at(index)!, [...(found.get(word.at(index)!) ?? []), word]);
  return found;
};
const makingByStart = byCharacter(longerFirst(MAKING), 0);
const MAKING_START = charactersOf([...makingByStart.keys()].join(''));
const addingByStart = byCharacter(longerFirst(`${MAKING}|${ALSO_NOUNS}`), 0);
const addingByEnd = byCharacter(longerFirst(`${MAKING}|${ALSO_NOUNS}`), -1);

/** The verb of adding that a phrase ends with. */
export const addingAtEnd = (phrase: string): string | null =>
  // 党组织 and 社会组织 are bodies.
  /(?:党|社会|群团|经济|合作)组织$/.test(phrase)
    ? null
    : (addingByEnd.get(phrase.at(-1) ?? '')?.find(verb => phrase.endsWith(verb)) ?? null);

/** The verb of adding that a phrase begins with, or the first clear one in it. */
export const addingIn = (phrase: string, from: number): { verb: string; at: number } | null => {
  const first = addingByStart.get(phrase[from] ?? '')?.find(verb => phrase.startsWith(verb, from));
  if (first) return { verb: first, at: from };
  for (let at = from + 1; at < phrase.length; at += 1) {
    if (MAKING_START[phrase.charCodeAt(at)] !== 1) continue;
    const verb = makingByStart.get(phrase[at]!)?.find(word => phrase.startsWith(word, at));
    if (verb) return { verb, at };
  }
  return null;
};

/** Chinese numerals are counts only behind these: 新建二十所, not 突出两项重点. */
export const isClearVerb = (verb: string): boolean => makingByStart.get(verb[0]!)?.includes(verb) ?? false;

/** 新改扩建 names a kind of project too: 新改扩建中小学36所 counts 新改扩建中小学. */
export const KIND_VERB = /^(?:新改扩建|新建改扩建|新建和改扩建|改扩建|新改建)$/;

/** 竣工学校28所 counts 竣工学校. */
export const STATE_VERB = /^(?:新签约|新开工|新入库|竣工|开工|投产|复工|续建|签约|移交)$/;

/** Verbs that are nouns as well: 食堂改造60个 counts 食堂改造, 城市一类园新增15所 does not count 新增. */
export const NOMINAL_VERB =
  /^(?:改造|建设|培训|轮训|检查|抽查|抽检|督查|审计|整治|整改|排查|修复|治理|绿化|安装|认定|评选|评定|招聘|资助|救助|帮扶|改建|扩建|迁建|提升改造|升级改造|维修改造|更新改造)$/;

/** Leads a counted thing even where 达到 or 不少于 follows: 抽查学校不少于40所. */
export const HANDLING_VERB =
  /^(?:抽查|抽检|检查|督查|巡察|培训|轮训|招聘|招录|引进|培育|培养|评选|选派|选树|举办|组织|开展|发展|资助|帮扶|新建|建成|改造|开发|征集|走访|慰问|发放|查处|化解|办理)/;

export const STRIVE = /(?:力争|争取|努力|力促|争创|冲刺)/;

// What may stand between subject and number without changing either.
export const ADVERB =
  /(?:力争|争取|努力|确保|力促|实际|要|应|须|将|均|都|各|约|近|大约|累计|合计|总共|总计|至今|分别|就|再|又|也|全部|全面|如期|按期|按时|顺利|一律|年均|同比|比上年|较上年|较去年|比去年|每年|每人|每月|每户|每亩|全年|年内|分批|陆续|逐步|总数|总量|可|(?<![技功性职智节产潜动效势热电才本])能|原则上|稳步|继续|(?<![一-龥])计划|拟|预计|不断|基本|按要求)$/;

type Ending = Bound & { length: number };

const boundByEnd = new Map<string, Array<[string, Ending]>>();
for (const [words, bound] of BOUNDS) {
  for (const word of words.split('|')) {
    const end = word.at(-1)!;
    const ending: [string, Ending] = [word, { ...bound, length: word.length }];
    boundByEnd.set(
      end,
      [...(boundByEnd.get(end) ?? []), ending].sort((a, b) => b[0].length - a[0].length),
    );
  }
}

/** The comparator that a phrase ends with. */
export const boundAtEnd = (phrase: string): Ending | null => {
  for (const [word, ending] of boundByEnd.get(phrase.at(-1) ?? '') ?? []) {
    // 行为, 成为: no comparator.
    if (word === '为' && /[行成作认因以视]为$/.test(phrase)) continue;
    if (phrase.endsWith(word)) return ending;
  }
  return null;
};
