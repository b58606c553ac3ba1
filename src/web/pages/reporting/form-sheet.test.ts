import { describe, expect, it } from 'vitest';
import type { EntryPage } from '../../../subjects/reporting/entry-schema';
import type { FormFigure } from '../../../subjects/reporting/form-schema';
import { formSheet } from './form-sheet';

const figure = (code: string, options: string[] = [], unit = '人'): FormFigure => ({
  ...{ figureId: code, code, name: `项${code}`, meaning: '', unit, kind: 'stock', decimals: 0, low: null, high: null },
  ...{ section: '', mode: 'ask', required: true, changeLimit: null, askedIn: null },
  categories: options.map(option => ({ code: option, name: `类${option}` })),
});
const words = { value: '本期', total: '合计', derived: '算出', ofWhich: (option: string) => `其中：${option}` };
const sheetOf = (figures: FormFigure[], wide = true) =>
  formSheet({ sections: [''], figures, derived: [] } as unknown as EntryPage, words, wide);
const namesOf = (rows: { name: string }[]) => rows.map(({ name }) => name);

describe('how a form lies in the grid', () => {
  it('has one column where no figure has categories', () => {
    const { rows, columns } = sheetOf([figure('A'), figure('B')]);
    expect([namesOf(rows), namesOf(columns)]).toEqual([['项A', '项B'], ['本期']]);
  });

  it('has a column for each category where most figures have them, the total first', () => {
    const { columns, placeOf } = sheetOf([figure('A', ['f', 'm']), figure('B', ['f', 'm']), figure('C')]);
    expect(namesOf(columns)).toEqual(['合计', '类f', '类m']);
    expect(placeOf.get('B.m')).toEqual({ row: 'B', column: 'm' });
    expect(placeOf.get('C')).toEqual({ row: 'C', column: 'all' });
  });

  it('puts categories below their figure where the table would be mostly shut, but not on a phone', () => {
    const figures = [figure('A', ['x', 'y', 'z']), figure('B'), figure('C'), figure('D')];
    const { rows, columns, placeOf } = sheetOf(figures);
    expect(namesOf(rows)).toEqual(['项A', '其中：类x', '其中：类y', '其中：类z', '项B', '项C', '项D']);
    expect(namesOf(columns)).toEqual(['本期']);
    expect(placeOf.get('A.y')).toEqual({ row: 'A.y', column: 'all' });
    expect(sheetOf(figures, false).placeOf.get('A.y')).toEqual({ row: 'A', column: 'y' });
  });

  it('adds no shares up, and keeps options of two dimensions apart that share a code', () => {
    const rate = figure('A', ['f', 'm'], '%');
    expect(namesOf(sheetOf([rate]).columns)).toEqual(['类f', '类m']);
    const other = { ...figure('B'), categories: [{ code: 'f', name: '自有' }] };
    const { columns, cellAt, placeOf } = sheetOf([figure('A', ['f', 'm']), other], false);
    expect(namesOf(columns)).toEqual(['合计', '类f', '类m', '自有']);
    const { row, column } = placeOf.get('B.f')!;
    expect(column).not.toBe(placeOf.get('A.f')!.column);
    expect(cellAt.get(`${row} ${column}`)).toBe('B.f');
  });
});
