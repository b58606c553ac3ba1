import { type Draft, isBlank, type Region, type Statement } from '../draft';
import { findWithin } from '../plain/find-within';
import { looksLikeBody } from './body-shape';
import { type FoundLabel, labelsIn, partsOf } from './find-labels';
import { namesSomebody } from './label-words';
import { isListOfBodies, readProse } from './prose';
import { refineParts } from './refine-parts';

const LONGEST_RUN = 3000;
const LONGEST_SENTENCE = 300;
const SHORT_BUT_CLEAR = /^(?:牵头|主办|承办|协办|主责)$/;

/** Labelled runs behind a sentence or on a line (责任单位:A 配合单位:B), and last sentences that only say who does it. */
export const findRuns = (draft: Draft, brackets: Statement[], nextLabel: (at: number) => number): Statement[] => {
  const { text, lines } = draft;
  const runs: Statement[] = [];
  let next = 0;
  let covered = 0;
  for (const [index, line] of lines.entries()) {
    let at = Math.max(line.start, covered);
    while (at < line.end) {
      while (next < brackets.length && brackets[next]!.end <= at) next += 1;
      const limit = Math.max(at, Math.min(line.end, brackets[next]?.start ?? line.end));
      const run = limit > at ? firstRun(text, { start: at, end: limit }, nextLabel) : null;
      if (run) {
        const whole = limit === line.end && run.end >= line.end ? goOn(draft, run, index, nextLabel) : run;
        runs.push(whole);
        at = covered = Math.max(whole.end, at + 1);
      } else {
        if (limit === line.end) {
          const said = lastSentence(text, { start: at, end: line.end });
          if (said) runs.push(said);
        }
        at = limit === line.end ? line.end : brackets[next]!.end;
      }
    }
  }
  return runs;
};

/** The first labelled run of a stretch of a line, from its label to the end of the statement. */
const firstRun = (text: string, region: Region, nextLabel: (at: number) => number): Statement | null => {
  const first = firstLabel(text, region);
  if (!first) return null;
  const limit = Math.min(region.end, first.start + LONGEST_RUN, Math.max(first.value, nextLabel(first.start)));
  const inside = labelsIn(text, { start: first.start, end: limit }, true);
  if (inside.length === 0) return null;
  const end = endOfRun(text, first, inside, limit);
  return {
    start: first.start,
    end,
    parts: refineParts(
      text,
      partsOf(
        inside.filter(({ value }) => value <= end),
        end,
      ),
    ),
  };
};

/** Two at a time: a line may hold any number of labels, and most of them belong to the run that the first begins. */
const firstLabel = (text: string, region: Region): FoundLabel | null => {
  for (let from = region.start; from < region.end; ) {
    const [label, next] = labelsIn(text, { start: from, end: region.end }, false, 2);
    if (!label) return null;
    if (begins(text, label, region, next)) return label;
    from = label.value;
  }
  return null;
};

const begins = (text: string, label: FoundLabel, region: Region, next: FoundLabel | undefined): boolean => {
  const said = text.slice(label.start, label.end).replace(/\s+/g, '');
  const starts = label.start === region.start || /[\s。;!?)】\]]/.test(text[label.start - 1] ?? ' ');
  if (label.role === 'deadline') {
    return (
      starts && said.length >= 4 && next !== undefined && namesSomebody(next.role) && next.start - label.value < 40
    );
  }
  if (!namesSomebody(label.role)) return false;
  if (said.length > 2 || SHORT_BUT_CLEAR.test(said)) return true;
  return starts && isListOfBodies(/^[^。;\n]{0,60}/.exec(text.slice(label.value, label.value + 60))?.[0] ?? '');
};

/** To the end of the line, or the sentence behind which no label follows. */
const endOfRun = (text: string, first: FoundLabel, labels: FoundLabel[], limit: number): number => {
  for (
    let stop = findWithin(text, '。', first.value, limit);
    stop >= 0;
    stop = findWithin(text, '。', stop + 1, limit)
  ) {
    const next = labels.find(({ start }) => start > stop);
    if (next && text.slice(stop + 1, next.start).trim() === '') continue;
    return stop + 1;
  }
  return limit;
};

/** A list that the next line goes on with: behind 、, behind a label with nothing after it, or in the middle of a name. */
const goOn = (draft: Draft, run: Statement, index: number, nextLabel: (at: number) => number): Statement => {
  const { text, lines } = draft;
  let { end } = run;
  const parts = [...run.parts];
  for (let next = index + 1; next < Math.min(lines.length, index + 6); next += 1) {
    const line = lines[next]!;
    if (line.start >= nextLabel(run.start) || line.start < end) break;
    const last = parts.at(-1);
    if (!last || !namesSomebody(last.role)) break;
    const said = text.slice(line.start, line.end);
    if (said.length > 200 || /:/.test(said)) break;
    const value = text.slice(last.value.start, end).trim();
    const piece = value.split(/[、,;\s]/).at(-1)!;
    const open = value === '' || /[、,]$/.test(value);
    const broken = piece.length > 0 && !looksLikeBody(piece) && looksLikeBody(piece + said.split(/[、,;。]/)[0]!);
    const people = last.role === 'leader' || last.role === 'contact';
    if (!(open && (people ? said.length <= 12 : isListOfBodies(said.replace(/。$/, '')))) && !(broken && !people))
      break;
    end = line.end;
    parts[parts.length - 1] = { ...last, value: { start: last.value.start, end } };
  }
  return end === run.end ? run : { start: run.start, end, parts: refineParts(text, parts) };
};

const SAYS_WHO = /(?:牵头|配合|负责|落实|实施|协办|参与)[^。;]{0,20}[。;]?$/;
const PLAINLY = /牵头|配合|负责落实|分别负责|职责|分工负责|共同负责|协办/;

/** A last sentence that is nothing but prose of who does it: 由A牵头,B、C配合。 */
const lastSentence = (text: string, region: Region): Statement | null => {
  const tail = text.slice(Math.max(region.start, region.end - 30), region.end);
  if (!SAYS_WHO.test(tail)) return null;
  let start = region.end - 1;
  const floor = Math.max(region.start, region.end - LONGEST_SENTENCE);
  while (start > floor && !/[。;!?]/.test(text[start - 1]!)) start -= 1;
  if (start === floor && floor > region.start) return null;
  while (start < region.end && isBlank(text, start)) start += 1;
  const said = text.slice(start, region.end);
  if (!PLAINLY.test(said)) return null;
  // …,由A牵头,B配合。 is said at the end of the task itself.
  const by = said.search(/[,;]由[一-龥]/);
  const whole = readProse(text, { start, end: region.end }, true);
  const from = whole.length > 0 || by < 0 ? start : start + by + 1;
  if (/[“”:]/.test(text.slice(from, region.end))) return null;
  const parts = from === start ? whole : readProse(text, { start: from, end: region.end }, true);
  return parts.length > 0 && parts.some(({ role }) => namesSomebody(role))
    ? { start: from, end: region.end, parts }
    : null;
};
