import { isBlank, type Region, type StatementPart } from '../draft';
import { addAll } from '../plain/add-all';
import { charactersOf, isHan, isOneOf } from '../plain/characters';
import { looksLikeBody } from './body-shape';
import { isPlainLabel, type LabelWord, LONGEST_LABEL, labelWord, mayEndLabel, namesSomebody } from './label-words';

/** A label in the text; its value begins at `value`. */
export type FoundLabel = LabelWord & Region & { value: number };

const labelAt = ({ role, inCharge, people }: LabelWord, start: number, end: number, value: number): FoundLabel => ({
  role,
  inCharge,
  people,
  start,
  end,
  value,
});

const COLON = 58;
// How far back a label may reach, with the blanks that copies put into it.
const REACH = LONGEST_LABEL + 10;
const FREE_BEFORE = charactersOf(/[\s。;!?()【】[\]〔〕{}<>〈〉.、,—\-:|·*★☆▲△■●◆※”》]/);

/** Behind these a label is a word of the sentence: 各责任单位:…, 明确牵头单位:…. */
const ORDINARY_BEFORE = /[各的为由请定确和与及]$/;

/** The label that ends before the colon at `colon`: the longest word that is one, not reaching before `from`. */
const labelBefore = (text: string, colon: number, from: number, runIn: boolean): FoundLabel | null => {
  let end = colon;
  while (end > from && isBlank(text, end - 1)) end -= 1;
  if (!mayEndLabel(text[end - 1] ?? '')) return null;
  const first = Math.max(from, end - REACH);
  for (let start = first; start < end; start += 1) {
    if (!isHan(text.charCodeAt(start)) || !(start === from || isOneOf(FREE_BEFORE, text, start - 1))) continue;
    const word = labelWord(text.slice(start, end));
    if (word) return labelAt(word, start, end, colon + 1);
  }
  for (let start = first; start < end - 3; start += 1) {
    const said = text.slice(start, end);
    // 甲局配合单位: the office is the end of the name before it.
    if (!isHan(said.charCodeAt(0)) || isOneOf(WHOSE, said, 0) || (!runIn && !isPlainLabel(said))) continue;
    const word = labelWord(said);
    if (!word) continue;
    if (runIn) return labelAt(word, start, end, colon + 1);
    // In the middle of a sentence only a plain one that a name follows at once.
    if (ORDINARY_BEFORE.test(text.slice(start - 1, start))) return null;
    const next = /^[^、,;。\s]{2,24}/.exec(text.slice(colon + 1, colon + 26).trimStart())?.[0] ?? '';
    return looksLikeBody(next) ? labelAt(word, start, end, colon + 1) : null;
  }
  return null;
};

const WHOSE = charactersOf('局市县区镇校院厅委');

// What labels without a colon begin with.
const FIRST = charactersOf('牵主承配协参责负实落完分包挂联项具第共直市县区校时');

/** A label at `at` that a blank, a line break or 为 parts from its value: 牵头单位 市教育局. */
const labelWithoutColon = (text: string, at: number, end: number): FoundLabel | null => {
  if (!isOneOf(FIRST, text, at)) return null;
  let stop = at;
  while (stop < end && stop - at < LONGEST_LABEL && isHan(text.charCodeAt(stop))) {
    if (text[stop] === '为' || text[stop] === '是') break;
    stop += 1;
  }
  const said = text.slice(at, stop);
  if (said.length < 3 || stop >= end || !isPlainLabel(said)) return null;
  const word = labelWord(said);
  if (!word || word.role === 'other') return null;
  if (text[stop] === '为' || text[stop] === '是') stop += 1;
  else if (!isBlank(text, stop)) return null;
  let value = stop;
  while (value < end && isBlank(text, value)) value += 1;
  if (value >= end || text.charCodeAt(value) === COLON) return null;
  const first = /^[^、,;。\s]{2,24}/.exec(text.slice(value, Math.min(end, value + 25)))?.[0] ?? '';
  const fits = word.role === 'leader' || word.role === 'contact' || word.role === 'deadline' || looksLikeBody(first);
  return fits ? labelAt(word, at, at + said.length, value) : null;
};

