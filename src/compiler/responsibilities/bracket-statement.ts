import { type Region, type Statement, type StatementPart, trimRegion } from '../draft';
import { stripEnd } from '../plain/strip-end';
import type { Bracket } from './brackets';
import { labelsIn, partsOf } from './find-labels';
import { namesSomebody } from './label-words';
import { isListOfBodies, readProse } from './prose';
import { isDate, refineParts } from './refine-parts';

/** (牵头处室:A。责任处室:B、C), 【责任单位:A】, (A牵头,B配合), (各部门分别负责,年内持续推进), and one that was never closed. */
export const bracketStatement = (text: string, bracket: Bracket): Statement | null => {
  const inner = trimRegion(text, { start: bracket.start + 1, end: bracket.closed ? bracket.end - 1 : bracket.end });
  if (inner.end - inner.start < 3) return null;
  const labels = labelsIn(text, inner, true);
  if (labels.some(({ role }) => namesSomebody(role))) {
    const before = beforeLabels(text, { start: inner.start, end: labels[0]!.start });
    if (!before) return null;
    const end = bracket.closed ? inner.end : runEnd(text, labels.at(-1)!.value, inner.end);
    const parts = [...before, ...refineParts(text, partsOf(labels, end))];
    return { start: bracket.start, end: bracket.closed ? bracket.end : end, parts };
  }
  if (!bracket.closed) return null;
  const parts = readProse(text, inner);
  return parts.length > 0 ? { start: bracket.start, end: bracket.end, parts: refineParts(text, parts) } : null;
};

/** What stands in a bracket before its first label: nothing, a date, names; null where it is prose of another kind. */
const beforeLabels = (text: string, region: Region): StatementPart[] | null => {
  const value = trimRegion(text, region);
  const said = stripEnd(text.slice(value.start, value.end), ',;。、:★☆▲△◆●·*—-');
  if (said === '' || /^[★☆▲△◆●·*—\-[【(〔]+$/.test(said)) return [];
  const named = { start: value.start, end: value.start + said.length };
  if (isDate(said)) return [{ role: 'deadline', inCharge: false, value: named }];
  const prose = readProse(text, named);
  if (prose.length > 0) return prose;
  if (isListOfBodies(said)) return [{ role: 'responsible', inCharge: false, value: named }];
  return said.length <= 24 && !/[。;]/.test(said) && /[,;。\s]$/.test(text.slice(region.start, region.end)) ? [] : null;
};

/** An open bracket ends with its sentence. */
const runEnd = (text: string, from: number, end: number): number => {
  for (let at = from; at < end; at += 1) if (text[at] === '。' || text[at] === '\n') return at;
  return end;
};
