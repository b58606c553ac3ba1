import { type Draft, isBlank, type Region, type Statement, type StatementPart, trimRegion } from '../draft';
import { findWithin } from '../plain/find-within';
import { type Bracket, findBrackets } from './brackets';
import { LONGEST_LABEL, labelWord, namesSomebody } from './label-words';
import { readProse } from './prose';

type FoundLabel = { start: number; colon: number; role: StatementPart['role']; inCharge: boolean };

const LONGEST_RUN = 3000;
const HAN = /[一-龥]/;

/** The label that ends before the colon at `colon`: the longest word that is one, not reaching before `from`. */
const labelBefore = (text: string, colon: number, from: number, runIn: boolean): FoundLabel | null => {
  let end = colon;
  while (end > from && isBlank(text, end - 1) && text[end - 1] !== '\n') end -= 1;
  for (let start = Math.max(from, end - LONGEST_LABEL); start < end; start += 1) {
    if (!HAN.test(text[start]!)) continue;
    const free = start === from || !HAN.test(text[start - 1]!);
    if (!free && !runIn) continue;
    const word = labelWord(text.slice(start, end));
    if (word) return { start, colon, ...word };
  }
  return null;
};

const labelsIn = (text: string, region: Region, runIn: boolean): FoundLabel[] => {
  const found: FoundLabel[] = [];
  let from = region.start;
  for (
    let colon = findWithin(text, ':', region.start, region.end);
    colon >= 0;
    colon = findWithin(text, ':', colon + 1, region.end)
  ) {
    const label = labelBefore(text, colon, from, runIn && found.length > 0);
    if (label) {
      found.push(label);
      from = colon + 1;
    }
  }
  return found;
};

const partsOf = (labels: FoundLabel[], end: number): StatementPart[] =>
  labels.map(({ colon, role, inCharge }, index) => ({
    role,
    inCharge,
    value: { start: colon + 1, end: labels[index + 1]?.start ?? end },
  }));

/** What the labels of a stretch of text announce, where it begins with one. */
export const labelledParts = (text: string, region: Region): StatementPart[] => {
  const labels = labelsIn(text, region, true);
  return labels[0]?.start === region.start ? partsOf(labels, region.end) : [];
};

/** (牵头处室:A。责任处室:B、C), 【责任单位:A】, (A牵头,B配合), (各部门分别负责,年内持续推进) */
const bracketStatement = (text: string, bracket: Bracket): Statement | null => {
  const inner = trimRegion(text, { start: bracket.start + 1, end: bracket.end - 1 });
  const labels = labelsIn(text, inner, true);
  if (labels[0]?.start === inner.start && labels.some(({ role }) => namesSomebody(role))) {
    return { start: bracket.start, end: bracket.end, parts: partsOf(labels, inner.end) };
  }
  const parts = labels.length === 0 ? readProse(text, inner) : [];
  return parts.length > 0 ? { start: bracket.start, end: bracket.end, parts } : null;
};

/** From a label in the running text to the end of its line, or to the sentence that has no label: 牵头领导:A 责任单位:B。 */
const runStatement = (text: string, first: FoundLabel, limit: number): Statement => {
  const lineEnd = Math.min(limit, first.start + LONGEST_RUN);
  let end = lineEnd;
  const labels = labelsIn(text, { start: first.start, end: lineEnd }, true);
  for (
    let stop = findWithin(text, '。', first.colon, lineEnd);
    stop >= 0;
    stop = findWithin(text, '。', stop + 1, lineEnd)
  ) {
    const next = labels.find(({ start }) => start > stop);
    if (next && text.slice(stop + 1, next.start).trim() === '') continue;
    end = stop + 1;
    break;
  }
  const inside = labels.filter(({ colon }) => colon < end);
  return { start: first.start, end, parts: partsOf(inside, end) };
};

/** Finds what says who is responsible: in brackets, on lines of their own, and behind a sentence. */
export const findStatements = (draft: Draft): void => {
  const { text } = draft;
  const found: Statement[] = [];
  let covered = 0;
  let table = 0;
  const inTable = (at: number): boolean => {
    while (table < draft.tables.length && draft.tables[table]!.end <= at) table += 1;
    return table < draft.tables.length && draft.tables[table]!.start <= at;
  };
  for (const bracket of findBrackets(text)) {
    if (bracket.start < covered || inTable(bracket.start)) continue;
    const statement = bracketStatement(text, bracket);
    if (!statement) continue;
    found.push(statement);
    covered = bracket.end;
  }
  let next = 0;
  const free: Statement[] = [];
  for (const line of draft.lines) {
    let at = line.start;
    while (at < line.end) {
      while (next < found.length && found[next]!.end <= at) next += 1;
      const stop = Math.min(line.end, found[next]?.start ?? line.end);
      const label = at < stop ? firstLabel(text, { start: at, end: stop }) : null;
      if (label) {
        const statement = runStatement(text, label, stop);
        free.push(statement);
        at = statement.end;
      } else at = Math.max(stop, at) === line.end ? line.end : found[next]!.end;
    }
  }
  draft.statements = [...found, ...free, ...draft.tables.flatMap(({ statements }) => statements)].sort(
    (a, b) => a.start - b.start,
  );
};

/** The first label of a region behind a sentence, a blank or nothing, that names somebody. */
const firstLabel = (text: string, region: Region): FoundLabel | null => {
  for (
    let colon = findWithin(text, ':', region.start, region.end);
    colon >= 0;
    colon = findWithin(text, ':', colon + 1, region.end)
  ) {
    const label = labelBefore(text, colon, region.start, false);
    if (!label || !namesSomebody(label.role)) continue;
    const before = text[label.start - 1];
    if (label.start === region.start || before === undefined || /[\s。;!?)】\].、,]/.test(before)) return label;
  }
  return null;
};
