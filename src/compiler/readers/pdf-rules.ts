import { largest, smallest } from '../plain/add-all';
import type { PaintCodes } from './pdf-page';

export type Matrix = [number, number, number, number, number, number];

/** A line that is drawn: at `at` (y of a horizontal one, x of a vertical one), from `from` to `to`. */
export type Rule = { across: boolean; at: number; from: number; to: number };

type Operators = { fnArray: number[]; argsArray: unknown[] };
type Point = { x: number; y: number };

const THICKEST = 3;
const SHORTEST = 6;
/** More lines than a page of tables has: a drawing or a map. */
const MOST_RULES = 5000;

export const multiply = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
];

/** The horizontal and vertical lines of a page: strokes, and rectangles so thin that they are lines. */
export const readRules = ({ fnArray, argsArray }: Operators, start: Matrix, paints: PaintCodes): Rule[] => {
  const rules: Rule[] = [];
  const saved: Matrix[] = [];
  let matrix = start;
  for (let at = 0; at < fnArray.length; at += 1) {
    const code = fnArray[at];
    const args = argsArray[at];
    if (code === paints.save) saved.push(matrix);
    else if (code === paints.restore || code === paints.paintFormXObjectEnd) matrix = saved.pop() ?? start;
    else if (code === paints.transform) matrix = multiply(matrix, args as Matrix);
    else if (code === paints.paintFormXObjectBegin) {
      saved.push(matrix);
      const [own] = args as [Matrix | null];
      if (own) matrix = multiply(matrix, [...own] as Matrix);
    } else if (code === paints.constructPath) {
      const [paint, [path]] = args as [number, [ArrayLike<number> | null]];
      if (paint === paints.endPath || !path) continue;
      for (const points of subpaths(path, matrix)) addRules(rules, points, paints.stroked.has(paint));
      if (rules.length > MOST_RULES) return [];
    }
  }
  return rules;
};

// How a path is written: a code, then so many coordinates.
const [MOVE, LINE, CURVE, QUADRATIC, CLOSE] = [0, 1, 2, 3, 4];

/** The corners of each part of a path; parts with curves are left out. */
const subpaths = (path: ArrayLike<number>, [a, b, c, d, e, f]: Matrix): Point[][] => {
  const found: Point[][] = [];
  let points: Point[] = [];
  let curved = false;
  const end = (): void => {
    if (points.length > 1 && !curved) found.push(points);
    points = [];
    curved = false;
  };
  const point = (at: number): Point => ({
    x: a * path[at]! + c * path[at + 1]! + e,
    y: b * path[at]! + d * path[at + 1]! + f,
  });
  for (let at = 0; at < path.length; ) {
    const code = path[at];
    if (code === MOVE) end();
    if (code === MOVE || code === LINE) {
      points.push(point(at + 1));
      at += 3;
    } else if (code === CURVE || code === QUADRATIC) {
      curved = true;
      at += code === CURVE ? 7 : 5;
    } else if (code === CLOSE) {
      if (points[0]) points.push(points[0]);
      at += 1;
    } else break;
  }
  end();
  return found;
};

const addRules = (rules: Rule[], points: Point[], stroked: boolean): void => {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right, top, bottom] = [smallest(xs), largest(xs), smallest(ys), largest(ys)];
  if (!stroked || points.length < 4) {
    addRule(rules, left, top, right, bottom);
    return;
  }
  for (let at = 1; at < points.length; at += 1) {
    const [from, to] = [points[at - 1]!, points[at]!];
    addRule(rules, Math.min(from.x, to.x), Math.min(from.y, to.y), Math.max(from.x, to.x), Math.max(from.y, to.y));
  }
};

const addRule = (rules: Rule[], left: number, top: number, right: number, bottom: number): void => {
  const [width, height] = [right - left, bottom - top];
  if (height <= THICKEST && width >= SHORTEST)
    rules.push({ across: true, at: (top + bottom) / 2, from: left, to: right });
  else if (width <= THICKEST && height >= SHORTEST)
    rules.push({ across: false, at: (left + right) / 2, from: top, to: bottom });
};
