/** A run of text that both versions have, or only the older (removed) or the newer (added). */
export type TextRun = { kind: 'same' | 'added' | 'removed'; text: string };

// A Chinese text has no spaces between its words: the browser's own dictionary finds them.
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const wordsOf = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

// Beyond this a table of all pairs would be slow: the middle is then shown as replaced.
const MOST_PAIRS = 4_000_000;

/** Lengths of the longest common subsequence of the ends of both lists. */
const commonLengths = (before: string[], after: string[]): Uint16Array[] => {
  const table = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1)
      table[i]![j] =
        before[i] === after[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
  return table;
};

const middleRuns = (before: string[], after: string[]): TextRun[] => {
  if (before.length * after.length > MOST_PAIRS)
    return [
      { kind: 'removed', text: before.join('') },
      { kind: 'added', text: after.join('') },
    ];
  const table = commonLengths(before, after);
  const runs: TextRun[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      runs.push({ kind: 'same', text: before[i]! });
      i += 1;
      j += 1;
    } else if (j >= after.length || (i < before.length && table[i + 1]![j]! >= table[i]![j + 1]!)) {
      runs.push({ kind: 'removed', text: before[i]! });
      i += 1;
    } else {
      runs.push({ kind: 'added', text: after[j]! });
      j += 1;
    }
  }
  return runs;
};

// A single character that stays between two changes only tears them apart.
const isShred = (run: TextRun, index: number, runs: TextRun[]): boolean =>
  run.kind === 'same' &&
  run.text.length === 1 &&
  index > 0 &&
  index < runs.length - 1 &&
  runs[index - 1]!.kind !== 'same' &&
  runs[index + 1]!.kind !== 'same';

/** Takes the shreds into the changes around them, and tells each change as what went, then what came. */
const gathered = (runs: TextRun[]): TextRun[] => {
  const out: TextRun[] = [];
  let [removed, added] = ['', ''];
  const flush = () => {
    out.push({ kind: 'removed', text: removed }, { kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  runs.forEach((run, index) => {
    const shred = isShred(run, index, runs);
    if (run.kind === 'same' && !shred) {
      flush();
      out.push(run);
      return;
    }
    if (run.kind !== 'added') removed += run.text;
    if (run.kind !== 'removed') added += run.text;
  });
  flush();
  return joined(out);
};

const joined = (runs: TextRun[]): TextRun[] => {
  const out: TextRun[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    if (run.text === '') continue;
    if (last?.kind === run.kind) last.text += run.text;
    else out.push({ ...run });
  }
  return out;
};

/** What changed from one text to another, word by word. */
export const textDifference = (before: string, after: string): TextRun[] => {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const runs = joined([
    { kind: 'same', text: old.slice(0, head).join('') },
    ...middleRuns(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    { kind: 'same', text: old.slice(old.length - tail).join('') },
  ]);
  return gathered(runs);
};
