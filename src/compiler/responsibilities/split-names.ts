import { isBlank, type Region, trimRegion } from '../draft';
import { charactersOf } from '../plain/characters';
import { matchesOf } from '../plain/matches-of';
import { isCollective, looksLikeBody } from './body-shape';
import { isDate } from './refine-parts';

const LONGEST_NAME = 60;
const OPEN = charactersOf('([【〔“‘《');
const CLOSE = charactersOf(')]】〕”’》');
const SEPARATORS = charactersOf(',;。、/|:');

/** Names that stand alone somewhere in the text: evidence for where a list is to be cut. */
export type KnownNames = ReadonlySet<string>;
const NO_NAMES: KnownNames = new Set();

/** Cuts a list of names: at 、 and the like outside brackets, and between whole names at blanks, line breaks, 和 or nothing. */
export const splitNames = (text: string, region: Region, known: KnownNames = NO_NAMES): Region[] => {
  const names: Region[] = [];
  for (const piece of joinShared(text, splitPieces(text, region, known))) {
    for (const joined of splitAtAnd(text, piece, known)) {
      for (const one of splitGlued(text, joined, known)) {
        const name = stripName(text, one);
        if (name) names.push(name);
      }
    }
  }
  return names;
};

const splitPieces = (text: string, region: Region, known: KnownNames): Region[] => {
  const pieces: Region[] = [];
  let start = region.start;
  let depth = 0;
  const push = (end: number): void => {
    const piece = trimRegion(text, { start, end });
    if (piece.end > piece.start) pieces.push(piece);
  };
  for (let at = region.start; at < region.end; at += 1) {
    const code = text.charCodeAt(at);
    if (OPEN[code] === 1) depth += 1;
    else if (CLOSE[code] === 1) depth = Math.max(0, depth - 1);
    else if (
      depth === 0 &&
      (SEPARATORS[code] === 1 || (isBlank(text, at) && partsNames(text, start, at, region.end, known)))
    ) {
      push(at);
      start = at + 1;
    }
  }
  push(region.end);
  return pieces;
};

/** Does the blank or line break at `at` stand between two names? 市 教育局 and 法律援助 / 中心 are one. */
const partsNames = (text: string, start: number, at: number, end: number, known: KnownNames): boolean => {
  const left = squeeze(text.slice(Math.max(start, at - LONGEST_NAME), at));
  if (left === '') return true;
  const right = squeeze(/^[^,;。、/|:]{0,40}/.exec(text.slice(at + 1, Math.min(end, at + 42)))?.[0] ?? '');
  if (right === '' || known.has(left)) return true;
  const next = squeeze(/^\s*[^\s,;。、/|:]{0,40}/.exec(text.slice(at + 1, Math.min(end, at + 42)))?.[0] ?? '');
  if (left.length < 3 || !looksLikeBody(left)) return !looksLikeBody(left + next) && left.length > 12;
  if (/^(?:市|县|区|省|州|旗|乡|镇)$/.test(left.at(-1)!) && !isCollective(left)) return false;
  return next.length >= 2 && !/^(?:市|县|区|省|党)委$/.test(left);
};

const squeeze = (said: string): string => said.replace(/\s+/g, '');

// 各乡镇人民政府、街道办事处 is one name: 各 is said of both.
const SHARED = /^(?:街道|街道办|街道办事处|乡|镇|县|区|市|街|单位|区县|场)$/;
const SHARING = /^[^、,]{0,6}各[^、,]{0,6}(?:人民政府|政府|乡|镇|县|市|区|部门)$/;

const joinShared = (text: string, pieces: Region[]): Region[] => {
  const joined: Region[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const said = text.slice(piece.start, piece.end);
    const between = last ? text.slice(last.end, piece.start).trim() : '';
    if (last && between === '、' && SHARED.test(said) && SHARING.test(text.slice(last.start, last.end).split('、')[0]!))
      last.end = piece.end;
    else joined.push({ start: piece.start, end: piece.end });
  }
  return joined;
};

const AND = /以及|和|及|与/g;
// After these a name has surely ended; after 区, 村, 校 … a word may (社区和社会组织科).
const SURE =
  /(?:[局委办处科股厅署院馆站所]|[^教]室|[^内全外]部|中心|公司|集团|[^社机]会|单位|部门|街道|党委|银行|支队|大队|政府)$/;

