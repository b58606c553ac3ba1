import { addDecimals } from '../../../../src/kernel/decimal';
import type {
  EntryCell,
  EntryCells,
  EntryColumn,
  EntryMark,
  EntryRow,
} from '../../../../src/web/parts/entry-grid/entry-types';

export type Form = {
  rows: EntryRow[];
  columns: EntryColumn[];
  texts: Record<string, string>;
  previous: boolean;
  /** Everything about a cell but its text. */
  rest: (row: string, column: string) => Omit<EntryCell, 'text'> | null;
};

/** `?rows=200&columns=12`: that many open cells, empty. Without: a small form with everything that a cell can be. */
export const formNamed = (search: URLSearchParams): Form => {
  const [rows, columns] = [Number(search.get('rows')), Number(search.get('columns'))];
  return rows > 0 ? largeForm(rows, columns) : smallForm();
};

const largeForm = (rows: number, columns: number): Form => ({
  rows: Array.from({ length: rows }, (_, at) => ({ key: `r${at}`, name: `第 ${at + 1} 项`, unit: '人' })),
  columns: Array.from({ length: columns }, (_, at) => ({ key: `c${at}`, name: `第 ${at + 1} 类` })),
  texts: {},
  previous: false,
  rest: () => ({}),
});

const marks: Record<string, EntryMark[]> = {
  'visits.m': [{ kind: 'must-fix', message: '男性人次大于办件总数' }],
  'visits.f': [{ kind: 'must-explain', message: '比上期少 63%，请说明原因' }],
  'staff.m': [{ kind: 'changed', before: '18', when: '8月30日' }],
  'staff.f': [{ kind: 'comment', count: 2, last: '王敏：已与人事核对' }],
  'windows.f': [{ kind: 'conflict', mine: '12', theirs: '14', by: '李强' }],
};

const smallForm = (): Form => ({
  rows: [
    { kind: 'section', key: 's1', name: '一、服务情况' },
    {
      key: 'visits',
      name: '服务大厅接待群众人次（含预约）',
      unit: '人次',
      decimals: 0,
      help: '同一人一日内多次来访计一次',
    },
    { key: 'booked', name: '其中：预约', unit: '人次', decimals: 0, level: 1 },
    { key: 'windows', name: '开放窗口数', unit: '个', decimals: 0 },
    { kind: 'section', key: 's2', name: '二、人员与经费' },
    { key: 'staff', name: '在岗人员', unit: '人', decimals: 0 },
    { key: 'money', name: '运行经费支出', unit: '万元', decimals: 2 },
    { key: 'rate', name: '按时办结率', unit: '%', decimals: 2 },
  ],
  columns: [
    { key: 'm', name: '男' },
    { key: 'f', name: '女' },
    { key: 'sum', name: '合计' },
  ],
  texts: {
    'visits.m': '12345',
    'visits.f': '4567',
    'booked.m': '1200',
    'windows.m': '20',
    'windows.f': '12',
    'staff.m': '19',
    'staff.f': '23',
    'money.m': '暂无',
    'rate.sum': '98.5',
  },
  previous: true,
  rest: (row, column) => {
    if (row === 'rate') return column === 'sum' ? { kind: 'locked', why: '7月31日已核定', previous: '97.2' } : null;
    if (column === 'sum') return { kind: 'computed', formula: '男 + 女', previous: '30012' };
    return { previous: row === 'visits' ? '12001' : '20', marks: marks[`${row}.${column}`] };
  },
});

const isDecimal = (text: string) => /^-?\d+(\.\d+)?$/.test(text);

/** As a caller computes them: a record for each row, the same one as long as nothing in it changed. */
const kept = new Map<string, { made: string; record: Record<string, EntryCell> }>();

export const cellsOf = (
  { rows, columns, rest }: Form,
  texts: Record<string, string>,
  explained: Record<string, string>,
  resolved: boolean,
): EntryCells => {
  const cells: Record<string, Record<string, EntryCell>> = {};
  for (const { key: row, kind } of rows) {
    if (kind === 'section') continue;
    const record: Record<string, EntryCell> = {};
    for (const { key: column } of columns) {
      const about = rest(row, column);
      if (!about) continue;
      const at = `${row}.${column}`;
      const marks = about.marks
        ?.filter(mark => !(resolved && mark.kind === 'conflict'))
        .map(mark => (mark.kind === 'must-explain' ? { ...mark, explanation: explained[at] } : mark));
      const parts = [texts[`${row}.m`] ?? '', texts[`${row}.f`] ?? ''].filter(isDecimal);
      const text = about.kind === 'computed' ? parts.reduce(addDecimals, '0') : (texts[at] ?? '');
      record[column] = { ...about, text, marks };
    }
    const made = JSON.stringify(record);
    const before = kept.get(row);
    if (before?.made !== made) kept.set(row, { made, record });
    cells[row] = kept.get(row)!.record;
  }
  return cells;
};
