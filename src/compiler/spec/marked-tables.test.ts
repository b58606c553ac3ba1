import { describe, expect, it } from 'vitest';
import { compileMarked, itemRows, type Marked } from './table-rows';

const wide = (text: string, columns: number): Marked[] => [{ text, columns }, ...Array(columns - 1).fill(null)];

const marked: Array<[what: string, table: Marked[][], rows: string[]]> = [
  [
    'a title, a header of two levels, titles of rows, a sum',
    [
      wide('重点任务分解表', 5),
      [{ text: '序号', rows: 2 }, { text: '重点任务', rows: 2 }, ...wide('责任分工', 2), { text: '完成时限', rows: 2 }],
      [null, null, '牵头', '配合', null],
      wide('一、基础教育', 5),
      ['1', '新建小学3所', '基教处', '规划处\n财务处', '8月底前'],
      wide('二、职业教育', 5),
      ['2', '（一）建设实训基地5个。开展校企合作。', '职教处', '', '全年'],
      ['合计', '2项', '', '', ''],
    ],
    [
      '§ 一、 基础教育',
      '1 新建小学3所 | lead 基教处 | assist 规划处 财务处 | 2026-08-31',
      '§ 二、 职业教育',
      '2 建设实训基地5个 | lead 职教处 | 2026-12-31',
    ],
  ],
  [
    'a category over two rows, and a body over both',
    [
      ['类别', '序号', '工作任务', '责任单位', '分管领导', '备注'],
      [{ text: '产业发展', rows: 2 }, '1', '引进项目12个', { text: '招商局', rows: 2 }, '陈立川', '续建'],
      [null, '2', '开工项目8个', null, '周 敏', ''],
      ['社会事业', '3', '建成养老院2所', '民政局', '周敏', ''],
    ],
    [
      '§ 产业发展',
      '1 引进项目12个 | responsible 招商局 | 陈立川',
      '2 开工项目8个 | responsible 招商局 | 周敏',
      '§ 社会事业',
      '3 建成养老院2所 | responsible 民政局 | 周敏',
    ],
  ],
  [
    'a category behind the number',
    [
      ['序号', '类别', '工作任务', '责任单位'],
      ['1', { text: '产业发展', rows: 2 }, '引进项目12个', '招商局'],
      ['2', null, '开工项目8个', '发改局'],
    ],
    ['§ 产业发展', '1 引进项目12个 | responsible 招商局', '2 开工项目8个 | responsible 发改局'],
  ],
  [
    'a task over two rows, each with its measure',
    [
      ['重点任务', '具体举措', '牵头单位'],
      [{ text: '扩大就业', rows: 2 }, '新增就业5000人', '人社局'],
      [null, '举办招聘会20场', '就业局'],
      [{ text: '健康服务', rows: 2 }, '新增床位200张', '卫健局'],
      [null, '签约率达到60%', '卫健局'],
    ],
    [
      '§ 扩大就业',
      '- 新增就业5000人 | lead 人社局',
      '- 举办招聘会20场 | lead 就业局',
      '§ 健康服务',
      '- 新增床位200张 | lead 卫健局',
      '- 签约率达到60% | lead 卫健局',
    ],
  ],
  [
    'bodies and persons in one cell; one body that leads among others; names with nothing between',
    [
      ['序号', '工作任务', '责任单位及责任人', '完成时限'],
      ['1', '修缮校舍12处', '后勤处 陈立川', '6月底前'],
      ['2', '更新课桌800套', '总务处（牵头）、教务处', '9月底前'],
      ['3', '绿化校园20亩', '后勤处总务处', '9月底前'],
    ],
    [
      '1 修缮校舍12处 | responsible 后勤处 | 陈立川 | 2026-06-30',
      '2 更新课桌800套 | lead 总务处 | assist 教务处 | 2026-09-30',
      '3 绿化校园20亩 | responsible 后勤处 总务处 | 2026-09-30',
    ],
  ],
];

describe('task tables of a file', () => {
  it.each(marked)('%s', (_, table, rows) => {
    expect(itemRows(compileMarked(table))).toEqual(rows);
  });
});
