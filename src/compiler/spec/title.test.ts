import { describe, expect, it } from 'vitest';
import { compileText } from './rows';

const BODY = '\n一、抓好建设\n1.建公园。新建公园3个。\n2.修道路。改造道路5公里。';

const head = (lines: string): [string | null, number | null, string | null] => {
  const { title, year, issuer } = compileText(lines + BODY);
  return [title, year, issuer];
};

describe('title, year and issuer', () => {
  it.each<[string, string, ReturnType<typeof head>]>([
    ['a plan', '云川市水务局2026年工作要点', ['云川市水务局2026年工作要点', 2026, '云川市水务局']],
    [
      'a letter that names no sender of its own',
      '关于印发《云川市水务局2026年工作要点》的通知\n各县水务局：',
      ['关于印发《云川市水务局2026年工作要点》的通知', 2026, '云川市水务局'],
    ],
    ['the year first', '2026年市水务局重点工作安排', ['2026年市水务局重点工作安排', 2026, '市水务局']],
    [
      'no body in the title',
      '2026年《政府工作报告》重点工作分解表',
      ['2026年《政府工作报告》重点工作分解表', 2026, null],
    ],
    [
      'the page it stands on',
      '云川新闻网 >> 要闻频道 >> 办实事项目\n云川市水务局微博:@新浪\n2026年云川市民生实事项目',
      ['2026年云川市民生实事项目', 2026, null],
    ],
    [
      'the column of the site, and the list of what is attached',
      '计划总结\n附件：1.2026年任务清单\n青石镇2026年重点工作安排',
      ['青石镇2026年重点工作安排', 2026, '青石镇'],
    ],
    [
      'its number in brackets',
      '2026年县政府重点工作任务（云政发〔2026〕2号）',
      ['2026年县政府重点工作任务', 2026, '县政府'],
    ],
    [
      'a letter with its copies before the plan',
      '各镇人民政府：\n方案已经同意，现转发给你们。\n2026年3月2日\n抄送：县委办、县人大办\n青石县医改工作方案',
      ['青石县医改工作方案', 2026, null],
    ],
    ['an office of a government', '市政府办公室2026年工作要点', ['市政府办公室2026年工作要点', 2026, '市政府办公室']],
    [
      'below the table of a site',
      '索 引 号 | 116/2026-1 | 主题分类 | 云政发 |\n有效性 | |||\n标 题 | 云川市人民政府关于印发方案的通知 |\n各县人民政府：\n云川市法治建设2026年实施方案',
      ['云川市法治建设2026年实施方案', 2026, null],
    ],
    [
      'the head of the letter, its number on the line of the title, and telephones above',
      '服务部：0000-00000000\n云川市水务局文件\n云水发[2026]1号关于印发《云川市水务局2026年工作要点》的通知',
      ['关于印发《云川市水务局2026年工作要点》的通知', 2026, '云川市水务局'],
    ],
    [
      'a department of the party',
      '中共云川市委组织部2026年工作要点',
      ['中共云川市委组织部2026年工作要点', 2026, '中共云川市委组织部'],
    ],
    ['a number only', '云政办函〔2026〕4号\n各镇人民政府：', [null, 2026, null]],
  ])('%s', (_, lines, expected) => {
    expect(head(lines)).toEqual(expected);
  });
});
