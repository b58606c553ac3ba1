import { describe, expect, it } from 'vitest';
import { rangeOf } from './cell-range';
import { beyond, dragged, sourceIn } from './fill-area';
import { findProblems, nextAfter } from './find-problems';
import { firstPlace, nextInOrder, step, toEdge, within } from './move-active';
import { exampleView } from './sheet-example';
import { fillRange, isOpenAt, planeOf } from './sheet-view';
import { sumSelection } from './sum-selection';
import { emptyStack, recordAction, redo, undo } from './undo-stack';

const view = exampleView();
const plane = planeOf(view);

describe('moving', () => {
  it('passes titles over and stops at the edges', () => {
    expect(firstPlace(plane)).toEqual({ row: 1, column: 0 });
    expect(step(plane, { row: 2, column: 1 }, 'down')).toEqual({ row: 4, column: 1 });
    expect(step(plane, { row: 4, column: 1 }, 'up')).toEqual({ row: 2, column: 1 });
    expect(step(plane, { row: 1, column: 0 }, 'up')).toEqual({ row: 1, column: 0 });
    expect(step(plane, { row: 4, column: 2 }, 'down')).toEqual({ row: 4, column: 2 });
    expect(step(plane, { row: 4, column: 2 }, 'right')).toEqual({ row: 4, column: 2 });
    expect(toEdge(plane, { row: 1, column: 0 }, 'down')).toEqual({ row: 4, column: 0 });
    expect(toEdge(plane, { row: 4, column: 0 }, 'up')).toEqual({ row: 1, column: 0 });
    expect(within(plane, { row: 9, column: 9 })).toEqual({ row: 4, column: 2 });
    expect(firstPlace({ rows: [], columns: 3 })).toBeNull();
  });

  it('goes with Tab to what can be written, and out at the end', () => {
    const open = (at: { row: number; column: number }) => isOpenAt(view, at);
    expect(nextInOrder(plane, { row: 1, column: 1 }, 1, open)).toEqual({ row: 2, column: 0 });
    expect(nextInOrder(plane, { row: 2, column: 1 }, 1, open)).toEqual({ row: 4, column: 0 });
    expect(nextInOrder(plane, { row: 4, column: 0 }, 1, open)).toBeNull();
    expect(nextInOrder(plane, { row: 1, column: 0 }, -1, open)).toBeNull();
  });
});

describe('undo', () => {
  const store = (texts: Record<string, string>) => (row: string, column: string) => texts[`${row}.${column}`] ?? '';

  it('takes a whole action back and does it again', () => {
    const stack = recordAction(emptyStack, 'paste', [{ row: 'a', column: 'm', text: '5' }], store({ 'a.m': '1' }));
    const back = undo(stack, store({ 'a.m': '5.0' }))!;
    expect(back).toMatchObject({ changes: [{ row: 'a', column: 'm', text: '1' }], kept: 0 });
    expect(undo(back.stack, store({}))).toBeNull();
    expect(redo(back.stack, store({ 'a.m': '1' }))).toMatchObject({ changes: [{ text: '5' }], stack });
  });

  it('leaves alone what somebody else has changed since', () => {
    const stack = recordAction(emptyStack, 'type', [{ row: 'a', column: 'm', text: '5' }], store({}));
    expect(undo(stack, store({ 'a.m': '6' }))).toMatchObject({ changes: [], kept: 1 });
  });

  it('forgets what was undone when something new is done, and the oldest of very many', () => {
    const change = [{ row: 'a', column: 'm', text: '5' }];
    const back = undo(recordAction(emptyStack, 'type', change, store({})), store({ 'a.m': '5' }))!;
    expect(recordAction(back.stack, 'type', change, store({})).undone).toEqual([]);
    let stack = emptyStack;
    for (let i = 0; i < 300; i += 1) stack = recordAction(stack, 'type', change, store({}));
    expect(stack.done).toHaveLength(200);
  });
});

