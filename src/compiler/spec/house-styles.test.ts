import { describe, expect, it } from 'vitest';
import { compileText, outlineRows } from './rows';

const rows = (text: string): string[] => outlineRows(text).filter(row => !row.startsWith('preamble'));
const items = (text: string): string[] =>
  rows(text)
    .filter(row => row.trimStart().startsWith('item '))
    .map(row => row.trimStart().slice(5));

describe('the level of the items', () => {
  it.each<[string, string, string[]]>([
    [
      'the one that says who answers for it',
      '一、医改\n（一）药品。做好采购。\n1.采购。做好。\n2.监管。做好。\n（牵头科室：药政科）\n（二）医院。做好。\n（牵头科室：医政科）',
      ['（一） 药品', '（二） 医院'],
    ],
    [
      'the finest where it is there throughout',
      '一、建设\n（一）公路\n1.高速。完成投资3亿元。\n2.国道。改造20公里。\n（二）水运\n1.航道。整治一期工程。\n2.港口。新建泊位2个。',
      ['1. 高速', '2. 国道', '1. 航道', '2. 港口'],
    ],
    [
      'not what one item has alone',
      '（一）救助。提高标准，动态管理。\n1.城市。每月800元。\n2.农村。每月600元。\n（二）养老。新建中心12家。\n（三）社工。培训300人。',
      ['（一） 救助', '（二） 养老', '（三） 社工'],
    ],
    [
      'never what only tells one thing after the other',
      '（一）公路。一是建高速，完成3亿元；二是改国道，完成20公里。\n（二）客运。首先，新增公交60辆。其次，优化线路12条。',
      ['（一） 公路', '（二） 客运'],
    ],
    [
      'bullets under headings that say nothing else',
      '一、夯实基础\n● 建强队伍。组建队伍6支。\n● 完善储备。更新物资30类。\n二、强化执法\n● 开展行动。检查企业600家。',
      ['● 建强队伍', '● 完善储备', '● 开展行动'],
    ],
    [
      'numbers in brackets where the chapters have no text',
      '一、生产\n（1）稳增长。产值达到3亿元。\n（2）控成本。成本下降5%。\n二、安全\n（1）抓检查。检查12次。\n（2）抓培训。培训600人。',
      ['（1） 稳增长', '（2） 控成本', '（1） 抓检查', '（2） 抓培训'],
    ],
    [
      'decimal numbers',
      '1. 党建\n1.1 学习。组织12次。\n1.2 队伍。培训50人。\n2. 业务\n2.1 质量。合格率达到99%。',
      ['1.1 学习', '1.2 队伍', '2.1 质量'],
    ],
    [
      'chapters themselves in a short plan',
      '一、扩大消费\n举办活动30场，限额以上零售额增长6%。\n二、稳定外贸\n新增外贸企业15家。',
      ['一、 扩大消费', '二、 稳定外贸'],
    ],
  ])('is %s', (_, text, expected) => {
    expect(items(text)).toEqual(expected);
  });

  it('leaves out what for and what was, not how', () => {
    expect(
      items(
        '一、2024年工作总结\n（一）项目提速。完成20亿元。\n二、总体要求\n（一）指导思想。坚持。\n三、重点任务\n（一）建公路。完成30亿元。\n四、保障措施\n（一）加强调度。每月通报。',
      ),
    ).toEqual(['（一） 建公路', '（一） 加强调度']);
  });
});

describe('labels', () => {
  it.each<[string, string, string[]]>([
    ['任务一', '任务一：建公园\n年内完工。\n任务二：改小区\n改造35个。', ['任务一： 建公园', '任务二： 改小区']],
    ['the number behind a blank', '1 预算审计\n6月底前完成。\n2 投资审计\n完成8个。', ['1 预算审计', '2 投资审计']],
    [
      'a year behind the number',
      '1.建路。完成。\n2.2026年底前建成公园。完工。\n3.造林。完成。',
      ['1. 建路', '2. 2026年底前建成公园', '3. 造林'],
    ],
    [
      'a number on a line of its own',
      '一、\n扩大消费\n举办活动30场。\n二、\n稳定外贸\n新增企业15家。',
      ['一、 扩大消费', '二、 稳定外贸'],
    ],
    [
      'no reference, share or pair',
      '1.建路。见第3条要求，一、二年级全覆盖，占3.5%。\n2.造林。完成。',
      ['1. 建路', '2. 造林'],
    ],
    ['Roman numbers', 'Ⅰ.建路\n完成20公里。\nⅡ.造林\n完成300亩。', ['Ⅰ. 建路', 'Ⅱ. 造林']],
    [
      'a blank that ends every title',
      '1.强化学习 组织学习12次，开展宣讲20场。\n2.建强组织 新建支部3个，整顿2个。',
      ['1. 强化学习', '2. 建强组织'],
    ],
  ])('%s', (_, text, expected) => {
    expect(items(text)).toEqual(expected);
  });

  it('in a text that lost its breaks and marks', () => {
    const text =
      '二〇二六年全年要突出重点、精准发力、狠抓落实，确保各项目标任务按期完成，现就有关工作安排如下，请认真执行：一、抓好生产经营1.稳定生产。产量达到3万吨。2.开拓市场。新增客户20家。二、加强内部管理1.降低成本。成本下降5%。2.严控风险。完善制度。';
    expect(items(text)).toEqual(['1. 稳定生产', '2. 开拓市场', '1. 降低成本', '2. 严控风险']);
  });
});

