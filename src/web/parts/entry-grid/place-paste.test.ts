import { describe, expect, it } from 'vitest';
import { rangeOf } from './cell-range';
import { parseTsv } from './parse-clipboard';
import { placePaste } from './place-paste';
import { exampleView } from './sheet-example';
import { blockOf } from './sheet-view';

const at = (row: number, column: number) => rangeOf({ row, column }, { row, column });
const paste = (tsv: string, selected = at(1, 0), texts = {}) => placePaste(exampleView(texts), parseTsv(tsv), selected);

describe('a paste', () => {
  it('falls from the active cell on, read as figures', () => {
    const pasted = paste('1,200\t１３\n8\t\n');
    expect(pasted.changes).toEqual([
      { row: 'pupils', column: 'm', text: '1200' },
      { row: 'pupils', column: 'f', text: '13' },
      { row: 'classes', column: 'm', text: '8' },
    ]);
    expect(pasted).toMatchObject({ read: 4, wrong: 0, outside: 0, shut: 0, covered: { top: 1, bottom: 2, right: 1 } });
  });

  it('keeps what is no number and says why; a blank empties the cell', () => {
    const pasted = paste('待定\t', at(1, 0), { 'pupils.f': '5' });
    expect(pasted.changes).toEqual([
      { row: 'pupils', column: 'm', text: '待定', fault: 'not-a-number' },
      { row: 'pupils', column: 'f', text: '' },
    ]);
    expect(pasted.wrong).toBe(1);
  });

  it('counts what falls outside, but no blanks', () => {
    expect(paste('1\t2\t3\t4\t5\n1\t2\t\t\t', at(2, 1), {}).outside).toBe(3);
    expect(paste(`${'1\n'.repeat(10)}`, at(4, 0)).outside).toBe(9);
  });

  it('counts what fell on locked and computed cells, unless it says the same', () => {
    expect(paste('1\t2\t3', at(4, 0)).shut).toBe(2);
    expect(paste('1\t2\t3', at(4, 0), { 'staff.f': '2', 'staff.sum': '3' }).shut).toBe(0);
  });

  it('of the same form has empty lines or words on the titles, and falls straight', () => {
    const pasted = paste('1\n2\n二、教师\n3');
    expect(pasted.changes.map(({ row, text }) => [row, text])).toEqual([
      ['pupils', '1'],
      ['classes', '2'],
      ['staff', '3'],
    ]);
    expect(pasted.titlesPassed).toBe(0);
  });

  it('of a bare list passes the titles over, and says so', () => {
    const pasted = paste('1\n2\n3');
    expect(pasted.changes.map(({ row, text }) => [row, text])).toEqual([
      ['pupils', '1'],
      ['classes', '2'],
      ['staff', '3'],
    ]);
    expect(pasted).toMatchObject({ titlesPassed: 1, outside: 0 });
  });

  it('of one value fills the selection', () => {
    const pasted = paste('7', rangeOf({ row: 1, column: 0 }, { row: 4, column: 1 }));
    expect(pasted.changes).toHaveLength(5);
    expect(pasted.shut).toBe(1);
  });

  it('of what was copied changes nothing at the same place', () => {
    const texts = { 'pupils.m': '1', 'pupils.f': '2', 'pupils.sum': '3', 'staff.m': '4', 'staff.f': '9' };
    const view = exampleView(texts);
    const all = rangeOf({ row: 1, column: 0 }, { row: 4, column: 2 });
    expect(placePaste(view, blockOf(view, all), all)).toMatchObject({ changes: [], shut: 0, outside: 0 });
  });

  it('writes nothing into a form that is only shown', () => {
    const view = { ...exampleView(), readOnly: true };
    expect(placePaste(view, [['1', '2']], at(1, 0))).toMatchObject({ changes: [], shut: 2 });
  });
});