describe('the status line', () => {
  const all = rangeOf({ row: 0, column: 0 }, { row: 4, column: 2 });

  it('adds exactly what has one unit', () => {
    const texts = { 'pupils.m': '0.1', 'pupils.f': '0.2', 'pupils.sum': '12万', 'staff.m': '' };
    const row = rangeOf({ row: 1, column: 0 }, { row: 1, column: 2 });
    expect(sumSelection(exampleView(texts), row)).toEqual({ cells: 3, numbers: 2, sum: '0.3', unit: '人' });
    expect(sumSelection(exampleView({ ...texts, 'classes.m': '4' }), all)).toMatchObject({ cells: 9, sum: null });
    expect(sumSelection(exampleView(), all)).toMatchObject({ numbers: 0, sum: null });
  });

  it('counts what must be fixed or explained, and leads from one to the next', () => {
    const base = exampleView({ 'pupils.m': 'abc', 'classes.f': '7', 'pupils.sum': '—' });
    const marked = {
      ...base.cells.classes,
      f: { text: '7', marks: [{ kind: 'must-explain' as const, message: '比上期少' }] },
      m: { text: '7', marks: [{ kind: 'must-explain' as const, message: '比上期少', explanation: '撤并' }] },
    };
    const problems = findProblems({ ...base, cells: { ...base.cells, classes: marked } });
    expect(problems).toEqual({
      'must-fix': [{ row: 1, column: 0 }],
      'must-explain': [{ row: 2, column: 1 }],
      conflict: [],
    });
    expect(nextAfter(problems['must-fix'], { row: 1, column: 0 })).toEqual({ row: 1, column: 0 });
    expect(nextAfter([], null)).toBeUndefined();
  });
});

describe('dragging the corner', () => {
  const one = rangeOf({ row: 1, column: 0 }, { row: 1, column: 0 });

  it('goes the way that the pointer went further, up and left too', () => {
    expect(dragged(one, { row: 1, column: 0 })).toEqual(one);
    expect(dragged(one, { row: 4, column: 2 })).toEqual({ ...one, bottom: 4 });
    expect(dragged(one, { row: 2, column: 2 })).toEqual({ ...one, right: 2 });
    expect(beyond(one, dragged(one, { row: 4, column: 2 }))).toEqual({ ...one, top: 2, bottom: 4 });
    const last = rangeOf({ row: 4, column: 1 }, { row: 4, column: 2 });
    expect(beyond(last, dragged(last, { row: 1, column: 1 }))).toEqual({ ...last, top: 1, bottom: 3 });
    expect(beyond(last, dragged(last, { row: 4, column: 0 }))).toEqual({ ...last, left: 0, right: 0 });
    expect(beyond(one, one)).toBeNull();
  });

  it('repeats the figures that were chosen, and passes titles over', () => {
    const from = sourceIn(view, rangeOf({ row: 1, column: 0 }, { row: 2, column: 0 }));
    expect(from({ row: 4, column: 0 })).toEqual({ row: 1, column: 0 });
    const back = sourceIn(view, rangeOf({ row: 2, column: 1 }, { row: 4, column: 2 }));
    expect(back({ row: 1, column: 1 })).toEqual({ row: 4, column: 1 });
    expect(back({ row: 2, column: 0 })).toEqual({ row: 2, column: 2 });
    expect(sourceIn(view, rangeOf({ row: 0, column: 0 }, { row: 0, column: 2 }))({ row: 1, column: 0 })).toBeNull();
  });
});

describe('filling a range', () => {
  it('writes what is open, counts what is not, and says nothing of what is the same', () => {
    const filled = fillRange(
      exampleView({ 'pupils.m': '3' }),
      rangeOf({ row: 1, column: 0 }, { row: 4, column: 1 }),
      () => '3',
    );
    expect(filled.changes.map(({ row, column }) => `${row}.${column}`)).toEqual([
      'pupils.f',
      'classes.m',
      'classes.f',
      'staff.m',
    ]);
    expect(filled.shut).toBe(1);
  });
});
