import { allNodes, type Draft, type DraftDeadline, type DraftNode, type Region } from '../draft';
import { addAll } from '../plain/add-all';
import { charactersOf, holdsOneOf } from '../plain/characters';
import { matchesOf } from '../plain/matches-of';
import { sayings } from './find-targets';
import { type Dates, readDate } from './read-date';

const YEAR = '(?:20[0-9]{2}年|今年|本年|明年)';
const MONTH = '(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])月';
const DAY = '(?:[12][0-9]|3[01]|0?[1-9])日';
const BEFORE = '(?:之前|以前|前)';

// Ways to say until when; each form is a stretch of text that `readDate` turns into dates.
const DATES = new RegExp(
  [
    `每(?:个)?(?:月|季度|季|学期|半年|年|周|双周)(?:[0-9]{1,2}(?:日|号))?(?:底|末|初|上旬|中旬|下旬)?(?:${BEFORE})?`,
    `(?:${YEAR})?${MONTH}(?:份|${DAY}|[上中下]旬|底|初)?(?:-|—|~|至|到)(?:${YEAR})?${MONTH}(?:份|${DAY}|[上中下]旬|底)?(?:${BEFORE})?`,
    `(?:${YEAR})?(?:1[0-2]|[1-9])(?:-|—|~|至)${MONTH}(?:份|底)?`,
    `(?:五一|七一|国庆|元旦)(?:劳动)?节?${BEFORE}`,
    `长期坚持(?![的以到把党])`,
    `(?:到|于|在)?(?:${YEAR})?${MONTH}(?:份|${DAY}|[上中下]旬|底|末|初)?(?:${BEFORE}|(?=完成|建成|投用|投入使用|开工|竣工|启用|交付|通车|验收|召开|举办|启动))`,
    `(?:${YEAR})?${MONTH}(?:底|末|份|[上中下]旬)`,
    `(?:到)?20[0-9]{2}年(?:年?底|年?末)(?:${BEFORE})?`,
    `(?:今年|本)?年(?:年?底|末)(?:${BEFORE})?|年终${BEFORE}`,
    `(?:${YEAR})?(?:第?[一二三四1-4]季度)(?:末|底)?(?:${BEFORE})?`,
    `(?:${YEAR})?[上下]半年(?:${BEFORE})?`,
    `(?:${YEAR})?(?:春|秋)季(?:学期)?(?:开学)?${BEFORE}|(?:${YEAR})?(?:春|秋)季(?:学期开学|开学|学期(?=[完前投启建实起末结,。;)]|$))`,
    '(?:年内|全年|年度内|本年度内|当年)',
    `(?:暑假|暑期|寒假)(?:开学)?(?:${BEFORE}|期间|结束前)`,
  ].join('|'),
  'g',
);

// Where only a date can stand, a bare one is enough: 6月, 9月30日, 2026-06-30, 2026.6.
const BARE = new RegExp(
  `(?:${YEAR})?${MONTH}(?:${DAY})?|20[0-9]{2}[-./](?:1[0-2]|0?[1-9])(?:[-./](?:[12][0-9]|3[01]|0?[1-9]))?(?![0-9])`,
  'g',
);

// None of the forms does without one of these.
const DATE_MARKS = charactersOf('月季年周期假前');

const ENDLESS = /长期坚持|长期推进|持续推进|常态化推进|长期|持续|贯穿全年|全年推进/;

// 完成时限:9月底前, in a line that the statements left over.
const FIELD = /^(?:完成|办理|办结|计划)?(?:时限|时间|期限)[^:]{0,3}:/;

/** Finds until when something is to be done: in the text, and in what stands behind 完成时限 or in a bracket. */
export const findDeadlines = (draft: Draft): void => {
  for (const node of allNodes(draft)) {
    if (node.kind !== 'item' && node.kind !== 'measure') continue;
    for (const sentence of sayings(draft.text, node)) {
      const stated = FIELD.test(draft.text.slice(sentence.start, sentence.start + 10));
      addAll(node.deadlines, datesIn(draft, sentence, stated));
    }
    for (const part of node.statements.flatMap(({ parts }) => parts)) {
      if (part.role === 'deadline') addAll(node.deadlines, datesIn(draft, part.value, true));
    }
    node.deadlines.sort((a, b) => a.start - b.start);
  }
};

const datesIn = (draft: Draft, region: Region, stated = false): DraftDeadline[] => {
  if (!stated && !holdsOneOf(DATE_MARKS, draft.text, region.start, region.end)) return [];
  const said = draft.text.slice(region.start, region.end);
  const found: DraftDeadline[] = [];
  for (const match of matchesOf(DATES, said)) {
    if (!stated && isDescription(said, match.index, match[0])) continue;
    const dates = readDate(match[0], draft.year);
    if (!dates) continue;
    // What a year before the plan's brought is told as a background.
    if (!stated && draft.year !== null && dates.until !== null && Number(dates.until.slice(0, 4)) < draft.year)
      continue;
    const start = region.start + match.index;
    found.push(deadline(start, match[0], dates));
  }
  if (stated && found.length === 0) {
    for (const match of matchesOf(BARE, said)) {
      const [year, month, day] = match[0].split(/[-./]/);
      const dates = readDate(
        month ? `${year}年${Number(month)}月${day ? `${Number(day)}日` : ''}` : match[0],
        draft.year,
      );
      if (!dates) continue;
      // What a year before the plan's brought is told as a background.
      if (!stated && draft.year !== null && dates.until !== null && Number(dates.until.slice(0, 4)) < draft.year)
        continue;
      const start = region.start + match.index;
      found.push(deadline(start, match[0], dates));
    }
  }
  const endless = stated && found.length === 0 ? ENDLESS.exec(said) : null;
  if (endless) {
    const start = region.start + endless.index;
    found.push({ start, end: start + endless[0].length, from: null, until: null, recurring: null });
  }
  return found;
};

const deadline = (start: number, said: string, { from, until, recurring }: Dates): DraftDeadline => ({
  start,
  end: start + said.length,
  from,
  until,
  recurring,
});

/** 每周1课时 and 每季度不少于1次 say how often; 每年级 and 全年龄 are other words; “…” is a name. */
const isDescription = (said: string, at: number, date: string): boolean => {
  const after = said.slice(at + date.length, at + date.length + 3);
  const before = said.slice(Math.max(0, at - 40), at);
  if (/(?:截至|截止|自|印发于)$/.test(before)) return true;
  if (before.lastIndexOf('“') > before.lastIndexOf('”') || before.lastIndexOf('《') > before.lastIndexOf('》'))
    return true;
  if (date.startsWith('每')) {
    return (
      !/前|日|号|底|末/.test(date) &&
      (/^(?:[0-9一二两三至不]|级|个|名|人|度|均|生|节|课)/.test(after) || /^每[年周]/.test(date))
    );
  }
  if (/^(?:全年|年内)$/.test(date) && /^(?:龄|级|段)/.test(after)) return true;
  return /[0-9第]$/.test(before) && /^[0-9年]/.test(date);
};

/** Sets targets, and no date is stated for it, in it or above it. */
export const isUndated = (node: DraftNode): boolean => {
  if (node.targets.length === 0) return false;
  for (let at: DraftNode | null = node; at; at = at.parent) if (at.deadlines.length > 0) return false;
  return node.children.every(({ deadlines }) => deadlines.length === 0);
};