describe('parts without numbers', () => {
  it('paragraphs that begin with their title', () => {
    expect(rows('一、党建\n强化武装。完善学习制度，学习12次。\n建强组织。培育支部8个，发展党员60名。')).toEqual([
      'section 一、 党建',
      '  item 强化武装',
      '  item 建强组织',
    ]);
  });

  it('lines that are a title, above sentences', () => {
    expect(
      rows(
        '云川学院2026年工作安排\n加强党建引领\n建强支部30个，发展党员60名。\n深化教学改革\n建设课程10门，推进专业认证。',
      ),
    ).toEqual(['item 加强党建引领', 'item 深化教学改革']);
  });

  it('lines below which the numbers begin anew', () => {
    expect(
      rows(
        '云川市2026年工作计划\n打好蓝天保卫战\n1.工业。改造8家。\n2.扬尘。检查600个。\n打好碧水保卫战\n1.河道。整治120个。',
      ),
    ).toEqual([
      'section 打好蓝天保卫战',
      '  item 1. 工业',
      '  item 2. 扬尘',
      'section 打好碧水保卫战',
      '  item 1. 河道',
    ]);
  });
});

describe('what is not the plan', () => {
  it('is the table of contents', () => {
    expect(rows('目 录\n一、党建……1\n二、业务……2\n一、党建\n建强支部30个。\n二、业务\n完成60件。')).toEqual([
      '  notice',
      'item 一、 党建',
      'item 二、 业务',
    ]);
  });

  it('is what stands below the signature', () => {
    expect(rows('1.建路。完成。\n2.造林。完成。\n附件：任务表\n（此件公开发布）\n抄送：市委办公室。')).toEqual([
      'item 1. 建路',
      'item 2. 造林',
      'attachment',
      'closing',
    ]);
  });

  it('is a page number in the middle of a sentence, which stays whole', () => {
    const line = '开展占道经营专项整治，规范户外广告设置，加强日常巡查和考';
    const text = `1.整治市容秩序。推进网格化管理。\n${`${line}\n`.repeat(6)}- 1 -\n核通报。\n2.造林。完成。`;
    expect(rows(text)).toEqual(['item 1. 整治市容秩序', '    notice', 'item 2. 造林']);
  });
});

describe('damaged script', () => {
  it.each([
    ['traditional', '牽頭處室：醫政處', '医政处'],
    ['pinyin in brackets', '责(zé)任(rèn)单(dān)位：医(yī)政(zhèng)处', '医政处'],
    ['spaced out', '责 任 单 位：医政处', '医政处'],
  ])('%s', (_, stated, name) => {
    const { nodes } = compileText(`1.推进改革。做好。\n${stated}`);
    expect(
      nodes.flatMap(({ responsibilities }) =>
        responsibilities.map(({ canonical }) =>
          canonical
            .normalize('NFKC')
            .replace(/\([^)]*\)/g, '')
            .replace('醫', '医')
            .replace('處', '处'),
        ),
      ),
    ).toEqual([name]);
  });

  it('points in place of full stops', () => {
    expect(items('1、建公路.完成20公里.\n2、造林.完成300亩.')).toEqual(['1、 建公路', '2、 造林']);
  });
});

describe('what stands around a plan', () => {
  it('a covering letter with points of its own', () => {
    expect(
      items(
        '关于印发《2026年工作要点》的通知\n各科室：\n现将要点印发给你们，提出以下要求：\n一、提高认识。\n二、抓好落实。\n云川市水利局\n2026年2月1日\n2026年工作要点\n一、建水库\n完成投资5亿元。\n二、改灌区\n改造灌区3处。',
      ),
    ).toEqual(['一、 建水库', '二、 改灌区']);
  });

  it('a collection of plans', () => {
    expect(rows('计划两篇\n篇一：护理部\n一、培训\n组织12次。\n篇二：医务科\n一、诊疗\n检查4次。')).toEqual([
      'section 篇一： 护理部',
      '  item 一、 培训',
      'section 篇二： 医务科',
      '  item 一、 诊疗',
    ]);
  });
});
