import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../src/compiler/compile';
import { type Source, textSource } from '../src/compiler/source';
import type { Figure } from './figure';

const ROUNDS = 15;

const median = (times: number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1]!;

const timeOf = (run: () => unknown, rounds = ROUNDS): number => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  return median(times);
};

/** The floor: one pass over the text that tells digits, Han characters and the rest apart. */
const scan = (text: string): number => {
  let classes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    classes += code >= 0x4e00 && code <= 0x9fff ? 1 : code >= 48 && code <= 57 ? 2 : 3;
  }
  return classes;
};

const planText = (): string => {
  const root = join(import.meta.dirname, '..');
  const shared = join(root, '../shared/documents/work-plan-2022.txt');
  return readFileSync(existsSync(shared) ? shared : join(root, 'examples/yunchuan-2026.txt'), 'utf8');
};

/** A plan, warm; and the same text ten and a hundred times over: the cost per character should stay. */
export async function bench(): Promise<Figure[]> {
  const text = planText();
  const sizes = [1, 10, 100].map(times => textSource('plan.txt', `${text}\n`.repeat(times)));
  const [plan] = sizes as [Source];
  for (let round = 0; round < 40; round += 1) compile(plan);
  const figures = sizes.map((source, index): Figure => {
    const rounds = index === 2 ? 3 : ROUNDS;
    const value = timeOf(() => compile(source), rounds);
    const floor = timeOf(() => scan(source.text), rounds);
    const name = index === 0 ? 'compile a plan, warm' : `compile it ${10 ** index} times over`;
    return { name, value, unit: 'ms', floor, ratio: value / floor };
  });
  const perCharacter = (index: number): number => figures[index]!.value / sizes[index]!.text.length;
  const growth = perCharacter(2) / perCharacter(0);
  figures.push({
    name: 'cost per character, 100 times over against once',
    value: growth,
    unit: '×',
    floor: 1,
    ratio: growth,
  });
  return figures;
}
