import { type Region, type Statement, type StatementPart, trimRegion } from '../draft';
import { addAll } from '../plain/add-all';
import { looksLikeBody } from '../responsibilities/body-shape';
import { labelledParts } from '../responsibilities/find-statements';
import { readProse } from '../responsibilities/prose';
import { isBodies } from './cell-kinds';
import type { Column } from './columns';
import { looksLikePeople, splitPeople } from './people';

type Stated = Extract<Column, { kind: 'stated' }>;

/**
 * What a cell says under its column. It may say more by itself: labels (牵头单位:A), prose (由A牵头,B配合), marks behind names
 * (A(牵头)、B). Persons are divided here, and bodies with nothing between them.
 */
export const cellStatement = (text: string, cell: Region, column: Stated): Statement => {
  const value = trimRegion(text, cell);
  return { ...value, parts: partsOf(text, value, column) };
};

/** Text of a table that is neither task nor statement: its facts are not those of the plan. */
export const asideStatement = ({ start, end }: Region): Statement => ({ start, end, parts: [] });

const partsOf = (text: string, value: Region, { role, inCharge, people }: Stated): StatementPart[] => {
  if (role === 'deadline' || role === 'other') return [{ role, inCharge, value }];
  const labelled = labelledParts(text, value);
  if (labelled.length > 0) return labelled;
  if (role === 'leader' || role === 'contact') {
    return splitPeople(text, value).map(person => ({ role, inCharge, value: person }));
  }
  // A list of names is no sentence, whatever words the names are made of.
  const prose =
    isBodies(text, value) && !SAYS_WHO.test(text.slice(value.start, value.end)) ? [] : readProse(text, value);
  if (prose.length > 0) return prose;
  const pieces = splitList(text, value).flatMap(piece => (people ? splitPersons(text, piece) : [piece]));
  const marked = pieces.some(({ start, end }) => LEADS.test(text.slice(start, end)));
  return pieces.flatMap(piece => {
    const said = text.slice(piece.start, piece.end);
    if (people && looksLikePeople(said)) {
      return splitPeople(text, piece).map((person): StatementPart => ({ role: 'contact', inCharge, value: person }));
    }
    if (!marked) return [{ role, inCharge, value: piece }];
    const mark = LEADS.exec(said)?.[0].length ?? 0;
    return [{ role: mark > 0 ? 'lead' : 'assist', inCharge, value: { start: piece.start, end: piece.end - mark } }];
  });
};

const SAYS_WHO = /(?:牵头|主办|配合|协办|负责)(?:[,;。、]|$)/;

/** 后勤处 陈立川: a body, and who answers there. */
const splitPersons = (text: string, piece: Region): Region[] => {
  const blank = text.slice(piece.start, piece.end).search(/[ \n(]/);
  if (blank < 0) return [piece];
  const persons = trimRegion(text, {
    start: piece.start + blank + 1,
    end: piece.end - (text[piece.end - 1] === ')' ? 1 : 0),
  });
  if (!looksLikePeople(text.slice(persons.start, persons.end))) return [piece];
  return [{ start: piece.start, end: piece.start + blank }, persons];
};

const LEADS = /\((?:牵头|主办|主责|牵头单位|牵头部门|总牵头)\)$/;
const SEPARATOR = /[、,;/|。]/;

/** At separators outside brackets, and where a name is followed by the next one with nothing or a blank between. */
const splitList = (text: string, value: Region): Region[] => {
  const pieces: Region[] = [];
  let start = value.start;
  let depth = 0;
  for (let at = value.start; at <= value.end; at += 1) {
    const character = text[at];
    if (at < value.end && character === '(') depth += 1;
    else if (at < value.end && character === ')') depth = Math.max(0, depth - 1);
    if (at < value.end && !(depth === 0 && SEPARATOR.test(character!))) continue;
    const piece = trimRegion(text, { start, end: at });
    if (piece.end > piece.start) addAll(pieces, splitGlued(text, piece));
    start = at + 1;
  }
  return pieces;
};

// What the next name of a list begins with, where nothing stands between: 各街道, 区财政局.
const BEGINS = /^(?:各|[市县区省镇][一-龥]{2})/;
const ENDS = /[局委办室心会院团社队司校部厅处科股)]/;
const SHORTEST = 3;
const LONGEST_NAME = 24;
const SAME_RANK = '局处科股委';

const splitGlued = (text: string, piece: Region): Region[] => {
  const found: Region[] = [];
  let start = piece.start;
  let depth = 0;
  for (let at = piece.start; at < piece.end; at += 1) {
    const character = text[at]!;
    if (character === '(') depth += 1;
    if (character === ')') depth = Math.max(0, depth - 1);
    const next = at + 1;
    if (depth > 0 || next - start < SHORTEST || piece.end - next < SHORTEST || !ENDS.test(character)) continue;
    if (!begins(text, next, piece.end, character) || !looksLikeBody(text.slice(start, next))) continue;
    found.push({ start, end: next });
    start = next;
  }
  return [...found, { start, end: piece.end }].map(region => trimRegion(text, region));
};

/** Does a name begin here, behind one that ends with `before`? 后勤处总务处 are of one rank, 教育局基教科 is one body. */
const begins = (text: string, from: number, end: number, before: string): boolean => {
  const rest = text.slice(from, Math.min(end, from + LONGEST_NAME)).trimStart();
  if (BEGINS.test(rest)) return true;
  const same = SAME_RANK.includes(before) ? rest.indexOf(before) + 1 : 0;
  return same >= SHORTEST && looksLikeBody(rest.slice(0, same));
};