/** 学前教育处和义务教育处 are two, 高等教育和职业教育处 is one: what stands before 和 must be a whole name, and so must the rest. */
const splitAtAnd = (text: string, piece: Region, known: KnownNames): Region[] => {
  const said = text.slice(piece.start, piece.end);
  if (said.length > 200 || known.has(squeeze(said))) return [piece];
  const cuts: Region[] = [];
  let from = 0;
  for (const { 0: and, index } of matchesOf(AND, said)) {
    const [left, right] = [squeeze(said.slice(from, index)), squeeze(said.slice(index + and.length))];
    if (left.length < 2 || inBracket(said.slice(from, index))) continue;
    const begins = /^(?:各|有关|相关|其他|市直|县直|区直)/.test(right) && right.length > 3;
    const sure =
      (known.has(left) && looksLikeBody(right)) ||
      (begins && looksLikeBody(left)) ||
      (SURE.test(left) && looksLikeBody(left) && !GENERAL.test(right) && looksLikeBody(right)) ||
      (looksLikeBody(left) &&
        left.length >= 4 &&
        looksLikeBody(right) &&
        (isCollective(left) || /^(?:市|县|区|省|各)/.test(right)));
    if (!sure) continue;
    cuts.push({ start: piece.start + from, end: piece.start + index });
    from = index + and.length;
  }
  return [...cuts, { start: piece.start + from, end: piece.end }];
};

// 市直有关部门和单位 is one.
const GENERAL = /^(?:单位|部门|处室|科室|股室|机构|企业|学校|街道|社区|学院|园区)$/;

const inBracket = (said: string): boolean => said.lastIndexOf('(') > said.lastIndexOf(')');

const GLUE =
  /(?<=[局委办厅处科院会心司部)])(?=各(?:县|区|市|乡|镇|街|学院|有关|相关|村|学校)|[市县区省](?:[一-龥]{2,12}(?:局|委|办|中心|公司|会|院)))/g;

/** Two names with nothing between them. */
export const isGlued = (name: string): boolean => name.search(GLUE) > 2;

/** 市教育局市财政局, 高新园(邹区镇)各街道: nothing between two names. */
const splitGlued = (text: string, piece: Region, known: KnownNames): Region[] => {
  const said = text.slice(piece.start, piece.end);
  if (said.length < 6 || said.length > 200 || known.has(squeeze(said))) return [piece];
  const cuts: Region[] = [];
  let from = 0;
  for (const { index } of matchesOf(GLUE, said)) {
    const left = said.slice(from, index);
    if (left.length < 3 || inBracket(left) || /^.{0,4}[市县区省]委$/.test(left) || !looksLikeBody(left)) continue;
    cuts.push({ start: piece.start + from, end: piece.start + index });
    from = index;
  }
  return [...cuts, { start: piece.start + from, end: piece.end }].map(region => trimRegion(text, region));
};

const BEFORE =
  /^(?:由|请|各?责任单位为|其中|以及|及|和(?!平|县|龙|田|顺)|与|并由|会同|[*★☆▲△◆●·#※—-]+|[0-9]{1,2}[.)]) */;
const AFTER =
  /(?:等(?:有关|相关|各|成员){0,2}(?:职能)?(?:部门|单位|处室|科室|股室)?(?:和单位)?|(?:按照?|依)(?:各自)?职责(?:分工)?(?:分别)?(?:负责|落实)?|分别负责|共同负责|负责落实|组织实施|牵头(?:负责)?|(?:积极)?配合|(?:共同)?负责|(?<=[局委办处科室部会院])落实|(?<=单位)参与|\((?:排名不分先后|下同|列第一[^()]{0,24}|第一个[^()]{0,24}|排[^()]{0,36}|牵头|配合|主办|协办|牵头单位|牵头部门|责任单位|负责)\)|[ ,等*★☆▲△])$/;
const NO_NAME =
  /[!?]|^(?:单位|部门|责任时限|完成时限|无|\/|-|—|暂无|略|同上|待定|长期|全年|年内|下同|负责|牵头|配合|落实|等)$/;

/** A name without 由 before it and 等, 负责 … behind it; null where it is none. */
const stripName = (text: string, piece: Region): Region | null => {
  if (piece.end - piece.start > LONGEST_NAME) return null;
  let { start, end } = piece;
  for (let turn = 0; turn < 6; turn += 1) {
    const said = text.slice(start, end);
    const before = BEFORE.exec(said)?.[0].length ?? 0;
    const after = before > 0 ? 0 : (AFTER.exec(said)?.[0].length ?? 0);
    if (before + after === 0) break;
    start += before;
    end -= after;
  }
  const name = balanced(text, trimRegion(text, { start, end: Math.max(start, end) }));
  const left = text.slice(name.start, name.end);
  if (!/[一-龥A-Za-z]/.test(left) || left.length < 2 || NO_NAME.test(left) || isDate(left)) return null;
  return name;
};

/** Without a bracket at either end that has no partner. */
const balanced = (text: string, { start, end }: Region): Region => {
  const said = text.slice(start, end);
  const open = said.indexOf('(');
  const close = said.lastIndexOf(')');
  if (open >= 0 && close < open) return trimRegion(text, { start, end: start + (open > 1 ? open : said.length) });
  if (close >= 0 && (open < 0 || open > close))
    return trimRegion(text, { start: start + (close < 2 ? close + 1 : 0), end: close < 2 ? end : start + close });
  return { start, end };
};
