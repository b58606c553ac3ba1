import type { Label, LabelStyle } from './labels';

// GB/T 9704 and custom: 一、 then (一) then 1. then (1). A document may do otherwise, see below.
const CUSTOM: LabelStyle[] = [
  'heading',
  'group',
  'row',
  '第一编',
  '第一章',
  '第一节',
  '第一条',
  'Ⅰ',
  '任务一',
  '一、',
  '(一)',
  '1.',
  '1.1',
  '1)',
  '(1)',
  '①',
  'A',
  'bullet',
  'lead',
  '第一,',
  '首先',
  '一是',
];
const rank = new Map(CUSTOM.map((style, index) => [style, index]));

/**
 * Which style stands above which in this document. Custom decides, unless the sequences contradict it: where b stands above a
 * by custom, but begins anew within each a and never goes on across one, it is inside a.
 */
export const orderStyles = (labels: Label[]): ((a: LabelStyle, b: LabelStyle) => boolean) => {
  const seen = new Map<LabelStyle, { ordinal: number; since: Set<LabelStyle> }>();
  const anew = new Map<string, number>();
  const across = new Set<string>();
  const firstSeen: LabelStyle[] = [];
  for (const { style, ordinal } of labels) {
    if (ordinal === null) continue;
    const before = seen.get(style);
    if (!before) firstSeen.push(style);
    for (const other of before?.since ?? []) {
      const pair = `${style}|${other}`;
      if (ordinal === before!.ordinal + 1) across.add(pair);
      else if (ordinal === 1) anew.set(pair, (anew.get(pair) ?? 0) + 1);
    }
    seen.set(style, { ordinal, since: new Set() });
    for (const [other, state] of seen) if (other !== style) state.since.add(style);
  }
  const inverted = (upper: LabelStyle, lower: LabelStyle): boolean =>
    (anew.get(`${upper}|${lower}`) ?? 0) >= 2 &&
    !across.has(`${upper}|${lower}`) &&
    !anew.has(`${lower}|${upper}`) &&
    firstSeen.indexOf(lower) < firstSeen.indexOf(upper);
  return (a, b) => {
    if (a === b) return false;
    return rank.get(a)! < rank.get(b)! ? !inverted(a, b) : inverted(b, a);
  };
};
