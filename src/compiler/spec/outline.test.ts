import { describe, expect, it } from 'vitest';
import { outlineRows } from './rows';

const rows = (text: string): string[] => outlineRows(text).filter(row => !row.startsWith('preamble'));

describe('the outline', () => {
  it('runs on across sections', () => {
    expect(rows('一、甲\n（一）乙\n1.丙。做好。\n（二）丁\n2.戊。做好。\n二、己\n3.庚。做好。')).toEqual([
      'section 一、 甲',
      '  subsection （一） 乙',
      '    item 1. 丙',
      '  subsection （二） 丁',
      '    item 2. 戊',
      'section 二、 己',
      '  item 3. 庚',
    ]);
  });

  it('begins anew in each section', () => {
    expect(rows('一、甲\n1、乙。做好。\n2、丙。做好。\n二、丁\n1、戊。做好。')).toEqual([
      'section 一、 甲',
      '  item 1、 乙',
      '  item 2、 丙',
      'section 二、 丁',
      '  item 1、 戊',
    ]);
  });

  it('is found in one paragraph, where a number in a sentence is no label', () => {
    expect(rows('一、甲。1.乙。推进1.5万人参加，占3.2%。2.丙。二、丁。3.戊。做好。')).toEqual([
      'section 一、 甲',
      '  item 1. 乙',
      '  item 2. 丙',
      'section 二、 丁',
      '  item 3. 戊',
    ]);
  });

  it('goes by sequence where an upper style stands inside a lower one', () => {
    expect(
      rows('第14件 修校舍\n一、内容：修。\n二、协办单位：财政局\n第15件 建公厕\n一、内容：建。\n二、协办单位：城管局'),
    ).toEqual([
      'item 第14件 修校舍',
      '  measure 一、 内容',
      '  measure 二、 协办单位',
      'item 第15件 建公厕',
      '  measure 一、 内容',
      '  measure 二、 协办单位',
    ]);
  });

  it('passes over a line that begins with a number by chance', () => {
    expect(rows('1.甲。做好。\n2.乙。共新建学校\n20、30所。\n3.丙。做好。\n4.丁。做好。')).toEqual([
      'item 1. 甲',
      'item 2. 乙',
      'item 3. 丙',
      'item 4. 丁',
    ]);
  });

  it('takes items without numbers by who answers for them', () => {
    expect(rows('一、教学\n推进改革。办课20节。（责任科室：教研室）\n加强培训。（责任科室：人事科）')).toEqual([
      'section 一、 教学',
      '  item 推进改革',
      '  item 加强培训',
    ]);
  });

  it('takes the rows of a table that has become a cell per line', () => {
    const text =
      '序号\n工作任务\n牵头单位\n完成时限\n1\n新建幼儿园12所。\n教育局\n年底前\n2\n改造厕所40座。\n住建局\n持续推进';
    expect(rows(text)).toEqual(['item 1 新建幼儿园12所', 'item 2 改造厕所40座']);
  });

  it('sets aside what a web page left', () => {
    expect(rows('1.甲。做好。\n扫一扫在手机打开当前页\n2.乙。做好。\n责任编辑：王明')).toEqual([
      'item 1. 甲',
      'notice',
      'item 2. 乙',
      'notice',
    ]);
  });

  it('sets aside the foot of a page, to its end', () => {
    const plan = '一、甲\n1.建园。新建公园3个。\n2.修路。改造道路5公里。\n';
    for (const foot of [
      '云ICP备00000号\n电话：0000-000000\n主办：云川市教育局',
      '新闻推荐\n记者近日看到，4本画册发到了代表手中。\n云川新闻，天天新鲜。',
      '2026年要点 >>查看更多【返回 栏目列表】',
    ])
      expect(rows(plan + foot)).toEqual(['section 一、 甲', '  item 1. 建园', '  item 2. 修路', 'notice']);
  });

  it('sets aside the table of a site, and nothing that a plan says of an account', () => {
    expect(rows('生效日期： | 2026-03-01 | 废止日期： |\n一、甲\n1.更新微信公众号\n2.乙。做好。')).toEqual([
      '  notice',
      'section 一、 甲',
      '  item 1. 更新微信公众号',
      '  item 2. 乙',
    ]);
  });

  it('takes the paragraphs below a number for its text where the first has no title', () => {
    const text =
      '2026年计划\n一、经济\n1.农业\n加大投入，与院校合作，建立示范基地3个。引进新品种5个。\n发展特色产业，扶持水果。建设采摘园2个。\n加强监管，建立追溯体系。申请认证2个。\n2.工业\n做好招商。引进项目3个。';
    expect(rows(text)).toEqual(['section 一、 经济', '  item 1. 农业', '  item 2. 工业']);
  });

  it('sets aside what a site that lends documents says of one', () => {
    expect(rows('• 0\n• 约6.2千字\n• 2026-01-28 发布于云川\n• 举报\n一、甲\n1.乙。做好。\n2.丙。做好。')).toEqual([
      '  notice',
      'section 一、 甲',
      '  item 1. 乙',
      '  item 2. 丙',
    ]);
  });

  it('takes a part named for aims that holds most of the plan for its tasks', () => {
    const text =
      '一、工作目标\n（一）救灾\n1.储备物资。做好。\n2.开展演练。做好。\n（二）救助\n1.完善制度。做好。\n2.开展救助。做好。\n二、工作要求\n加强领导。';
    expect(rows(text).filter(row => row.includes('item'))).toEqual([
      '    item 1. 储备物资',
      '    item 2. 开展演练',
      '    item 1. 完善制度',
      '    item 2. 开展救助',
    ]);
  });

  it('knows what sums up the tasks from what lists them', () => {
    const tasks = '\n三、重点工作\n1.甲。做好。\n2.乙。做好。';
    expect(rows(`一、总体目标要求\n牢记嘱托。\n二、主要任务\n统筹推进各项工作。${tasks}`)).toEqual([
      'section 一、 总体目标要求',
      'section 二、 主要任务',
      'section 三、 重点工作',
      '  item 1. 甲',
      '  item 2. 乙',
    ]);
    expect(rows('一、主要任务\n1.甲。做好。\n2.乙。做好。')).toEqual([
      'section 一、 主要任务',
      '  item 1. 甲',
      '  item 2. 乙',
    ]);
  });

  it('knows signature, date and attachment', () => {
    expect(rows('1.甲。做好。\n2.乙。做好。\n\n某市教育局\n2026年3月1日\n附件：任务表\n1.丙')).toEqual([
      'item 1. 甲',
      'item 2. 乙',
      'closing',
      'attachment',
    ]);
  });
});
