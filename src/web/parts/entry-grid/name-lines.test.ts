import { describe, expect, it } from 'vitest';
import { rangeOf } from './cell-range';
import type { EntryCells } from './entry-types';
import { parseTsv } from './parse-clipboard';
import { type Pasted, placePaste } from './place-paste';
import { exampleView } from './sheet-example';
import type { SheetView } from './sheet-view';

const at = (row: number, column: number) => rangeOf({ row, column }, { row, column });
const shown = ({ changes }: Pasted) =>
  Object.fromEntries(changes.map(({ row, column, text }) => [column === 'all' ? row : `${row}.${column}`, text]));
const paste = (tsv: string, view: SheetView = exampleView(), selected = at(2, 1)) =>
  placePaste(view, parseTsv(tsv), selected);

/** Categories below their figures, as a narrow form stands. */
const tall = (): SheetView => {
  const rows: SheetView['rows'] = [
    { kind: 'section', key: 's', name: '学生' },
    { key: 'PUPILS', name: '在校学生数', unit: '人', decimals: 0 },
    { key: 'PUPILS.p', name: '其中：小学', fullName: '在校学生数 · 小学', unit: '人', decimals: 0, level: 1 },
    { key: 'PUPILS.j', name: '其中：初中', fullName: '在校学生数 · 初中', unit: '人', decimals: 0, level: 1 },
    { key: 'STAFF', name: '教师数', unit: '人', decimals: 0 },
    { key: 'STAFF.p', name: '其中：小学', fullName: '教师数 · 小学', unit: '人', decimals: 0, level: 1 },
  ];
  const cells: EntryCells = Object.fromEntries(
    rows.map(({ key }) => [
      key,
      { all: { text: '', kind: key === 'PUPILS' || key === 'STAFF' ? 'computed' : 'input' } },
    ]),
  );
  return { rows, columns: [{ key: 'all', name: '本期' }], cells, readOnly: false };
};

describe('a block that brings the names along', () => {
  it('goes where they say, in any order, whatever stands selected', () => {
    const pasted = paste('数据项\t单位\t女\t男\n教职工数（人）\t人\t\t7\n1. 在校生数\t人\t520\t1,305');
    expect(shown(pasted)).toEqual({ 'staff.m': '7', 'pupils.f': '520', 'pupils.m': '1305' });
    expect(pasted).toMatchObject({ named: 2, unnamed: 0, covered: { top: 1, bottom: 4, left: 0, right: 1 } });
  });

  it('takes all columns without headings, from the selected one where there are fewer', () => {
    expect(shown(paste('在校生数\t1\t2\t3\n班级数\t4\t5\t9'))).toEqual({
      ...{ 'pupils.m': '1', 'pupils.f': '2', 'classes.m': '4', 'classes.f': '5' },
    });
    expect(shown(paste('在校生数\t人\t1\n班级数\t个\t4'))).toEqual({ 'pupils.f': '1', 'classes.f': '4' });
  });

  it('tells categories of the same name apart by their place or by the name beside', () => {
    const lines = ['在校学生数\t3', '其中：小学\t1', '其中：初中\t2', '教师数\t4', '其中：小学\t4'];
    expect(shown(paste(lines.join('\n'), tall(), at(2, 0)))).toEqual({
      'PUPILS.p': '1',
      'PUPILS.j': '2',
      'STAFF.p': '4',
    });
    // As the workbook of the form has it: code, section, figure, category, unit, last period, this one.
    const template = [
      '代码\t栏目\t数据项\t分组\t计量单位\t上期\t本期',
      'PUPILS.j\t学生\t在校学生数\t初中\t人\t8\t6',
      'PUPILS.p\t学生\t在校学生数\t小学\t人\t9\t5',
    ];
    const pasted = paste(template.join('\n'), tall(), at(2, 0));
    expect(shown(pasted)).toEqual({ 'PUPILS.j': '6', 'PUPILS.p': '5' });
    expect(pasted.unnamed).toBe(2);
  });

  it('says what it found no place for, and keeps what is no number', () => {
    const pasted = paste('在校生数\t5\n食堂数\t2\n班级数\t若干');
    expect(shown(pasted)).toEqual({ 'pupils.f': '5', 'classes.f': '若干' });
    expect(pasted).toMatchObject({ named: 2, unnamed: 1, wrong: 1 });
    expect(paste('数据项\t男\n在校生数\t待定').changes).toEqual([
      { row: 'pupils', column: 'm', text: '待定', fault: 'not-a-number' },
    ]);
  });

  it('falls as it lies where names are few or the column is not clear', () => {
    expect(paste('1\t2\n3\t4', exampleView(), at(1, 0)).named).toBe(0);
    expect(paste('在校学生数\t1\t2', tall(), at(2, 0)).named).toBe(0);
    expect(paste('甲\n乙\n在校生数\n', exampleView(), at(1, 0)).named).toBe(0);
  });
});
