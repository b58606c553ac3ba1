import { largest, smallest } from '../plain/add-all';
import type { Grid, RuledCell } from './pdf-grid';
import type { Run } from './pdf-page';

const NUMBER_HEAD = /^(?:序号|编号|序|No\.?)$/i;
const OTHER_HEAD = /任务|事项|内容|项目|目标|措施|单位|部门|处室|科室|责任|牵头|时限/;
const NUMBER = /^[0-9]{1,3}[.、]?$/;
const LEAST_COLUMNS = 3;
const NARROWEST_GAP = 4;

type Line = { y: number; size: number; runs: Run[] };
type Gap = { from: number; to: number };

/** Tables without lines: a row of heads that begins with 序号, and columns that stay clear of each other below it. */
export const findOpenGrids = (runs: Run[]): Grid[] => {
  const lines = groupByHeight(runs);
  const grids: Grid[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const gaps = headGaps(lines[at]!);
    if (!gaps) continue;
    let end = at + 1;
    while (end < lines.length && narrow(gaps, lines[end]!)) end += 1;
    const grid = toGrid(lines.slice(at, end), gaps);
    if (!grid) continue;
    grids.push(grid);
    at = end - 1;
  }
  return grids;
};

const groupByHeight = (runs: Run[]): Line[] => {
  const lines: Line[] = [];
  for (const run of runs.toSorted((a, b) => a.y - b.y || a.x0 - b.x0)) {
    const line = lines.at(-1);
    if (line && run.y - line.y <= run.size * 0.45) line.runs.push(run);
    else lines.push({ y: run.y, size: run.size, runs: [run] });
  }
  return lines;
};

/** What is clear between the heads of a table; null for any other line. */
const headGaps = ({ runs, size }: Line): Gap[] | null => {
  const heads: Run[] = [];
  for (const run of runs.toSorted((a, b) => a.x0 - b.x0)) {
    const last = heads.at(-1);
    if (last && run.x0 - last.x1 < size) {
      last.text += run.text;
      last.x1 = run.x1;
    } else heads.push({ ...run });
  }
  const words = heads.map(({ text }) => text.replace(/\s/g, ''));
  if (
    heads.length < LEAST_COLUMNS ||
    !NUMBER_HEAD.test(words[0]!) ||
    !words.slice(1).some(word => OTHER_HEAD.test(word))
  )
    return null;
  return heads.slice(1).map((head, at) => ({ from: heads[at]!.x1, to: head.x0 }));
};

/** Takes from each gap what a line covers of it; answers whether all of them stay open, and leaves them alone where not. */
const narrow = (gaps: Gap[], { runs }: Line): boolean => {
  const next = gaps.map(({ from, to }) => {
    const middle = (from + to) / 2;
    let [left, right] = [from, to];
    for (const { x0, x1 } of runs) {
      if (x1 <= from || x0 >= to) continue;
      if ((x0 + x1) / 2 < middle) left = Math.max(left, x1);
      else right = Math.min(right, x0);
    }
    return { from: left, to: right };
  });
  if (next.some(({ from, to }) => to - from < NARROWEST_GAP)) return false;
  for (const [at, gap] of gaps.entries()) Object.assign(gap, next[at]);
  return true;
};

/** A row begins with the line of its number; where numbers stand in the middle of their rows, half way between two. */
const toGrid = (lines: Line[], gaps: Gap[]): Grid | null => {
  const [head, ...body] = lines;
  const numbered = body.filter(({ runs }) =>
    runs.some(({ x1, text }) => x1 <= gaps[0]!.to && NUMBER.test(text.trim())),
  );
  if (!head || numbered.length < 2) return null;
  const onTop = numbered[0] === body[0];
  const edge = body[0]!.y - body[0]!.size * 1.1;
  const starts = numbered.map((line, at) => {
    if (at === 0) return edge;
    return onTop ? line.y - line.size * 1.1 : (numbered[at - 1]!.y + line.y) / 2 - line.size * 0.3;
  });
  const all = lines.flatMap(({ runs }) => runs);
  const rowsAt = [head.y - head.size * 1.5, ...starts, lines.at(-1)!.y + head.size];
  const columnsAt = [
    smallest(all.map(({ x0 }) => x0)) - 2,
    ...gaps.map(({ from, to }) => (from + to) / 2),
    largest(all.map(({ x1 }) => x1)) + 2,
  ];
  const widthOf = (column: number): number => {
    const own = all.filter(({ x0, x1 }) => columnsAt[column]! <= x0 && x1 <= columnsAt[column + 1]!);
    return Math.max(0, ...own.map(({ x1 }) => x1)) - smallest(own.map(({ x0 }) => x0)) + 10;
  };
  const widths = columnsAt.slice(1).map((_, column) => widthOf(column));
  const cells: RuledCell[] = rowsAt.slice(1).flatMap((bottom, row) =>
    columnsAt.slice(1).map((right, column) => ({
      row: row + 1,
      column: column + 1,
      rows: 1,
      columns: 1,
      left: columnsAt[column]!,
      right,
      top: rowsAt[row]!,
      bottom,
      width: widths[column]!,
    })),
  );
  const box = { left: columnsAt[0]!, right: columnsAt.at(-1)!, top: rowsAt[0]!, bottom: rowsAt.at(-1)! };
  return { ...box, cells, columnsAt };
};
