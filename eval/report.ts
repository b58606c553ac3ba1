import { type Count, type Measured, measured, type Score } from './score';

export type Scored = { name: string; score: Score };

const share = (part: number, whole: number, other: number): number => (whole > 0 ? part / whole : other > 0 ? 0 : 1);

/** Precision, recall and their harmonic mean. */
export const ratesOf = ({ right, beyond, missed }: Count): { precision: number; recall: number; f1: number } => {
  const precision = share(right, right + beyond, missed);
  const recall = share(right, right + missed, beyond);
  return { precision, recall, f1: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0 };
};

export const sumOf = (scored: Scored[], what: Measured): Count => {
  const counts = scored.map(({ score }) => score.counts[what]);
  const total = (key: keyof Count) => counts.reduce((sum, count) => sum + count[key], 0);
  return { right: total('right'), beyond: total('beyond'), missed: total('missed') };
};

const table = (rows: string[][]): string => {
  const [head, ...body] = rows as [string[], ...string[][]];
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '--:'))), ...body.map(line)].join('\n');
};

const told = (value: number): string => value.toFixed(3);

/** A set of documents: F1 of each, then precision, recall and F1 over all facts together. */
export const reportOf = (scored: Scored[]): string => {
  const each = table([
    ['document', ...measured, 'year', 'title'],
    ...scored.map(({ name, score }) => [
      name,
      ...measured.map(what => told(ratesOf(score.counts[what]).f1)),
      score.year ? 'right' : 'wrong',
      score.title === null ? '' : score.title ? 'right' : 'wrong',
    ]),
  ]);
  const together = table([
    ['together', 'precision', 'recall', 'F1', 'right', 'beyond', 'missed'],
    ...measured.map(what => {
      const count = sumOf(scored, what);
      const { precision, recall, f1 } = ratesOf(count);
      return [what, ...[precision, recall, f1].map(told), ...[count.right, count.beyond, count.missed].map(String)];
    }),
  ]);
  return `${each}\n\n${together}\n`;
};
