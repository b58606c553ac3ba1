import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftCell } from '../schema';
import { mergeDraft, type Standing, textOf } from './merge-draft';

const nobody: Standing = { draft: {}, values: {}, handedIn: { by: null, at: null } };
const typed = (v: string, by: string, n?: string): DraftCell => ({ v, by, at: 't', ...(n ? { n } : {}) });
const merge = (standing: Standing, cell: string, base: string, v: string, by = 'a', n?: string) =>
  mergeDraft(standing, [{ cell, base, v, ...(n ? { n } : {}) }], { by, at: 'now' });

describe('two reporters on one form', () => {
  it('keeps apart what somebody else wrote since', () => {
    const standing = { ...nobody, draft: { A: typed('2', 'b') } };
    expect(merge(standing, 'A', '1', '3')).toEqual({
      cells: {},
      saved: 0,
      conflicts: [{ cell: 'A', mine: '3', theirs: '2', by: 'b', at: 't' }],
    });
    // One's own words may be changed from any page.
    expect(merge(standing, 'A', '1', '3', 'b').cells).toEqual({
      A: typed('3', 'b').v && { v: '3', by: 'b', at: 'now' },
    });
    expect(merge(standing, 'A', '2', '3').conflicts).toEqual([]);
  });

  it('tells two pages under one name apart by what each has tried', () => {
    const standing = { ...nobody, draft: { A: typed('2', 'a') } };
    const send = (base: string, tried: string[]) =>
      mergeDraft(standing, [{ cell: 'A', base, v: '3', tried }], { by: 'a', at: 'now' });
    expect(send('1', []).conflicts).toEqual([{ cell: 'A', mine: '3', theirs: '2', by: 'a', at: 't' }]);
    // Its own earlier word, whose answer was lost.
    expect(send('1', ['2.0']).cells.A).toMatchObject({ v: '3' });
    expect(send('2', []).cells.A).toMatchObject({ v: '3' });
  });

  it('holds what was handed in meanwhile against the page that did not know it', () => {
    const standing = { draft: {}, values: { A: '5' }, handedIn: { by: 'b', at: 't' } };
    expect(merge(standing, 'A', '', '6').conflicts).toHaveLength(1);
    expect(merge(standing, 'A', '5.0', '6').cells.A).toMatchObject({ v: '6' });
    expect(merge(standing, 'A', '', '5.00')).toEqual({ cells: {}, conflicts: [], saved: 1 });
  });

  it('takes a blank for a value, and an explanation alone', () => {
    const standing = { ...nobody, draft: { A: typed('5', 'a') } };
    expect(merge(standing, 'A', '5', '').cells.A).toMatchObject({ v: '' });
    expect(merge(standing, 'A', '5', '5', 'a', '新生入学').cells.A).toEqual({
      v: '5',
      n: '新生入学',
      by: 'a',
      at: 'now',
    });
    expect(merge({ ...nobody, draft: { A: typed('5', 'a', '因') } }, 'A', '5', '6').cells.A?.n).toBe('因');
  });

  // Each types what he sees changed, sends now or later, and sends again when the answer was lost.
  const deed = fc.record({
    who: fc.constantFrom('a', 'b'),
    act: fc.constantFrom('type', 'type', 'send', 'send-again', 'look'),
    cell: fc.constantFrom('A', 'B', 'C'),
  });

  it('any interleaving: no word is lost that its writer was not told of', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60 }), deeds => {
        let server = nobody;
        let words = 0;
        const fate = new Map<string, 'waits' | 'stands' | 'replaced' | 'told'>();
        const people = new Map(
          ['a', 'b'].map(who => [
            who,
            {
              seen: {} as Record<string, string>,
              pending: new Map<string, { v: string; base: string }>(),
              last: [] as { cell: string; v: string; base: string }[],
            },
          ]),
        );
        const send = (who: string, cells: { cell: string; v: string; base: string }[]) => {
          const merged = mergeDraft(server, cells, { by: who, at: String(words) });
          const told = new Map(merged.conflicts.map(clash => [clash.cell, clash]));
          for (const { cell, v, base } of cells) {
            const was = textOf(server, cell);
            if (told.has(cell)) {
              // What is told is what stands, and it is another's, newer than what this one saw.
              expect(told.get(cell)).toMatchObject({ mine: v, theirs: was });
              expect(server.draft[cell]!.by).not.toBe(who);
              expect(was).not.toBe(base);
              fate.set(v, 'told');
            } else if (was !== v) {
              // Only what was seen, or one's own, is written over.
              expect(was === base || server.draft[cell]?.by === who || was === '').toBe(true);
              if (was !== '') fate.set(was, 'replaced');
              fate.set(v, 'stands');
            }
          }
          server = { ...server, draft: { ...server.draft, ...merged.cells } };
        };
        for (const { who, act, cell } of deeds) {
          const person = people.get(who)!;
          if (act === 'look') for (const at of ['A', 'B', 'C']) person.seen[at] = textOf(server, at);
          if (act === 'type') {
            words += 1;
            const before = person.pending.get(cell);
            if (before) fate.set(before.v, 'replaced');
            person.pending.set(cell, { v: `${who}${words}`, base: before?.base ?? person.seen[cell] ?? '' });
            fate.set(`${who}${words}`, 'waits');
          }
          if (act === 'send' && person.pending.size > 0) {
            person.last = [...person.pending].map(([at, typedText]) => ({ cell: at, ...typedText }));
            person.pending.clear();
            send(who, person.last);
            for (const { cell: at } of person.last) person.seen[at] = textOf(server, at);
          }
          if (act === 'send-again') send(who, person.last);
        }
        for (const [word, end] of fate)
          if (end === 'stands') expect(Object.values(server.draft).map(({ v }) => v)).toContain(word);
      }),
      { numRuns: 300 },
    );
  });

  it('sent twice changes nothing', () => {
    const cells = fc.array(
      fc.record({ cell: fc.constantFrom('A', 'B'), v: fc.constantFrom('1', '2', ''), base: fc.constantFrom('', '1') }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(cells, sent => {
        const once = new Map(sent.map(one => [one.cell, one]));
        const hand = { by: 'a', at: 'now' };
        const first = mergeDraft(nobody, [...once.values()], hand);
        const after = { ...nobody, draft: first.cells };
        expect(mergeDraft(after, [...once.values()], hand)).toMatchObject({
          cells: {},
          conflicts: [],
          saved: once.size,
        });
      }),
    );
  });
});
