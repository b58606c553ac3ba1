import type { Draft, DraftTarget, Region } from '../draft';
import { matchesOf } from '../plain/matches-of';
import { cleanNoun } from './clean-noun';
import { clauseBefore } from './context';
import { STRIVE } from './target-words';

const COVERAGE = /(?:基本)?(?:实现)?(?:100%|百分之百)?全(?:部)?覆盖/g;
const ZERO = /(?:从|由)?(?:实现)?(?:(?:动态|常态(?:化)?|全部|基本)?清零|“?零发生”?|保持为零|为零)/g;
const LARGE_CLASSES = /消除(?:(?:[0-9]{2}人以上)?超?大班额)/g;
const LEADING_VERB = /^(?:全面|进一步)?(?:推进|推动|推行|实施|实现|落实|促进|加快|确保|力争|做到)/;

const target = (region: Region, indicator: string, given: Partial<DraftTarget>): DraftTarget => ({
  ...region,
  indicator,
  comparator: 'eq',
  value: 100,
  low: null,
  high: null,
  unit: '%',
  strength: 'commit',
  approximate: false,
  baseline: null,
  ...given,
});

/** 全覆盖 is 100 % of what is covered, 清零 and 消除大班额 are 0. Where the words only describe (全覆盖的培训), they are no goal. */
export const readCoverage = (draft: Draft, sentence: Region): DraftTarget[] => {
  const said = draft.text.slice(sentence.start, sentence.end);
  if (!/覆盖|清零|消除|零发生|为零/.test(said)) return [];
  return [...goals(draft, sentence, said, COVERAGE), ...zeros(draft, sentence, said)];
};

const goals = (draft: Draft, sentence: Region, said: string, form: RegExp): DraftTarget[] => {
  const found: DraftTarget[] = [];
  for (const match of matchesOf(form, said)) {
    const at = sentence.start + match.index;
    const end = at + match[0].length;
    if (/^(?:的|、|”|式)/.test(draft.text.slice(end, end + 1)) || draft.text[at - 1] === '、') continue;
    const subject = subjectBefore(draft, sentence, at);
    if (!subject) continue;
    const clause = draft.text.slice(Math.max(sentence.start, subject.start - 8), at);
    found.push(
      target({ start: subject.start, end }, `${written(draft, subject)}覆盖率`, {
        strength: STRIVE.test(clause) ? 'strive' : 'commit',
      }),
    );
  }
  return found;
};

const zeros = (draft: Draft, sentence: Region, said: string): DraftTarget[] => {
  const found: DraftTarget[] = [];
  const none = { value: 0, unit: null };
  for (const match of matchesOf(ZERO, said)) {
    const at = sentence.start + match.index;
    const subject = subjectBefore(draft, sentence, at);
    // 从动态清零转向常态清零: the second one has no subject of its own.
    if (!subject || /^(?:转向|转为|到)/.test(draft.text.slice(subject.start, at))) continue;
    if (/清零|零发生/.test(draft.text.slice(subject.start, at))) continue;
    found.push(target({ start: subject.start, end: at + match[0].length }, written(draft, subject), none));
  }
  for (const match of matchesOf(LARGE_CLASSES, said)) {
    const start = sentence.start + match.index;
    const noun = { start: start + 2, end: start + match[0].length };
    found.push(target({ start, end: noun.end }, written(draft, noun), none));
  }
  return found;
};

const written = (draft: Draft, { start, end }: Region): string =>
  draft.plain.surface.slice(start, end).replace(/\s+/g, '');

/** What is covered: the clause before, without its verb; where there is none, what the clause before that was about. */
const subjectBefore = (draft: Draft, sentence: Region, at: number): Region | null => {
  const clause = clauseBefore(draft.text, sentence.start, at);
  if (clause.quoted) return null;
  const noun = cleanNoun(draft.text, clause);
  if (noun.end - noun.start >= 2) return noun;
  if (clause.start - 1 <= sentence.start || draft.text[clause.start - 1] !== ',') return null;
  const earlier = clauseBefore(draft.text, sentence.start, clause.start - 1);
  const verb = LEADING_VERB.exec(draft.text.slice(earlier.start, earlier.end))?.[0].length ?? 0;
  const object = cleanNoun(draft.text, { start: earlier.start + verb, end: earlier.end });
  const length = object.end - object.start;
  return length >= 2 && length <= 24 ? object : null;
};
