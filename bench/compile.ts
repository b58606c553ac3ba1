import { compile } from '../src/compiler/compile';
import { textSource } from '../src/compiler/source';
import type { Figure } from './figure';
import { hostileTexts } from './support/hostile-texts';
import { longPlan } from './support/long-plan';

const LENGTHS = [10_000, 100_000, 1_000_000, 10_000_000 / 3];
const TYPED = 30_000;
const HOSTILE = 250_000;

const median = (times: number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1]!;

const timeOf = (run: () => unknown, rounds: number): number => {
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

const bytesOf = (text: string): number => Buffer.byteLength(text);

/** Speed of a plan by its length, memory, what typing costs, and the slowest of the hostile texts beside a plan. */
export async function bench(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const put = (name: string, value: number, unit: string, floor: number) =>
    figures.push({ name, value, unit, floor, ratio: value / floor });
  for (let round = 0; round < 60; round += 1) compile(textSource('plan.txt', longPlan(TYPED)));

  const perCharacter: number[] = [];
  for (const length of LENGTHS) {
    const text = longPlan(length);
    const rounds = Math.max(3, Math.min(41, Math.round(3_000_000 / length)));
    const source = textSource('plan.txt', text);
    const time = timeOf(() => compile(source), rounds);
    perCharacter.push(time / text.length);
    const megabytes = bytesOf(text) / 1e6;
    put(
      `a plan of ${(bytesOf(text) / 1000).toFixed(0)} kB, warm`,
      megabytes / (time / 1000),
      'MB/s',
      megabytes / (timeOf(() => scan(text), rounds) / 1000),
    );
  }
  put('cost per character, largest against smallest', perCharacter.at(-1)! / perCharacter[0]!, '×', 1);

  const typed = longPlan(TYPED);
  put(
    `${TYPED} characters again, as on every key`,
    timeOf(() => compile(textSource('plan.txt', typed)), 31),
    'ms',
    timeOf(() => scan(typed), 31),
  );

  for (const length of [300_000, 3_000_000]) {
    const text = longPlan(length);
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    const plan = compile(textSource('plan.txt', text));
    globalThis.gc?.();
    const kept = process.memoryUsage().heapUsed - before;
    put(
      `memory that a plan of ${length} characters keeps${globalThis.gc ? '' : ' (uncollected)'}, ${plan.nodes.length} nodes`,
      kept / text.length,
      'bytes per character',
      2,
    );
  }

  const plain = longPlan(HOSTILE);
  const floor = timeOf(() => compile(textSource('plan.txt', plain)), 3);
  for (const [name, text] of Object.entries(hostileTexts(HOSTILE))) {
    const time = timeOf(() => compile(textSource('plan.txt', text)), 1);
    const longer = timeOf(() => compile(textSource('plan.txt', text.repeat(4))), 1);
    put(
      `hostile: ${name}, ${HOSTILE} characters (four times as many: ×${(longer / time).toFixed(1)})`,
      time,
      'ms',
      floor,
    );
  }
  return figures;
}
