import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileText } from './rows';
import { compileMarked, itemRows, type Marked, tableRows } from './table-rows';

const lines = (...cells: string[]): string => cells.join('\n');

const texts: Array<[what: string, text: string, rows: string[]]> = [
  [
    'a cell per line, with blank lines between and empty cells missing',
    ['序号', '工作任务', '牵头科室', '配合科室', '完成时限']
      .concat('1', '推进医共体建设。县域内就诊率达到90%以上。', '基层卫生科', '医政科、规划财务科', '6月底前')
      .concat('2', '完善托育服务。新增普惠托位800个。', '人口家庭科', '持续推进', '3', '规范医疗废物处置', '综合监督科')
      .join('\n\n'),
    [
      '1 推进医共体建设 | lead 基层卫生科 | assist 医政科 规划财务科 | 2026-06-30',
      '2 完善托育服务 | lead 人口家庭科 | 持续推进',
      '3 规范医疗废物处置 | lead 综合监督科',
    ],
  ],
  [
    'no numbers: what each line holds tells its column; a category stands once',
    lines(
      ...['类别', '工作任务', '责任单位', '分管县领导', '完成时间'],
      ...['产业发展', '新增规上工业企业12家，技改投资增长15%', '县经信局', '陆 明俞 悦', '12月底'],
      ...['引进亿元以上项目20个', '高新园（邹区镇）各街道', '周敏', '全年'],
      ...['民生保障', '新建公办幼儿园3所，新增学位810个', '县教育局、县住建局', '8月底'],
    ),
    [
      '§ 产业发展',
      '- 新增规上工业企业12家，技改投资增长15% | responsible 县经信局 | 陆明 俞悦 | 2026-12-31',
      '- 引进亿元以上项目20个 | responsible 高新园（邹区镇） 各街道 | 周敏 | 2026-12-31',
      '§ 民生保障',
      '- 新建公办幼儿园3所，新增学位810个 | responsible 县教育局 县住建局 | 2026-08-31',
    ],
  ],
  [
    'a header of two levels, read row by row',
    lines(
      ...['序号', '工作任务', '责任分工', '完成时限', '备注', '分管领导', '牵头单位', '配合单位', '一、人才培养'],
      ...['1', '修订培养方案，建设一流课程20门', '王建国', '教务处', '各学院', '6月底'],
      ...['2', '推进学科建设', '李晓红', '学科建设处', '研究生院', '全年'],
    ),
    [
      '§ 一、 人才培养',
      '1 修订培养方案，建设一流课程20门 | lead 教务处 | assist 各学院 | 王建国 | 2026-06-30',
      '2 推进学科建设 | lead 学科建设处 | assist 研究生院 | 李晓红 | 2026-12-31',
    ],
  ],
  [
    'several measures under one number, the merged number written once',
    lines(
      ...['序号', '项目', '具体措施', '责任部门', '完成时限'],
      ...['1', '学前教育扩容', '新建公办园4所，新增学位1080个', '基建处、学前处', '8月底前'],
      ...['开展配套园治理', '学前处', '12月底前', '2', '义务教育均衡', '改造薄弱学校12所', '基建处', '9月底前'],
    ),
    [
      '1 学前教育扩容 | responsible 基建处 学前处 学前处 | 2026-08-31 | 2026-12-31',
      '2 义务教育均衡 | responsible 基建处 | 2026-09-30',
    ],
  ],
  [
    'the header once more on the next page; names and words broken over lines',
    lines(
      ...['序号', '工作任务', '责任', '单位', '完成时限', '1', '开展普法宣传30场', '司法局、', '文旅局', '6月底前'],
      ...[
        '第 2 页',
        '序号',
        '工作任务',
        '责任',
        '单位',
        '完成时限',
        '2',
        '办理法律援助案件500件',
        '法律援助',
        '中心',
        '12月底',
      ],
    ),
    [
      '1 开展普法宣传30场 | responsible 司法局 文旅局 | 2026-06-30',
      '2 办理法律援助案件500件 | responsible 法律援助中心 | 2026-12-31',
    ],
  ],
  [
    'tabs, with empty cells and a sum',
    '序号\t项目名称\t建设内容及规模\t责任单位\t责任人\t完成时限\t备注\n1\t农村公路提升工程\t改造公路12.5公里\t镇规建办\t陈立川\t9月底\t\n2\t便民中心改造\t新建用房1200平方米\t镇党政办\t\t11月底\t续建\n合计\t2个\t\t\t\t\t\n',
    [
      '1 农村公路提升工程 | responsible 镇规建办 | 陈立川 | 2026-09-30',
      '2 便民中心改造 | responsible 镇党政办 | 2026-11-30',
    ],
  ],
  [
    'tabs, with cells of several lines',
    '序号\t工作内容\t牵头部门\t责任部门\t完成时间\n1\t加强财源建设，确保\n全年税收增长6%\t财政局\t税务局\n各镇\t12月\n2\t压减支出5%\t财政局\t"各预算单位\n各县（市、区）商务局"\t全年',
    [
      '1 加强财源建设，确保全年税收增长6% | lead 财政局 | assist 税务局 各镇 | 2026-12-31 | 2026-12-31',
      '2 压减支出5% | lead 财政局 | assist 各预算单位 各县（市、区）商务局 | 2026-12-31',
    ],
  ],
  [
    'a remark before the next number is no title of rows',
    lines(
      ...['序号', '目标任务', '牵头领导', '责任科室', '责任人', '时限要求', '进展情况'],
      ...['1', '举办促消费活动30场', '张明', '市场科', '李红', '12月底前', '已举办5场'],
      ...['2', '组织参展40批次', '王伟', '外贸科', '赵 刚', '持续推进'],
    ),
    [
      '1 举办促消费活动30场 | responsible 市场科 | 张明 李红 | 2026-12-31',
      '2 组织参展40批次 | responsible 外贸科 | 王伟 赵刚 | 持续推进',
    ],
  ],
  [
    'bars',
    '| 序号 | 任务 | 牵头处室 | 协办处室 | 时限 |\n| --- | --- | --- | --- | --- |\n| 1 | 覆盖学校120所 | 督导处 | 基教处、人事处 | 6月底前 |\n| 2 | 完成质量监测 | 基教处 |  | 10月底前 |',
    ['1 覆盖学校120所 | lead 督导处 | assist 基教处 人事处 | 2026-06-30', '2 完成质量监测 | lead 基教处 | 2026-10-31'],
  ],
  [
    'blanks, several or one',
    '序号 工作任务 牵头单位 责任单位 完成时限\n一、深化改革\n1 推进改革行动，压减企业户数12户 企业改革部 财务部、法务部 6月底前\n2 完善考核体系 人力资源部 各子公司 全年\n二、安全生产\n3 开展隐患排查  安全环保部  各子公司  持续推进',
    [
      '§ 一、 深化改革',
      '1 推进改革行动，压减企业户数12户 | lead 企业改革部 | assist 财务部 法务部 | 2026-06-30',
      '2 完善考核体系 | lead 人力资源部 | assist 各子公司 | 2026-12-31',
      '§ 二、 安全生产',
      '3 开展隐患排查 | lead 安全环保部 | assist 各子公司 | 持续推进',
    ],
  ],
  [
    'columns of blanks whose cells go on in the lines below',
    `序号        工作任务            责任单位      完成时限
一、河湖治理
1     推进河湖长制，整治    水利局、生态  10月底前
      河道12条，清淤35公    环境局
      里
2     建成水文站3处         水文中心      8月底前
备注：以上任务按月调度。`,
    [
      '§ 一、 河湖治理',
      '1 推进河湖长制，整治河道12条，清淤35公里 | responsible 水利局 生态环境局 | 2026-10-31',
      '2 建成水文站3处 | responsible 水文中心 | 2026-08-31',
    ],
  ],
  [
    'a drawn table whose cells go on in the middle of a word',
    `
┌──┬──────────┬──────┬────┐
│序号│    工作任务        │  责任单位  │完成时限│
├──┼──────────┼──────┼────┤
│一、交通建设                                     │
├──┼──────────┼──────┼────┤
│1 │加快国省道建设。完成│公路中心、建│年底前  │
│  │投资12亿元，改建公路│设科        │        │
│  │85公里              │            │        │
├──┼──────────┼──────┼────┤
│2 │优化公交线网，新增公│运输科      │6月底   │
│  │交线路6条           │            │        │
└──┴──────────┴──────┴────┘`,
    [
      '§ 一、 交通建设',
      '1 加快国省道建设 | responsible 公路中心 建设科 | 2026-12-31',
      '2 优化公交线网，新增公交线路6条 | responsible 运输科 | 2026-06-30',
    ],
  ],
  [
    'a table drawn with plus signs, with a cell over two rows',
    `
+----------+------+----------------------+------------+----------+
| 类别     | 序号 | 工作任务             | 责任科室   | 完成时限 |
+==========+======+======================+============+==========+
| 学生     | 1    | 修订管理办法，开展主 | 学工处、教 | 6月底前  |
| 工作     |      | 题班会12场           | 务处       |          |
|          +------+----------------------+------------+----------+
|          | 2    | 建成智慧教室20间     | 信息中心   | 9月底前  |
+----------+------+----------------------+------------+----------+`,
    [
      '§ 学生工作',
      '1 修订管理办法，开展主题班会12场 | responsible 学工处 教务处 | 2026-06-30',
      '2 建成智慧教室20间 | responsible 信息中心 | 2026-09-30',
    ],
  ],
  [
    'titles of rows with their number on a line of its own, and categories of two levels',
    lines(
      ...['一级指标', '二级指标', '工作要求', '牵头部门', '配合部门', '完成时间'],
      ...['党建引领', '组织建设', '按期换届党支部12个', '党委组织部', '各党总支', '11月'],
      ...['队伍建设', '举办培训2期', '党委组织部', '党校', '5月、10月'],
      ...['教学改革', '专业建设', '新增本科专业2个', '教务处', '各学院', '12月15日'],
    ),
    [
      '§ 党建引领',
      '§ 组织建设',
      '- 按期换届党支部12个 | lead 党委组织部 | assist 各党总支 | 2026-11-30',
      '§ 队伍建设',
      '- 举办培训2期 | lead 党委组织部 | assist 党校 | 2026-05-31 | 2026-10-31',
      '§ 教学改革',
      '§ 专业建设',
      '- 新增本科专业2个 | lead 教务处 | assist 各学院 | 2026-12-15',
    ],
  ],
  [
    'a number above each title of rows',
    lines(
      ...['序号', '重点任务', '牵头单位', '配合单位', '一', '稳增长', '1', '固定资产投资增长8%', '发改局', '各镇'],
      ...['2', '社会消费品零售总额增长7%', '商务局', '二', '惠民生', '3', '城镇新增就业3000人', '人社局', '残联、工会'],
    ),
    [
      '§ 一 稳增长',
      '1 固定资产投资增长8% | lead 发改局 | assist 各镇',
      '2 社会消费品零售总额增长7% | lead 商务局',
      '§ 二 惠民生',
      '3 城镇新增就业3000人 | lead 人社局 | assist 残联 工会',
    ],
  ],
  [
    'bars without an enclosing one, a cell that is empty, telephone numbers',
    '序号 | 任务内容 | 责任单位 | 监督电话\n1 | 改造供水管网35公里 | 水务局 | 0550-1234567\n2 | 新增停车位1500个 |  | 0550-7654321\n3 | 打通断头路4条 | 住建局 |',
    ['1 改造供水管网35公里 | responsible 水务局', '2 新增停车位1500个', '3 打通断头路4条 | responsible 住建局'],
  ],
  [
    'behind a covering letter, whose points are no tasks',
    lines(
      ...[
        '各镇：',
        '一、加强领导。各单位要高度重视。',
        '二、强化督查。定期通报。',
        '附件：任务分解表',
        '2026年2月8日',
        '任务分解表',
      ],
      ...['序号', '重点工作', '主要责任单位', '协同配合单位', '拟定时限'],
      ...['3', '粮食播种面积稳定在32万亩', '区农业农村局', '区自然资源局', '10月底'],
      ...['68', '新建城市公园2个', '区城管局', '年底前', '69', '建成保障性住房600套', '区住建局', '区财政局', '年底前'],
    ),
    [
      '§ 一、 加强领导',
      '§ 二、 强化督查',
      '3 粮食播种面积稳定在32万亩 | lead 区农业农村局 | assist 区自然资源局 | 2026-10-31',
      '68 新建城市公园2个 | lead 区城管局 | 2026-12-31',
      '69 建成保障性住房600套 | lead 区住建局 | assist 区财政局 | 2026-12-31',
    ],
  ],
];

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

