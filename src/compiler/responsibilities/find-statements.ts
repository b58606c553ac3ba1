import type { Draft, Region, Statement, StatementPart } from '../draft';
import { trimRegion } from '../draft';
import { findBareLists } from './bare-lists';
import { bracketStatement } from './bracket-statement';
import { findBrackets } from './brackets';
import { labelsIn, partsOf } from './find-labels';
import { findRuns } from './find-runs';
import { refineParts } from './refine-parts';

const DEEPEST = 3;

/** What the labels of a stretch of text announce, where it begins with one. */
export const labelledParts = (text: string, region: Region): StatementPart[] => {
  const value = trimRegion(text, region);
  const labels = labelsIn(text, value, true);
  return labels[0]?.start === value.start ? refineParts(text, partsOf(labels, value.end)) : [];
};

/** Finds what says who is responsible: in brackets, on lines of their own, and behind a sentence. */
export const findStatements = (draft: Draft): void => {
  const { text } = draft;
  const stop = stopsOf(draft);
  const brackets = findBrackets(text).filter(({ start, depth }) => depth <= DEEPEST && !stop.inTable(start));
  const found: Statement[] = [];
  let covered = 0;
  for (const bracket of brackets) {
    if (bracket.start < covered) continue;
    const end = bracket.closed ? bracket.end : Math.min(bracket.end, stop.nextLabel(bracket.start));
    const statement = bracketStatement(text, { ...bracket, end });
    if (!statement) continue;
    found.push(statement);
    covered = statement.end;
  }
  const runs = findRuns(draft, found, stop.nextLabel);
  const stated = [...found, ...runs].sort((a, b) => a.start - b.start);
  const bare = findBareLists(draft, brackets, stated);
  draft.statements = [...stated, ...bare, ...draft.tables.flatMap(({ statements }) => statements)].sort(
    (a, b) => a.start - b.start,
  );
};

/** Where tables lie, and where the next numbered part begins; both asked for in rising order. */
const stopsOf = (draft: Draft): { inTable: (at: number) => boolean; nextLabel: (at: number) => number } => {
  let table = 0;
  const starts = draft.labels.map(({ start }) => start);
  return {
    inTable: at => {
      while (table < draft.tables.length && draft.tables[table]!.end <= at) table += 1;
      return table < draft.tables.length && draft.tables[table]!.start <= at;
    },
    nextLabel: at => {
      let [low, high] = [0, starts.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (starts[middle]! <= at) low = middle + 1;
        else high = middle;
      }
      return starts[low] ?? draft.text.length;
    },
  };
};
