import { type Region, trimRegion } from '../draft';
import { looksLikeBody } from './body-shape';

const LONGEST_NAME = 60;
const OPEN = new Set([...'([【〔“‘《']);
const CLOSE = new Set([...')]】〕”’》']);
const SEPARATORS = new Set([...',;。、/|']);
const BODY_END =
  /(?:[处科室股局委办部会院馆站所校园组班厅社队署府厂]|中心|单位|部门|党委|支部|街道|镇|乡|公司|集团|企业|县|区|市)$/;
const JOINED =
  /(?:[处科室股局委办部会院馆站所校园组班厅]|中心|单位|部门|党委|公司|集团|街道)(和|及|以及|与)(?=[一-龥]{2,})/g;

/** Cuts a list of names: at 、 and the like outside brackets, at blanks between whole names, at 和 between whole names. */
export const splitNames = (text: string, region: Region): Region[] => {
  const pieces: Region[] = [];
  let start = region.start;
  let depth = 0;
  const push = (end: number): void => {
    const piece = trimRegion(text, { start, end });
    if (piece.end > piece.start) pieces.push(piece);
  };
  for (let at = region.start; at < region.end; at += 1) {
    const character = text[at]!;
    if (OPEN.has(character)) depth += 1;
    else if (CLOSE.has(character)) depth = Math.max(0, depth - 1);
    else if (
      depth === 0 &&
      (SEPARATORS.has(character) ||
        (character === '\n' && !breaksName(text, start, at, region.end)) ||
        (character === ' ' && endsBody(text.slice(Math.max(start, at - 8), at))))
    ) {
      push(at);
      start = at + 1;
    }
  }
  push(region.end);
  return pieces.flatMap(piece => splitAtAnd(text, piece)).flatMap(piece => stripName(text, piece));
};

/** A line may break in the middle of a name: 法律援助 and 中心. */
const breaksName = (text: string, start: number, at: number, end: number): boolean => {
  const left = text.slice(start, at).trim();
  if (left.length > 12 || looksLikeBody(left)) return false;
  const right = /^[^,;。、/|\n]{0,12}/.exec(text.slice(at + 1, Math.min(end, at + 20)).trimStart())?.[0] ?? '';
  return right.length > 0 && looksLikeBody(left + right.trim());
};

const endsBody = (name: string): boolean => BODY_END.test(name.trim());

/** 学前教育处和义务教育处 are two, 高等教育和职业教育处 is one: what stands before 和 must be a whole name. */
const splitAtAnd = (text: string, piece: Region): Region[] => {
  const said = text.slice(piece.start, piece.end);
  if (said.length > 200) return [piece];
  const cuts: Region[] = [];
  let from = 0;
  for (const match of said.matchAll(JOINED)) {
    const and = match.index + match[0].length - match[1]!.length;
    if (!endsBody(said.slice(and + match[1]!.length)) || and - from < 2) continue;
    cuts.push({ start: piece.start + from, end: piece.start + and });
    from = and + match[1]!.length;
  }
  return [...cuts, { start: piece.start + from, end: piece.end }];
};

const BEFORE = /^(?:由|请|各?责任单位为|其中|以及|及|和|与|并由|会同|同) */;
const AFTER =
  /(?: |,|等)*(?:等(?:有关|相关)?(?:部门|单位|处室|科室)?|按(?:照)?(?:各自)?职责(?:分工)?(?:分别)?(?:负责|落实)?|分别负责|共同负责|负责落实|组织实施|牵头(?:负责)?|(?:积极)?配合|(?:共同)?负责|落实)$/;

/** A name without 由 before it and 等, 负责 … behind it. */
const stripName = (text: string, piece: Region): Region[] => {
  if (piece.end - piece.start > LONGEST_NAME) return [];
  const said = text.slice(piece.start, piece.end);
  const before = BEFORE.exec(said)?.[0].length ?? 0;
  const after = AFTER.exec(said)?.[0].length ?? 0;
  const name = { start: piece.start + before, end: piece.end - after };
  if (name.end <= name.start) return [];
  const left = text.slice(name.start, name.end);
  return /[一-龥A-Za-z]/.test(left) && left.length <= LONGEST_NAME ? [name] : [];
};
