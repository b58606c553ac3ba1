import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../compile';
import type { Plan } from '../ledger';
import { textSource } from '../source';

const folder = join(import.meta.dirname, '../../../examples');
const documents = ['', 'annotated']
  .flatMap(part => readdirSync(join(folder, part)).map(name => join(folder, part, name)))
  .filter(name => name.endsWith('.txt'));

const PAIRS: Array<[full: string, half: string]> = [
  ...[...'，：；（）！？％'].map((full, at): [string, string] => [full, ',:;()!?%'[at]!]),
  ...Array.from({ length: 10 }, (_, digit): [string, string] => [String.fromCharCode(0xff10 + digit), String(digit)]),
];
const swap = (text: string, pairs: Array<[string, string]>): string => {
  const table = new Map(pairs);
  return [...text].map(character => table.get(character) ?? character).join('');
};
const half = (text: string) => swap(text, PAIRS);
const full = (text: string) =>
  swap(
    half(text),
    PAIRS.map(([a, b]) => [b, a]),
  );

/** What a plan says, whatever the width of its characters. */
const factsOf = ({ nodes, year }: Plan) => ({
  year,
  nodes: nodes.map(node => ({
    kind: node.kind,
    ordinal: node.ordinal,
    heading: half(node.heading ?? ''),
    responsibilities: node.responsibilities.map(one => `${one.role} ${half(one.canonical)}`),
    people: node.people.map(one => `${one.role} ${one.name}`),
    targets: node.targets.map(
      one => `${half(one.indicator)} ${one.comparator} ${one.value ?? `${one.low}-${one.high}`}${half(one.unit ?? '')}`,
    ),
    deadlines: node.deadlines.map(one => `${half(one.text)} ${one.end}`),
  })),
});

describe('full- and half-width forms of a plan', () => {
  it.each(documents.map(file => [file.slice(folder.length + 1), file]))('%s gives the same facts', (_, file) => {
    const text = readFileSync(file, 'utf8');
    const factsIn = (written: string) => factsOf(compile(textSource('plan.txt', written)));
    expect(factsIn(full(text))).toEqual(factsIn(half(text)));
  });
});
