import { describe, expect, it } from 'vitest';
import type { EntryPage } from '../../../subjects/reporting/entry-schema';
import { buildCells, keepRecords } from './build-cells';
import { carriedOver, explanationsOf, type Pending, shownTexts } from './entry-texts';
import { formSheet } from './form-sheet';

const figure = { kind: 'stock', decimals: 0, low: null, high: null, section: '', required: true, changeLimit: null };
const page = {
  sections: [''],
  figures: [
    {
      ...{ ...figure, code: 'A', name: '甲', unit: '人', mode: 'ask', askedIn: null },
      categories: [
        { code: 'f', name: '女' },
        { code: 'm', name: '男' },
      ],
    },
    {
      ...figure,
      code: 'B',
      name: '乙',
      unit: '人',
      mode: 'show',
      categories: [],
      askedIn: { formId: '2', name: '另表' },
    },
  ],
  derived: [],
  checks: [],
  period: { code: '2026-08' },
  values: { 'A.f': '3', B: '9' },
  draft: { 'A.m': { v: '4', n: '新生', by: '冯', at: '', mine: false } },
  previous: { period: '2026-07', values: { 'A.f': '3', 'A.m': '2', B: '8' } },
  lastYear: { period: '2025-08', values: {} },
  history: { periods: [], values: {} },
  notes: [
    { id: '1', cell: 'A.f', kind: 'return', body: '请核实', resolvedAt: null },
    { id: '2', cell: 'A.f', kind: 'comment', body: '已核实', resolvedAt: null },
  ],
  changes: [{ cell: 'A.f', before: '2' }],
  approved: null,
  accepted: null,
} as unknown as EntryPage;

const words = { value: '本期', total: '合计', derived: '', ofWhich: (option: string) => option };
const cellsOf = (pending: Pending = {}) => {
  const sheet = formSheet(page, words, true);
  const texts = shownTexts(page, pending);
  const source = { page, sheet, texts, pending, findings: [], explanations: explanationsOf(page, pending) };
  return buildCells(source, {
    ...{ total: '', someone: '同事', formula: (text: string) => text },
    shown: form => `取自${form}`,
    returned: why => `退回：${why}`,
  });
};

describe('the cells of a form', () => {
  it('show what is typed here before the draft, and that before what was handed in; totals only of whole figures', () => {
    const cells = cellsOf({ 'A.m': { v: '5', base: '4' } });
    expect([cells.A?.f?.text, cells.A?.m?.text, cells.A?.all?.text]).toEqual(['3', '5', '8']);
    expect(cells.A?.all).toMatchObject({ kind: 'computed', formula: '女 + 男', previous: '5' });
    expect(cellsOf({ 'A.m': { v: '', base: '4' } }).A?.all?.text).toBe('');
  });

  it('say where a figure comes from that is asked elsewhere', () => {
    expect(cellsOf().B?.all).toMatchObject({ text: '9', kind: 'readonly', why: '取自另表', previous: '8' });
  });

  it('mark what was settled otherwise, why it came back, and what somebody else wrote', () => {
    expect(cellsOf().A?.f?.marks).toEqual([
      { kind: 'changed', before: '2' },
      { kind: 'comment', count: 2, last: '退回：请核实' },
    ]);
    const clash = { v: '5', base: '', theirs: { text: '4', by: '' } };
    expect(cellsOf({ 'A.m': clash }).A?.m?.marks?.[0]).toEqual({
      kind: 'conflict',
      mine: '5',
      theirs: '4',
      by: '同事',
    });
  });

  it('keep the record of a row in which nothing changed', () => {
    const before = cellsOf();
    const now = keepRecords(before, cellsOf({ 'A.m': { v: '5', base: '4' } }));
    expect(now.B).toBe(before.B);
    expect(now.A).not.toBe(before.A);
  });
});

describe('what is typed', () => {
  it('brings its reason along, and takes it back with an empty one', () => {
    expect(explanationsOf(page, {})).toEqual({ 'A.m': '新生' });
    expect(explanationsOf(page, { 'A.m': { v: '4', n: '', base: '4' } })).toEqual({});
  });

  it('takes over only blanks from the last period, of what is asked', () => {
    expect(carriedOver(page, shownTexts(page, { 'A.m': { v: '', base: '4' } }))).toEqual([{ cell: 'A.m', text: '2' }]);
  });
});
