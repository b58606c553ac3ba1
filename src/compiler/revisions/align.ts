import { likeness, shinglesOf } from './likeness';

/** Something that is looked for in the other plan. */
export type Alignable = {
  /** Only the same class is compared: headings with headings, text with text. */
  class: string;
  plain: string;
  masked: string;
  heading: string;
  number: string | null;
};
/** Indexes into both lists. */
export type Match = { before: number; after: number };

// A shingle that many texts share (教育, 学校) tells nothing and would make the work quadratic.
const COMMON = 24;
const CANDIDATES = 5;
const ENOUGH = 0.34;
const WEAK = 0.2;

/** Which of `before` is which of `after`, by meaning. Linear in the texts but for a constant number of likely candidates each. */
export function align(before: readonly Alignable[], after: readonly Alignable[]): Match[] {
  const matches = new Matches(before.length, after.length);
  matchEqual(before, after, matches, one => `${one.class}|${one.number ?? ''}|${one.plain}`);
  matchEqual(before, after, matches, one => `${one.class}|${one.plain}`);
  matchEqual(before, after, matches, one => `${one.class}|${one.masked}`);
  matchAlike(before, after, matches);
  matchInGaps(before, after, matches);
  return matches.list();
}

class Matches {
  readonly ofBefore: Int32Array;
  readonly ofAfter: Int32Array;
  constructor(before: number, after: number) {
    this.ofBefore = new Int32Array(before).fill(-1);
    this.ofAfter = new Int32Array(after).fill(-1);
  }
  add(before: number, after: number): void {
    this.ofBefore[before] = after;
    this.ofAfter[after] = before;
  }
  list(): Match[] {
    return [...this.ofBefore].flatMap((after, before) => (after === -1 ? [] : [{ before, after }]));
  }
}

const leftOf = (taken: Int32Array): number[] => [...taken].flatMap((other, index) => (other === -1 ? [index] : []));

/** The same text, the first with the first where it stands more than once. */
function matchEqual(
  before: readonly Alignable[],
  after: readonly Alignable[],
  matches: Matches,
  keyOf: (one: Alignable) => string,
): void {
  const waiting = new Map<string, number[]>();
  for (const index of leftOf(matches.ofBefore).reverse()) {
    const key = keyOf(before[index]!);
    const known = waiting.get(key);
    if (known) known.push(index);
    else waiting.set(key, [index]);
  }
  for (const index of leftOf(matches.ofAfter)) {
    const found = waiting.get(keyOf(after[index]!))?.pop();
    if (found !== undefined) matches.add(found, index);
  }
}

type Known = { text: Set<number>; heading: Set<number> };
const knownOf = (one: Alignable): Known => ({ text: shinglesOf(one.masked), heading: shinglesOf(one.heading) });

/** Text counts most; a title kept, or a label kept, speaks for the same clause. */
const scoreOf = (a: Alignable, b: Alignable, left: Known, right: Known): number => {
  const text = likeness(left.text, right.text);
  const heading = a.heading && b.heading ? likeness(left.heading, right.heading) : text;
  return Math.max(text, 0.55 * text + 0.45 * heading) + (a.number !== null && a.number === b.number ? 0.04 : 0);
};

function matchAlike(before: readonly Alignable[], after: readonly Alignable[], matches: Matches): void {
  const old = new Map(leftOf(matches.ofBefore).map(index => [index, knownOf(before[index]!)]));
  const places = new Map<number, number[]>();
  for (const [index, { text }] of old)
    for (const shingle of text) {
      const known = places.get(shingle);
      if (!known) places.set(shingle, [index]);
      else if (known.length <= COMMON) known.push(index);
    }
  const scored: (Match & { score: number })[] = [];
  for (const index of leftOf(matches.ofAfter)) {
    const one = after[index]!;
    const known = knownOf(one);
    const votes = new Map<number, number>();
    for (const shingle of known.text) {
      const found = places.get(shingle);
      if (!found || found.length > COMMON) continue;
      for (const other of found) votes.set(other, (votes.get(other) ?? 0) + 1 / found.length);
    }
    const likely = [...votes]
      .filter(([other]) => before[other]!.class === one.class)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, CANDIDATES);
    for (const [other] of likely) {
      const score = scoreOf(before[other]!, one, old.get(other)!, known);
      if (score >= ENOUGH) scored.push({ before: other, after: index, score });
    }
  }
  scored.sort((a, b) => b.score - a.score || a.after - b.after || a.before - b.before);
  for (const { before: left, after: right } of scored)
    if (matches.ofBefore[left] === -1 && matches.ofAfter[right] === -1) matches.add(left, right);
}

/** Between the same two neighbours, what is left on both sides is compared in order, and needs less to be the same. */
function matchInGaps(before: readonly Alignable[], after: readonly Alignable[], matches: Matches): void {
  let from = 0;
  for (const index of leftOf(matches.ofAfter)) {
    if (index < from || matches.ofAfter[index] !== -1) continue;
    const previous = index === 0 ? -1 : matches.ofAfter[index - 1]!;
    if (index > 0 && previous === -1) continue;
    let [right, left] = [index, previous + 1];
    while (right < after.length && left < before.length) {
      if (matches.ofAfter[right] !== -1 || matches.ofBefore[left] !== -1) break;
      const [a, b] = [before[left]!, after[right]!];
      if (a.class !== b.class || scoreOf(a, b, knownOf(a), knownOf(b)) < WEAK) break;
      matches.add(left, right);
      right += 1;
      left += 1;
    }
    from = right;
  }
}
