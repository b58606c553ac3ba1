import type { EntryCell, EntryCells } from './entry-types';
import type { SheetView } from './sheet-view';

/**
 * A small form for the tests beside: a title, two figures, a title, one figure; 男, 女 and a computed 合计; the last figure's 女
 * is locked.
 */
export const exampleView = (texts: Record<string, string> = {}): SheetView => {
  const cell = (row: string, column: string, rest: Partial<EntryCell> = {}): EntryCell => ({
    text: texts[`${row}.${column}`] ?? '',
    ...rest,
  });
  const cells: EntryCells = Object.fromEntries(
    ['pupils', 'classes', 'staff'].map(row => [
      row,
      {
        m: cell(row, 'm'),
        f: row === 'staff' ? cell(row, 'f', { kind: 'locked' }) : cell(row, 'f'),
        sum: cell(row, 'sum', { kind: 'computed', formula: '男 + 女' }),
      },
    ]),
  );
  return {
    rows: [
      { kind: 'section', key: 's1', name: '一、学生' },
      { key: 'pupils', name: '在校生数', unit: '人', decimals: 0 },
      { key: 'classes', name: '班级数', unit: '个', decimals: 0 },
      { kind: 'section', key: 's2', name: '二、教师' },
      { key: 'staff', name: '教职工数', unit: '人', decimals: 0 },
    ],
    columns: [
      { key: 'm', name: '男' },
      { key: 'f', name: '女' },
      { key: 'sum', name: '合计' },
    ],
    cells,
    readOnly: false,
  };
};
