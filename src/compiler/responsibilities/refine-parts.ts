import { type Region, type StatementPart, trimRegion } from '../draft';
import { stripEnd } from '../plain/strip-end';
import { namesSomebody } from './label-words';
import { isListOfBodies, readProse } from './prose';

const LONGEST_LIST = 2000;

const DATE =
  /^(?:于|在|到|至|截至|力争|确保|计划|预计|拟)?(?:(?:20[0-9]{2}|今|本|当)年)?(?:(?:[0-9]{1,2}|十?[一二三四五六七八九十])月(?:份|[0-9]{1,2}日|[上中下]旬)?(?:底|末|初)?|第?[一二三四1-4]季度|[上下]半年|年(?:底|内|末|终|中|度内?)|全年|春季|秋季|暑期|寒假|学期|每[年月季周]|20[0-9]{2}年|20[0-9]{2}[.\-/][0-9]{1,2}|常年|长期|持续|常态化|贯穿全年|即日)[^、。;:]{0,18}$|^(?:完成|办结)(?:时限|时间|期限)[^、。;]{0,16}$/;

/** Is this a date or a rhythm, and nothing else? 2026年6月底前完成, 年内, 持续推进. */
export const isDate = (said: string): boolean => {
  const plain = stripEnd(said.replace(/\s+/g, ''), ',。;');
  return plain.length > 1 && plain.length <= 30 && DATE.test(plain);
};

/** Reads prose behind a label (责任单位:A牵头,B配合) and sets dates apart that stand at the end of a list of names. */
export const refineParts = (text: string, parts: StatementPart[]): StatementPart[] =>
  parts.flatMap(part => {
    if (!namesSomebody(part.role)) return [part];
    const value = trimRegion(text, part.value);
    const named = part.role === 'responsible' || part.role === 'lead';
    const prose = named && !part.people ? readProse(text, value) : [];
    if (prose.length > 0) return prose;
    return cutDate({ ...part, value: withoutRemark(text, value) }, text);
  });

/** Behind a full stop a list may go on, or a remark may follow: 县教育局。以下各项均由各乡镇落实. */
const withoutRemark = (text: string, value: Region): Region => {
  const stop = text.slice(value.start, value.end).indexOf('。');
  if (stop < 0 || value.end - value.start > LONGEST_LIST) return value;
  const at = value.start + stop;
  const rest = stripEnd(text.slice(at + 1, value.end).trim(), ',;。、');
  return /[均都应要须需由]|不再|落实|负责/.test(rest) && !isDate(rest) && !isListOfBodies(rest)
    ? { start: value.start, end: at }
    : value;
};

const cutDate = (part: StatementPart, text: string): StatementPart[] => {
  const said = text.slice(part.value.start, part.value.end);
  if (said.length > 2000) return [part];
  const dates: StatementPart[] = [];
  let end = stripEnd(said, ',;。、').length;
  for (let turn = 0; turn < 2; turn += 1) {
    const at = Math.max(...[',', ';', '。', '\n', ' '].map(mark => said.lastIndexOf(mark, end - 1)));
    if (at <= 0 || !isDate(said.slice(at + 1, end))) break;
    const start = part.value.start + at + 1;
    dates.unshift({ role: 'deadline', inCharge: false, value: { start, end: part.value.start + end } });
    end = stripEnd(said.slice(0, at), ',;。、').length;
  }
  if (dates.length === 0) return [part];
  return [{ ...part, value: { start: part.value.start, end: part.value.start + end } }, ...dates];
};