const gaps = (text: string): unknown[] =>
  compileText(text)
    .diagnostics.filter(({ code }) => code === 'missing-items')
    .map(({ data }) => [data.from, data.to]);

const numbered = (...numbers: number[]): string =>
  lines(
    ...['序号', '工作任务', '责任单位', '完成时限'],
    ...numbers.flatMap(number => [`${number}`, `完成第${number}类项目建设`, '发改局', '年底前']),
  );

describe('task tables in texts', () => {
  it.each(texts)('%s', (_, text, rows) => {
    expect(tableRows(text)).toEqual(rows);
  });

  it('ordinary plans have none', () => {
    const plan = readFileSync(new URL('../../../examples/yunchuan-2026.txt', import.meta.url), 'utf8');
    expect(itemRows(compileText(plan)).every(row => !row.startsWith('- '))).toBe(true);
    expect(tableRows('一、工作任务\n责任单位\n1.加强宣传。责任单位：办公室')).toEqual([
      '§ 一、 工作任务',
      '1. 加强宣传 | responsible 办公室',
    ]);
  });
});

describe('task tables of a file', () => {
  it.each(marked)('%s', (_, table, rows) => {
    expect(itemRows(compileMarked(table))).toEqual(rows);
  });
});

describe('numbers of rows', () => {
  it('that are left out are told where the others run on', () => {
    expect(gaps(numbered(1, 2, 3, 5, 6, 7))).toEqual([[4, 4]]);
  });

  it('of an excerpt are kept, and nothing is missing', () => {
    expect(gaps(numbered(3, 68, 80, 85, 131))).toEqual([]);
  });
});
