import { type Draft, type Statement, trimRegion } from '../draft';
import { endsLikeBody, looksLikeBody } from './body-shape';
import type { Bracket } from './brackets';

const LEAST = 3;

/**
 * Lists of bodies in brackets at the end of lines, without any label: (党委宣传部、教务处、各学院). One alone may be anything; where
 * most of the text's lines that end with a bracket end so, it is the way of the house.
 */
export const findBareLists = (draft: Draft, brackets: Bracket[], stated: Statement[]): Statement[] => {
  const { text } = draft;
  const lists: Statement[] = [];
  let others = 0;
  let next = 0;
  let covered = 0;
  for (const bracket of brackets) {
    while (next < stated.length && stated[next]!.end <= bracket.start) next += 1;
    if (bracket.start < covered || bracket.depth > 0 || !bracket.closed || !endsLine(text, bracket.end)) continue;
    if (next < stated.length && stated[next]!.start <= bracket.start) continue;
    const value = trimRegion(text, { start: bracket.start + 1, end: bracket.end - 1 });
    const said = text.slice(value.start, value.end);
    covered = bracket.end;
    if (!isBare(said)) {
      if (/[一-龥]/.test(said)) others += 1;
      continue;
    }
    lists.push({ start: bracket.start, end: bracket.end, parts: [{ role: 'responsible', inCharge: false, value }] });
  }
  if (lists.length >= LEAST && lists.length > others && lists.length > stated.length / 3) return lists;
  return lists.filter(({ start, parts }) => {
    const said = text.slice(parts[0]!.value.start, parts[0]!.value.end);
    return isOfficial(said) || (stated.length > 0 && isSetApart(text, start) && isOffices(said));
  });
};

const endsLine = (text: string, at: number): boolean => /^[。;. ]*(?:\n|$)/.test(text.slice(at, at + 6));

// 市住建局, 县城管局, 各乡镇: nothing else in a bracket at the end of a line looks like that.
const OFFICIAL =
  /^(?:[市县区省州](?:[一-龥()]{2,18})(?:局|委|办|厅|部|中心|公司|集团|支队|大队|委员会|办公室)|各(?:县|区|市|乡|镇|街|村)[一-龥()、]{0,14}|[一-龥]{2,3}[市县区](?:人民)?政府)$/;

/** Behind the end of a sentence a bracket explains nothing. */
const isSetApart = (text: string, at: number): boolean => /[。;!)】\]\n] *$/.test(text.slice(Math.max(0, at - 3), at));

const OFFICE = /(?:[处科股室局委办部]|中心|学院|工会|各学院|各部门)$/;
const isOffices = (said: string): boolean => said.split(/[、,;\s]+/).every(piece => OFFICE.test(piece));

const isOfficial = (said: string): boolean =>
  said
    .replace(/等$/, '')
    .split(/[、,;\s]+/)
    .every(piece => OFFICIAL.test(piece));

const isBare = (said: string): boolean => {
  if (said.length > 400 || /^[市县区、]+$/.test(said)) return false;
  const pieces = said
    .replace(/等$/, '')
    .split(/[、,;\s]+/)
    .filter(piece => piece);
  return (
    pieces.length > 0 &&
    pieces.every(piece => piece.length >= 3 && (looksLikeBody(piece) || endsLikeBody(piece))) &&
    pieces.some(piece => looksLikeBody(piece))
  );
};