/** 牵头单位市教育局: a plain label with nothing behind it but names; only in brackets. */
const gluedLabel = (text: string, region: Region): FoundLabel | null => {
  if (
    !isOneOf(FIRST, text, region.start) ||
    labelWord(text.slice(region.start, Math.min(region.end, region.start + 16)))
  )
    return null;
  for (let end = Math.min(region.start + 8, region.end - 2); end >= region.start + 2; end -= 1) {
    const said = text.slice(region.start, end);
    const glued = said.length === 2 ? /^(?:牵头|主办|承办|配合|协办)$/.test(said) : isPlainLabel(said);
    if (!glued) continue;
    const rest = text
      .slice(end, Math.min(region.end, end + 300))
      .split(/[、,;。\s]+/)
      .filter(piece => piece);
    if (rest.length === 0 || !rest.every(piece => looksLikeBody(piece) || gluedTail(piece))) return null;
    const word = labelWord(said);
    return word && namesSomebody(word.role) ? labelAt(word, region.start, end, end) : null;
  }
  return null;
};

const gluedTail = (piece: string): boolean =>
  /^(?:配合|协办|协同|责任)(?:单位|部门|处室|科室)?/.test(piece) &&
  looksLikeBody(piece.replace(/^(?:配合|协办|协同|责任)(?:单位|部门|处室|科室)?/, ''));

const CLOSED = charactersOf('】]〕');
const OPENED = charactersOf('【[〔');

/** 【牵头单位】市教育局: the label stands in a bracket, its value behind. */
const bracketedLabel = (text: string, close: number, from: number): FoundLabel | null => {
  let open = close - 1;
  while (open > from && close - open <= LONGEST_LABEL && OPENED[text.charCodeAt(open)] !== 1) open -= 1;
  if (!isOneOf(OPENED, text, open)) return null;
  const said = text.slice(open + 1, close);
  const word = labelWord(said);
  return word && (isPlainLabel(said) || /^(?:牵头|主办|承办|配合|协办|责任)$/.test(said)) && word.role !== 'other'
    ? labelAt(word, open, close + 1, text.charCodeAt(close + 1) === COLON ? close + 2 : close + 1)
    : null;
};

/** The labels of a stretch of text. With `runIn` those behind the first may stand where a name ends, without any mark between. */
export const labelsIn = (
  text: string,
  region: Region,
  runIn: boolean,
  most = Number.POSITIVE_INFINITY,
): FoundLabel[] => {
  const found: FoundLabel[] = [];
  let from = region.start;
  let boundary = true;
  for (let at = region.start; at < region.end && found.length < most; at += 1) {
    const code = text.charCodeAt(at);
    if (code === COLON) {
      const label = labelBefore(text, at, from, runIn && found.length > 0);
      if (label) {
        found.push(label);
        from = label.value;
      }
      boundary = true;
    } else if (FREE_BEFORE[code] === 1 && CLOSED[code] === 1) {
      const label = bracketedLabel(text, at, from);
      if (label) {
        found.push(label);
        from = label.value;
      }
      boundary = true;
    } else if (boundary && FIRST[code] === 1) {
      const label = labelWithoutColon(text, at, region.end);
      if (label) {
        found.push(label);
        from = label.value;
        at = label.value - 1;
      }
      boundary = false;
    } else boundary = FREE_BEFORE[code] === 1;
  }
  if (found.length === 0 && runIn) {
    const glued = gluedLabel(text, region);
    if (glued) addAll(found, withGluedTails(text, glued, region));
  }
  return found;
};

/** (牵头单位市教育局,配合单位市财政局): the labels behind the first. */
const withGluedTails = (text: string, first: FoundLabel, region: Region): FoundLabel[] => {
  const found = [first];
  for (let at = first.value; at < region.end; at += 1) {
    if (!/[,;。\s]/.test(text[at]!)) continue;
    let start = at + 1;
    while (start < region.end && isBlank(text, start)) start += 1;
    const tail = gluedLabel(text, { start, end: region.end });
    if (tail) found.push(tail);
  }
  return found;
};

export const partsOf = (labels: FoundLabel[], end: number): StatementPart[] =>
  labels.map(({ value, role, inCharge, people }, index) => ({
    role,
    inCharge,
    people,
    value: { start: value, end: labels[index + 1]?.start ?? end },
  }));
